import type { Draft } from '../../client/client.ts';

const kept = new WeakMap<object, Map<string, Draft>>();

/** What could not be saved because the Integration was disconnected meanwhile, by address; for as long as the page's client lives. */
export function draftsOf(client: object): Map<string, Draft> {
  const drafts = kept.get(client) ?? new Map<string, Draft>();
  kept.set(client, drafts);
  return drafts;
}
