'use client';

import { usePart } from './use-part.ts';

/** Shows that something runs; the words beside it say what. */
export function Spinner() {
  const part = usePart();
  return <span {...part('spinner')} aria-hidden="true" />;
}
