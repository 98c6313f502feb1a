'use client';

import { useState } from 'react';
import { sameMembers } from './use-client-state.ts';

/** The same object for as long as its members are the same, so that `messages={{ … }}` written inline re-renders no card. */
export function useStable<T extends object>(value: T): T {
  const [kept, keep] = useState(value);
  if (kept === value || sameMembers(kept, value)) return kept;
  keep(value);
  return value;
}
