import { createStore } from 'zustand/vanilla';
import type { Readable } from './root-context.ts';

/** Code that is not there from the start: what has come of it, and whether the newest try to fetch it failed. */
export interface Late<T> extends Readable<{ code: T | undefined; failed: boolean }> {
  /** Fetches it, once for every page; after a failure the next call tries again. */
  load(): Promise<T>;
}

/** Makes code that loads when it is first wanted. */
export function late<T>(fetch: () => Promise<T>): Late<T> {
  const { getState, setState, subscribe } = createStore<{ code: T | undefined; failed: boolean }>(() => ({ code: undefined, failed: false }));
  let coming: Promise<T> | undefined;
  return {
    get: getState,
    subscribe,
    load() {
      if (coming) return coming;
      if (getState().failed) setState({ failed: false });
      coming = fetch();
      coming.then((code) => setState({ code }), () => {
        coming = undefined;
        setState({ failed: true });
      });
      return coming;
    },
  };
}
