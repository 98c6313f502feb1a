import { type DialogMessages, dialogMessages } from '../messages/dialog-messages.ts';
import { type OutcomeMessages, outcomeMessages } from '../messages/outcome-messages.ts';
import type { MessageOverrides } from '../messages/messages.ts';
import { withOverrides } from '../messages/with-overrides.ts';

const texts = { ...dialogMessages, ...outcomeMessages };

/** The texts of the dialogs and of what comes of them, with the host's own in their place. */
export function outcomeMessagesOf(own: MessageOverrides): DialogMessages & OutcomeMessages {
  return withOverrides(texts, own);
}
