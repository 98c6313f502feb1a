'use client';

import { Component, type ReactNode } from 'react';
import { Detail } from '../root/detail.tsx';

/** Keeps a card that throws to itself. A class, because React has no other way to catch. */
export class CardBoundary extends Component<{ id: string; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    const { id, children } = this.props;
    if (!this.state.failed) return children;
    return <Detail draw={({ BrokenCard }) => <BrokenCard id={id} onRetry={() => this.setState({ failed: false })} />}>{id}</Detail>;
  }
}
