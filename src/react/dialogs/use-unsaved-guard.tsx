'use client';

import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from '../parts/button.tsx';
import { usePart } from '../parts/use-part.ts';
import { useRoot } from '../root/root-context.ts';
import { useLatest } from '../root/use-latest.ts';
import { DialogFrame } from './dialog-frame.tsx';
import { useDialogMessages } from './use-dialog-messages.ts';

export interface UnsavedGuard {
  /** Does it at once when nothing would be lost, else asks first. */
  leave: (action: () => void) => void;
  /** The question, while it is asked; stands inside the dialog it guards. */
  question: ReactNode;
}

/** Asks before anything typed is thrown away, the closing of the tab included. `whenGone` places focus where its old place is gone. */
export function useUnsavedGuard(dirty: boolean, whenGone?: () => void): UnsavedGuard {
  const root = useRoot();
  const messages = useDialogMessages();
  const part = usePart();
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
  const question = action && (
    <DialogFrame
      part="guard-dialog"
      alert
      title={messages.guardTitle()}
      description={messages.guardText()}
      onLeave={keep}
      onReturnFocus={() => (cameFrom.current?.isConnected ? cameFrom.current.focus() : whenGone?.())}
      footer={
        <footer {...part('dialog-footer')}>
          <Button kind="danger" onClick={discard}>{messages.guardDiscard()}</Button>
          <Button data-focus="" onClick={keep}>{messages.guardKeep()}</Button>
        </footer>
      }
    />
  );
  return { leave, question };
}
