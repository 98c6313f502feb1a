'use client';

import { useSyncExternalStore } from 'react';
import type { Readable } from './root-context.ts';

/** Reads a value kept outside React state. */
export function useReadable<T>(value: Readable<T>): T {
  return useSyncExternalStore(value.subscribe, value.get, value.get);
}
