'use client';

import { useEffect, useSyncExternalStore } from 'react';
import type { Late } from './late.ts';

const nothing = { code: undefined, failed: false };

/** Late code, fetched once it is wanted. While hydrating it counts as not there, as on the server. */
export function useLate<T>({ subscribe, get, load }: Late<T>, wanted: boolean): { code: T | undefined; failed: boolean } {
  useEffect(() => {
    // A failure is in what is read.
    if (wanted) load().catch(() => undefined);
  }, [wanted, load]);
  return useSyncExternalStore(subscribe, get, () => nothing);
}
