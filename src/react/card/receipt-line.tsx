'use client';

import type { TestReceipt } from '../../core/test-event.ts';
import { Time } from '../parts/time.tsx';
import { usePart } from '../parts/use-part.ts';
import { useDetailMessages } from '../root/use-detail-messages.ts';

const tones = { accepted: 'ok', unknown: 'warn', refused: 'bad' } as const;

/** The last test event, lasting: how it ended, and what the provider said on demand. */
export function ReceiptLine({ receipt: { outcome, sentAt, verdict } }: { receipt: TestReceipt }) {
  const messages = useDetailMessages();
  const part = usePart();
  return (
    <details {...part('result', { tone: tones[outcome] })} open={outcome !== 'accepted' || undefined}>
      <summary><span>{messages.cardReceipt({ outcome })}</span> <Time value={sentAt} /></summary>
      <p>{verdict}</p>
    </details>
  );
}
