'use client';

import { usePart } from '../parts/use-part.ts';
import type { ConnectState } from './connect-state.ts';
import { ProblemNotice } from './problem-notice.tsx';
import { useOutcomeMessages } from './use-outcome-messages.ts';
import type { Subject } from './use-subject.ts';

/** How an attempt that did not connect ended; stands above the form. */
export function ConnectNotes({ connect: { problem, unknown, found }, subject }: { connect: ConnectState; subject: Subject }) {
  const messages = useOutcomeMessages();
  const part = usePart();
  const { integration, provider } = subject;
  return (
    <>
      {problem && <ProblemNotice problem={problem} subject={subject} unknown={unknown} />}
      {found && <p {...part('notice', { tone: found === 'other' ? 'warn' : undefined })}>{found === 'other' ? messages.otherConnected({ provider: provider?.name ?? integration.provider, name: integration.updatedBy }) : messages.notDoneYet()}</p>}
    </>
  );
}
