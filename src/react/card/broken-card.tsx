'use client';

import { Button } from '../parts/button.tsx';
import { usePart } from '../parts/use-part.ts';
import { providerOf } from '../root/provider-of.ts';
import { useRoot } from '../root/root-context.ts';
import { useDetailMessages } from '../root/use-detail-messages.ts';

/** What a card that threw says in its place. */
export function BrokenCard({ id, onRetry }: { id: string; onRetry: () => void }) {
  const messages = useDetailMessages();
  const part = usePart();
  const name = providerOf(useRoot().client, id)?.name ?? id;
  const action = messages.actionRetry();
  return (
    <article {...part('card')} data-integration={id} aria-label={name}>
      <p {...part('card-line')}>{messages.cardFailed({ provider: name })}</p>
      <div {...part('card-actions')}><Button aria-label={messages.actionOn({ action, name })} onClick={onRetry}>{action}</Button></div>
    </article>
  );
}
