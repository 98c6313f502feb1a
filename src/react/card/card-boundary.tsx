'use client';

import { Component, type ContextType, type ReactNode } from 'react';
import { Detail } from '../root/detail.tsx';
import { providerOf } from '../root/provider-of.ts';
import { RootContext } from '../root/root-context.ts';

/** Keeps a card that throws to itself. A class, because React has no other way to catch. */
export class CardBoundary extends Component<{ id: string; children: ReactNode }, { failed: boolean }> {
  static override contextType = RootContext;
  declare context: ContextType<typeof RootContext>;
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    const { id, children } = this.props;
    if (!this.state.failed) return children;
    const name = (this.context && providerOf(this.context.client, id)?.name) ?? id;
    return <article data-part="card" data-integration={id} aria-label={name}><Detail draw={({ BrokenCard }) => <BrokenCard name={name} onRetry={() => this.setState({ failed: false })} />}>{name}</Detail></article>;
  }
}
