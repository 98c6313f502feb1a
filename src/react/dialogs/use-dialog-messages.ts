'use client';

import { type DialogMessages, dialogMessages as texts } from '../messages/dialog-messages.ts';
import { withOverrides } from '../messages/with-overrides.ts';
import { useRoot } from '../root/root-context.ts';

/** The dialogs' texts with the host's own in their place. */
export function useDialogMessages(): DialogMessages {
  return withOverrides(texts, useRoot().messages);
}
