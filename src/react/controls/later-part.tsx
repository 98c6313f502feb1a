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

/** The components of one piece of late code, each by its name there. */
export function laterParts<M extends object>(late: Late<M>) {
  return <K extends keyof M>(name: K) => laterPart(late, (code) => code[name] as ComponentType<PropsOf<M[K]>>);
}

type PropsOf<C> = C extends ComponentType<infer P> ? (P extends object ? P : never) : never;
