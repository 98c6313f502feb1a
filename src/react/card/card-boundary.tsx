'use client';

import { Component, type ReactNode } from 'react';
import { Button } from '../parts/button.tsx';
import { usePart } from '../parts/use-part.ts';
import { providerOf } from '../root/provider-of.ts';
import { useRoot } from '../root/root-context.ts';

/** Keeps a card that throws to itself. A class, because React has no other way to catch. */
export class CardBoundary extends Component<{ id: string; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? <BrokenCard id={this.props.id} onRetry={() => this.setState({ failed: false })} /> : this.props.children;
  }
}

function BrokenCard({ id, onRetry }: { id: string; onRetry: () => void }) {
  const { client, messages } = useRoot();
  const part = usePart();
  const name = providerOf(client, id)?.name ?? id;
  return (
    <article {...part('card')} data-integration={id} aria-label={name}>
      <p {...part('card-line')}>{messages.cardFailed({ provider: name })}</p>
      <div {...part('card-actions')}><Button aria-label={messages.actionOn({ action: messages.actionRetry(), name })} onClick={onRetry}>{messages.actionRetry()}</Button></div>
    </article>
  );
}
