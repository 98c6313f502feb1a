'use client';

import { useRoot } from '../root/root-context.ts';
import { Button } from './button.tsx';
import { usePart } from './use-part.ts';

export interface NoticeProps {
  text: string;
  tone: 'warn' | 'bad';
  onRetry: () => void;
  /** Given where the notice answers a press: then it takes the focus. */
  onCancel?: () => void;
  floating?: boolean;
}

/** A sentence with a way on. */
export function Notice({ text, tone, onRetry, onCancel, floating }: NoticeProps) {
  const { messages } = useRoot();
  const part = usePart();
  return (
    <div {...part('notice', { tone, floating })} role="group" aria-label={text}>
      <p>{text}</p>
      <Button ref={onCancel && focus} onClick={onRetry}>{messages.actionRetry()}</Button>
      {onCancel && <Button kind="quiet" onClick={onCancel}>{messages.actionCancel()}</Button>}
    </div>
  );
}

const focus = (button: HTMLButtonElement | null) => button?.focus();
