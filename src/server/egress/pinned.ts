// Registered, so that two copies of this package recognise each other's.
const mark = Symbol.for('integrations-settings.pinned-fetch');

/** Marks a fetch that checks and pins the addresses it connects to. */
export function markPinned<T extends typeof globalThis.fetch>(fetch: T): T {
  Object.defineProperty(fetch, mark, { value: true });
  return fetch;
}

/** Is this `pinnedFetch()`? Plain fetch cannot be made safe against DNS that answers differently the second time. */
export function isPinned(fetch: unknown): boolean {
  return typeof fetch === 'function' && (fetch as { [mark]?: unknown })[mark] === true;
}
