'use client';

import type { CardPartProps } from './card-part-props.ts';
import { CardNote } from './card-note.tsx';
import { TestResult } from './test-result.tsx';

/** How the last call went, and the last test: what stands on a card between its line and its buttons. */
export function CardDetails({ id, view: { operation, verification }, provider }: CardPartProps & { id: string }) {
  return (
    <>
      {operation && <CardNote id={id} operation={operation} provider={provider} />}
      {verification && operation?.verb !== 'verify' && <TestResult verification={verification} />}
    </>
  );
}
