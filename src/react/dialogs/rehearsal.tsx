'use client';

import { Component, lazy, type ReactNode, Suspense } from 'react';

/** Never comes, so what is drawn beside it is drawn and never put on the page: no element, no effect, no focus. */
const Never = lazy(() => new Promise<never>(() => undefined));

/**
 * Draws a dialog for nobody, so that the first press meets code that has run before, at half the cost: a browser compiles a function only
 * when it is first called. A class, because React has no other way to catch; what throws here is told by the press.
 */
export class Rehearsal extends Component<{ children: ReactNode }> {
  override componentDidCatch() {
    // React has drawn nothing in its place.
  }

  override render() {
    return <Suspense>{this.props.children}<Never /></Suspense>;
  }
}
