'use client';

import { useState } from 'react';
import { sameMembers } from '../../client/same-members.ts';

/** The same object for as long as its members are the same, two levels deep, so that `messages={{ … }}` written inline re-renders no card. */
export function useStable<T extends object>(value: T): T {
  const [kept, keep] = useState(value);
  if (sameMembers(kept, value)) return kept;
  const next = Object.fromEntries(Object.entries(value).map(([key, member]: [string, unknown]) => {
    const before = (kept as Record<string, unknown>)[key];
    return [key, isPlain(member) && isPlain(before) && sameMembers(before, member) ? before : member];
  })) as T;
  if (sameMembers(kept, next)) return kept;
  keep(next);
  return next;
}

function isPlain(value: unknown): value is object {
  return [Object, Array].includes((value as unknown[] | null | undefined)?.constructor as ArrayConstructor);
}
