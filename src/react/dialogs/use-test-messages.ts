'use client';

import { type TestMessages, testMessages as texts } from '../messages/test-messages.ts';
import { withOverrides } from '../messages/with-overrides.ts';
import { useRoot } from '../root/root-context.ts';

/** The texts of a test event, with the host's own in their place. */
export function useTestMessages(): TestMessages {
  return withOverrides(texts, useRoot().messages);
}
