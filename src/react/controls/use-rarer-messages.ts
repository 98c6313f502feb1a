'use client';

import { type RarerMessages, rarerMessages } from '../messages/rarer-messages.ts';
import { withOverrides } from '../messages/with-overrides.ts';
import { useRoot } from '../root/root-context.ts';

/** The texts of rows and schedules, with the host's own in their place. */
export function useRarerMessages(): RarerMessages {
  return withOverrides(rarerMessages, useRoot().messages);
}
