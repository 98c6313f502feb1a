'use client';

import { Button } from '../parts/button.tsx';
import { usePart } from '../parts/use-part.ts';
import type { DisconnectState } from './disconnect-state.ts';
import { ProblemNotice } from './problem-notice.tsx';
import { useOutcomeMessages } from './use-outcome-messages.ts';
import type { Subject } from './use-subject.ts';

export interface DisconnectNotesProps {
  state: DisconnectState;
  subject: Subject;
  onCheck: () => void;
  onRetry: () => void;
}

/** Why it is still connected, or why nobody knows; stands above what would stop. */
export function DisconnectNotes({ state: { problem, unknown, still }, subject, onCheck, onRetry }: DisconnectNotesProps) {
  const messages = useOutcomeMessages();
  const part = usePart();
  const note = messages.stillConnected({ provider: subject.provider?.name ?? subject.integration.provider });
  return (
    <>
      {still && <p {...part('notice')}>{note}</p>}
      {problem && (
        <ProblemNotice
          problem={problem}
          unknown={unknown}
          subject={subject}
          {...(!unknown && { note })}
          action={unknown ? <Button onClick={onCheck}>{messages.checkAgain()}</Button> : <Button onClick={onRetry}>{messages.dialogRetry()}</Button>}
        />
      )}
    </>
  );
}
