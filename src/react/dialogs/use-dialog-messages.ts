'use client';

import { useMemo } from 'react';
import { type DialogMessages, dialogMessages } from '../messages/dialog-messages.ts';
import { useRoot } from '../root/root-context.ts';

/** The dialogs' texts with the host's own in their place. */
export function useDialogMessages(): DialogMessages {
  const { messages } = useRoot();
  return useMemo(() => ({ ...dialogMessages, ...messages }) as DialogMessages, [messages]);
}
