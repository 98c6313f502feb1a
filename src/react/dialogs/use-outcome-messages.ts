'use client';

import { useMemo } from 'react';
import { dialogMessages, type DialogMessages } from '../messages/dialog-messages.ts';
import { outcomeMessages, type OutcomeMessages } from '../messages/outcome-messages.ts';
import { useRoot } from '../root/root-context.ts';

/** The texts of the dialogs and of what comes of them, with the host's own in their place. */
export function useOutcomeMessages(): DialogMessages & OutcomeMessages {
  const { messages } = useRoot();
  return useMemo(() => ({ ...dialogMessages, ...outcomeMessages, ...messages }), [messages]);
}
