'use client';

import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from '../parts/button.tsx';
import { usePart } from '../parts/use-part.ts';
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
  const messages = useDialogMessages();
  const part = usePart();
  const [action, setAction] = useState<(() => void) | null>(null);
  const cameFrom = useRef<HTMLElement | null>(null);

  useEffect(() => {
    if (!dirty) return undefined;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [dirty]);

  const keep = () => setAction(null);
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
          <Button kind="danger" onClick={() => { keep(); action(); }}>{messages.guardDiscard()}</Button>
          <Button data-focus="" onClick={keep}>{messages.guardKeep()}</Button>
        </footer>
      }
    />
  );
  return {
    leave: (next) => {
      if (!dirty) return next();
      cameFrom.current = document.activeElement as HTMLElement | null;
      setAction(() => next);
    },
    question,
  };
}
