'use client';

import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useRoot } from '../root/root-context.ts';
import { useLatest } from '../root/use-latest.ts';
import { GuardQuestion } from './later-outcomes.ts';

export interface UnsavedGuard {
  /** Does it at once when nothing would be lost, else asks first. */
  leave: (action: () => void) => void;
  /** The question, while it is asked; stands inside the dialog it guards. */
  question: ReactNode;
}

/** Asks before anything typed is thrown away, the closing of the tab included. `whenGone` places focus where its old place is gone. */
export function useUnsavedGuard(dirty: boolean, whenGone?: () => void): UnsavedGuard {
  const root = useRoot();
  const [action, setAction] = useState<(() => void) | null>(null);
  /** While leaving what the user agreed to lose. */
  const agreed = useRef(false);
  const cameFrom = useRef<HTMLElement | null>(null);

  useEffect(() => {
    if (!dirty) return undefined;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [dirty]);

  const leave = (next: () => void) => {
    if (!dirty || agreed.current) return next();
    cameFrom.current = document.activeElement as HTMLElement | null;
    setAction(() => next);
  };
  const latest = useLatest(leave);
  // A host may close the dialog, or open another, without asking it.
  useEffect(() => {
    root.beforeLeave?.((next) => latest.current(next));
    return () => root.beforeLeave?.(null);
  }, [root, latest]);

  const keep = () => setAction(null);
  const discard = () => {
    keep();
    agreed.current = true;
    action?.();
    agreed.current = false;
  };
  const question = action && <GuardQuestion onKeep={keep} onDiscard={discard} onReturnFocus={() => (cameFrom.current?.isConnected ? cameFrom.current.focus() : whenGone?.())} />;
  return { leave, question };
}
