import type { Draft } from '../../client/client.ts';

/** What could not be saved because the Integration was disconnected meanwhile; by client and address, for as long as the page lives. */
const drafts = new WeakMap<object, Map<string, Draft>>();

export function keepDraft(client: object, id: string, draft: Draft): void {
  const kept = drafts.get(client) ?? new Map<string, Draft>();
  drafts.set(client, kept.set(id, draft));
}

export function draftOf(client: object, id: string): Draft | undefined {
  return drafts.get(client)?.get(id);
}

export function forgetDraft(client: object, id: string): void {
  drafts.get(client)?.delete(id);
}
