import type { CardMessages } from '../messages/card-messages.ts';
import type { PageMessages } from '../messages/page-messages.ts';
import type { CardVerb } from './card-verbs.ts';

/** A verb as its button says it. */
export function verbLabel(messages: PageMessages & Partial<CardMessages>, verb: CardVerb): string {
  return messages[labels[verb]]?.() ?? verb;
}

const labels = {
  connect: 'actionConnect', configure: 'actionConfigure', disconnect: 'actionDisconnect', reconnect: 'actionReconnect', retry: 'actionRetry',
  resume: 'actionResume', pause: 'actionPause', test: 'actionTest', rename: 'actionRename',
} as const satisfies Record<CardVerb, string>;
