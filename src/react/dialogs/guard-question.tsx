'use client';

import { Button } from '../parts/button.tsx';
import { usePart } from '../parts/use-part.ts';
import { DialogFrame } from './dialog-frame.tsx';
import { useOutcomeMessages } from './use-outcome-messages.ts';

export interface GuardQuestionProps {
  onKeep: () => void;
  onDiscard: () => void;
  onReturnFocus: () => void;
}

/** Asks before what was typed is thrown away. */
export function GuardQuestion({ onKeep, onDiscard, onReturnFocus }: GuardQuestionProps) {
  const messages = useOutcomeMessages();
  const part = usePart();
  return (
    <DialogFrame
      part="guard-dialog"
      alert
      title={messages.guardTitle()}
      description={messages.guardText()}
      onLeave={onKeep}
      onReturnFocus={onReturnFocus}
      footer={
        <footer {...part('dialog-footer')}>
          <Button kind="danger" onClick={onDiscard}>{messages.guardDiscard()}</Button>
          <Button data-focus="" onClick={onKeep}>{messages.guardKeep()}</Button>
        </footer>
      }
    />
  );
}
