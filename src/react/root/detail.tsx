'use client';

import type { ReactNode } from 'react';
import { type Details, details } from './details.ts';
import { LateFailure } from './late-failure.tsx';
import { useLate } from './use-late.ts';

/** Draws with the details once they are here, till then `children`. With `onCancel` (an answer to a press) a failed load is said on the spot. */
export function Detail({ draw, children, onCancel }: { draw: (details: Details) => ReactNode; children?: ReactNode; onCancel?: () => void }) {
  const { code, failed } = useLate(details, true);
  if (code) return draw(code);
  return failed && onCancel ? <LateFailure late={details} onCancel={onCancel} /> : children;
}
