'use client';

import type { CardPartProps } from './card-part-props.ts';
import { CardNote } from './card-note.tsx';
import { hasNotes } from './has-notes.ts';
import { useDetailMessages } from '../root/use-detail-messages.ts';
import { CardNotes } from './later-notes.tsx';
import { ReceiptLine } from './receipt-line.tsx';
import { TestResult } from './test-result.tsx';

/** How the last call went, and the last test: what stands on a card between its line and its buttons. */
export function CardDetails({ id, view: { integration, operation, verification, receipt }, provider }: CardPartProps & { id: string }) {
  const messages = useDetailMessages();
  return (
    <>
      {integration && (hasNotes(integration) || integration.authorization) && <CardNotes id={id} integration={integration} provider={provider} words={messages} />}
      {operation && <CardNote id={id} operation={operation} provider={provider} />}
      {verification && operation?.verb !== 'verify' && <TestResult verification={verification} />}
      {receipt && operation?.verb !== 'test' && <ReceiptLine receipt={receipt} />}
    </>
  );
}
