'use client';

import { useMemo, useSyncExternalStore } from 'react';
import { type ClientState, initialState } from '../../client/state.ts';
import { useRoot } from './root-context.ts';

/**
 * Reads from the client's state and re-renders only when what was read changes.
 * `select` and `equal` must keep their identity between renders. On the server, and while hydrating, nothing is known yet.
 */
export function useClientState<T>(select: (state: ClientState) => T, equal: (a: T, b: T) => boolean = Object.is): T {
  const { client } = useRoot();
  const read = useMemo(() => remember(select, equal), [select, equal]);
  return useSyncExternalStore(client.subscribe, () => read(client.getState()), () => read(initialState));
}

/** The selection, answering the value it gave before as long as that is equal. */
function remember<T>(select: (state: ClientState) => T, equal: (a: T, b: T) => boolean): (state: ClientState) => T {
  let last: { value: T } | undefined;
  return (state) => {
    const value = select(state);
    if (last && equal(last.value, value)) return last.value;
    last = { value };
    return value;
  };
}

/** Have two plain objects (or arrays) the same members? */
export function sameMembers<T extends object>(a: T, b: T): boolean {
  if (a === b) return true;
  const before = Object.entries(a);
  return before.length === Object.keys(b).length && before.every(([key, value]) => Object.is(value, (b as Record<string, unknown>)[key]));
}
