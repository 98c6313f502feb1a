'use client';

import { useState } from 'react';

/** The same object for as long as its members are the same, so that `messages={{ … }}` written inline re-renders no card. */
export function useStable<T extends object>(value: T): T {
  const [kept, keep] = useState(value);
  if (kept === value || sameMembers(kept, value)) return kept;
  keep(value);
  return value;
}

function sameMembers(a: object, b: object): boolean {
  const before = Object.entries(a);
  const after = new Map(Object.entries(b));
  return before.length === after.size && before.every(([key, value]) => after.has(key) && Object.is(after.get(key), value));
}
