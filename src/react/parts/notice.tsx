'use client';

import { useRoot } from '../root/root-context.ts';
import { drawButton } from './draw-button.tsx';

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
  const root = useRoot();
  const { messages, part } = root;
  return (
    <div {...part('notice', { tone, floating })} role="group" aria-label={text}>
      <p>{text}</p>
      {drawButton(root, { ref: onCancel && focus, onClick: onRetry, children: messages.actionRetry() })}
      {onCancel && drawButton(root, { kind: 'quiet', onClick: onCancel, children: messages.actionCancel() })}
    </div>
  );
}

const focus = (button: HTMLButtonElement | null) => button?.focus();
