'use client';

import type { ReactNode } from 'react';
import { drawButton } from '../parts/draw-button.tsx';
import { useRoot } from '../root/root-context.ts';

interface NoteProps {
  /** Of the provider; completes what each button is called. */
  name: string;
  children: ReactNode;
  /** What can be done about it, the leading one first. */
  actions?: readonly [text: string, press: (button: HTMLElement) => void][];
}

/** A warning on a card with what can be done about it; a viewer only reads it. */
export function Note({ name, children, actions = [] }: NoteProps) {
  const root = useRoot();
  return (
    <div {...root.part('card-note', { tone: 'warn' })}>
      <p>{children}</p>
      {!root.readOnly && actions.map(([action, press]) => drawButton(root, { kind: 'quiet', 'aria-label': root.messages.actionOn({ action, name }), onClick: (event) => press(event.currentTarget), children: action }, action))}
    </div>
  );
}
