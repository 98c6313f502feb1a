'use client';

import { type RefObject, useRef } from 'react';
import { useBeforePaint } from './use-before-paint.ts';

/** A callback prop readable from outside rendering, without making anything depend on its identity. */
export function useLatest<T>(value: T): RefObject<T> {
  const latest = useRef(value);
  useBeforePaint(() => { latest.current = value; });
  return latest;
}
