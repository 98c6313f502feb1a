'use client';

import type { DialogMessages } from '../messages/dialog-messages.ts';
import type { OutcomeMessages } from '../messages/outcome-messages.ts';
import { useRoot } from '../root/root-context.ts';
import { outcomeMessagesOf } from './outcome-messages-of.ts';

/** The texts of the dialogs and of what comes of them, with the host's own in their place. */
export function useOutcomeMessages(): DialogMessages & OutcomeMessages {
  return outcomeMessagesOf(useRoot().messages);
}
