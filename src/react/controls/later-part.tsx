'use client';

import { type ComponentType, createElement } from 'react';
import type { Late } from '../root/late.ts';
import { LateFailure } from '../root/late-failure.tsx';
import { useLate } from '../root/use-late.ts';

/** A component of late code: drawn at once when that is there, else as soon as it comes. Before, `Meanwhile` or nothing stands in its place. */
export function laterPart<M, P extends object>(late: Late<M>, pick: (code: M) => ComponentType<P>, Meanwhile?: ComponentType<P>): ComponentType<P> {
  return function LaterPart(props: P) {
    const { code, failed } = useLate(late, true);
    if (code) return createElement(pick(code), props);
    return <>{Meanwhile && createElement(Meanwhile, props)}{failed && <LateFailure late={late} />}</>;
  };
}
