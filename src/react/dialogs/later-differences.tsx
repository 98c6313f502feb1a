'use client';

import { late } from '../root/late.ts';
import { LateFailure } from '../root/late-failure.tsx';
import { useLate } from '../root/use-late.ts';
import type { ConflictViewProps } from './conflict-view.tsx';

/** Fetches what shows values side by side. */
export const laterDifferences = late(() => import('./differences.ts').then((module) => module.differences));

/** The question about a conflict, as soon as its code is there. */
export function ConflictView(props: ConflictViewProps) {
  const { code, failed } = useLate(laterDifferences, true);
  if (code) return <code.ConflictView {...props} />;
  return failed ? <LateFailure late={laterDifferences} /> : null;
}
