import type { RootContextValue } from '../root/root-context.ts';
import type { CardVerb } from './card-verbs.ts';

/** A verb as its button says it. */
export function verbLabel(messages: RootContextValue['messages'], verb: CardVerb): string {
  switch (verb) {
    case 'connect': return messages.actionConnect();
    case 'configure': return messages.actionConfigure();
    case 'disconnect': return messages.actionDisconnect();
    case 'reconnect': return messages.actionReconnect();
    case 'retry': return messages.actionRetry();
    case 'resume': return messages.actionResume();
    case 'pause': return messages.actionPause();
    case 'test': return messages.actionTest();
    case 'rename': return messages.actionRename();
  }
}
