import type { Readable } from './root-context.ts';

/** Code that is not there from the start: what has come of it, and whether the newest try to fetch it failed. */
export interface Late<T> extends Readable<{ code: T | undefined; failed: boolean }> {
  /** Fetches it, once for every page; after a failure the next call tries again. */
  load(): Promise<T>;
}

/** Makes code that loads when it is first wanted. */
export function late<T>(fetch: () => Promise<T>): Late<T> {
  const listeners = new Set<() => void>();
  let now: ReturnType<Late<T>['get']> = { code: undefined, failed: false };
  let coming: Promise<T> | undefined;
  const become = (next: typeof now) => {
    now = next;
    for (const tell of listeners) tell();
  };
  return {
    get: () => now,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    load() {
      if (coming) return coming;
      if (now.failed) become({ code: undefined, failed: false });
      coming = fetch();
      coming.then((code) => become({ code, failed: false }), () => {
        coming = undefined;
        become({ code: undefined, failed: true });
      });
      return coming;
    },
  };
}
