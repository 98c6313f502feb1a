'use client';

import { Button } from '../parts/button.tsx';
import { usePart } from '../parts/use-part.ts';
import { useDetailMessages } from '../root/use-detail-messages.ts';

/** What a card that threw says in its place. */
export function BrokenCard({ name, onRetry }: { name: string; onRetry: () => void }) {
  const messages = useDetailMessages();
  const part = usePart();
  const action = messages.actionRetry();
  return (
    <>
      <p {...part('card-line')}>{messages.cardFailed({ provider: name })}</p>
      <div {...part('card-actions')}><Button aria-label={messages.actionOn({ action, name })} onClick={onRetry}>{action}</Button></div>
    </>
  );
}
