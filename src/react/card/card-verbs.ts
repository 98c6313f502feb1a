import type { CardState } from '../../client/card-state.ts';
import type { Capability } from '../../client/client.ts';

/** What can be pressed on a card. */
export type CardVerb = 'connect' | 'configure' | 'disconnect' | 'reconnect' | 'retry' | 'resume' | 'pause' | 'test' | 'rename';

/** Buttons in the order shown, the leading one first; `more` holds the rest. */
export interface CardVerbs {
  shown: readonly CardVerb[];
  more: readonly CardVerb[];
}

const none: CardVerbs = { shown: [], more: [] };
const needs: Partial<Record<CardVerb, Capability>> = { test: 'verify', pause: 'update', resume: 'update', rename: 'update' };

const table: Readonly<Record<CardState, CardVerbs>> = {
  available: { shown: ['connect'], more: [] },
  connecting: none,
  connected: { shown: ['configure', 'disconnect'], more: ['test', 'pause', 'rename', 'reconnect'] },
  unverified: { shown: ['configure', 'disconnect'], more: ['test', 'pause', 'rename', 'reconnect'] },
  needs_reauth: { shown: ['reconnect', 'disconnect'], more: ['configure', 'test', 'rename'] },
  failing: { shown: ['retry', 'disconnect'], more: ['configure', 'test', 'pause', 'rename', 'reconnect'] },
  retrying: { shown: ['retry', 'disconnect'], more: ['configure', 'test', 'pause', 'rename', 'reconnect'] },
  paused: { shown: ['resume', 'configure'], more: ['test', 'rename', 'reconnect', 'disconnect'] },
  disconnecting: none,
  unknown: { shown: ['retry'], more: [] },
};

/** What a card offers: by its state, without what the adapter lacks; to a viewer only what changes nothing. */
export function cardVerbs(state: CardState, capabilities: ReadonlySet<Capability>, readOnly: boolean): CardVerbs {
  if (readOnly) return state === 'unknown' ? table.unknown : none;
  const able = (verb: CardVerb) => !needs[verb] || capabilities.has(needs[verb]);
  return { shown: table[state].shown.filter(able), more: table[state].more.filter(able) };
}
