'use client';

import { useReducer } from 'react';

/** State of several members, changed a few at a time. */
export function usePatched<S extends object>(start: () => S): [S, (patch: Partial<S>) => void] {
  return useReducer((state: S, patch: Partial<S>): S => ({ ...state, ...patch }), undefined, start);
}
