'use client';

import { type DifferenceMessages, differenceMessages } from '../messages/difference-messages.ts';
import { withOverrides } from '../messages/with-overrides.ts';
import { useRoot } from '../root/root-context.ts';

/** The texts of what differs, with the host's own in their place. */
export function useDifferenceMessages(): DifferenceMessages {
  return withOverrides(differenceMessages, useRoot().messages);
}
