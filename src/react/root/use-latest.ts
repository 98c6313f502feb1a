'use client';

import { type RefObject, useInsertionEffect, useRef } from 'react';

/** A callback prop readable from outside rendering, without making anything depend on its identity. */
export function useLatest<T>(value: T): RefObject<T> {
  const latest = useRef(value);
  useInsertionEffect(() => { latest.current = value; });
  return latest;
}
