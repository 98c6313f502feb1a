'use client';

import { type SignInMessages, signInMessages as texts } from '../messages/sign-in-messages.ts';
import { withOverrides } from '../messages/with-overrides.ts';
import { useRoot } from '../root/root-context.ts';

/** The texts of signing in, with the host's own in their place. */
export function useSignInMessages(): SignInMessages {
  return withOverrides(texts, useRoot().messages);
}
