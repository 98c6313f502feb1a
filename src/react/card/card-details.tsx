'use client';

import { usePart } from '../parts/use-part.ts';
import { useDetailMessages } from '../root/use-detail-messages.ts';
import type { CardPartProps } from './card-part-props.ts';
import { CardNote } from './card-note.tsx';
import { isRefused } from './is-refused.ts';
import { ReceiptLine } from './receipt-line.tsx';
import { TestResult } from './test-result.tsx';

/** How the last call went, and the last test: what stands on a card between its line and its buttons. */
export function CardDetails({ id, view: { integration, operation, verification, receipt }, provider }: CardPartProps & { id: string }) {
  const part = usePart();
  const messages = useDetailMessages();
  return (
    <>
      {isRefused(integration) && <div {...part('card-note', { tone: 'warn' })}><p>{messages.cardRefused({ provider: provider.name })}</p></div>}
      {operation && <CardNote id={id} operation={operation} provider={provider} />}
      {verification && operation?.verb !== 'verify' && <TestResult verification={verification} />}
      {receipt && operation?.verb !== 'test' && <ReceiptLine receipt={receipt} />}
    </>
  );
}
