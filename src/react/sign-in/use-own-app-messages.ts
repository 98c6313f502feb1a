'use client';

import { type OwnAppMessages, ownAppMessages as texts } from '../messages/own-app-messages.ts';
import { withOverrides } from '../messages/with-overrides.ts';
import { useRoot } from '../root/root-context.ts';

/** The texts of signing in with an app of one's own, with the host's own in their place. */
export function useOwnAppMessages(): OwnAppMessages {
  return withOverrides(texts, useRoot().messages);
}
