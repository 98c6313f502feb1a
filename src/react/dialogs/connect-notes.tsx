'use client';

import { Button } from '../parts/button.tsx';
import { usePart } from '../parts/use-part.ts';
import { useRoot } from '../root/root-context.ts';
import type { ConnectState } from './connect-state.ts';
import { ProblemNotice } from './problem-notice.tsx';
import { useOutcomeMessages } from './use-outcome-messages.ts';
import type { Subject } from './use-subject.ts';

export interface ConnectNotesProps {
  connect: ConnectState;
  subject: Subject;
  /** It was connected when the dialog opened. */
  reconnecting: boolean;
  /** There is no way to connect it here. */
  stuck: boolean;
  /** Closes the dialog; the focus goes where this puts it. */
  leave: (to: () => void) => void;
}

/** What is to know before an attempt, and how one that did not connect ended; stands above the form. */
export function ConnectNotes({ connect: { phase, problem, unknown, found }, subject, reconnecting, stuck, leave }: ConnectNotesProps) {
  const root = useRoot();
  const messages = useOutcomeMessages();
  const part = usePart();
  const { integration, provider } = subject;
  const name = provider?.name ?? integration.provider;
  // The same code also says that something else exists already; only another card can be gone to.
  const holder = problem?.code === 'already_connected' && problem.current && problem.current.id !== integration.id ? problem.current : null;
  const goTo = (id: string) => {
    // What was searched for may hide it.
    root.view.set({ query: '', filter: 'all' });
    leave(() => root.element()?.querySelector<HTMLElement>(`[data-integration="${CSS.escape(id)}"] [data-part="card-title"]`)?.focus());
  };
  return (
    <>
      {reconnecting && !root.readOnly && <p {...part('notice')}>{messages.reconnectNote()}</p>}
      {stuck && <p {...part('notice')}>{messages.connectOAuthOnly({ provider: name })}</p>}
      {problem && phase === 'idle' && (
        <ProblemNotice problem={problem} subject={subject} unknown={unknown} {...(holder && { action: <Button onClick={() => goTo(holder.id)}>{messages.goToCard({ name: holder.label ?? holder.account?.label ?? name })}</Button> })} />
      )}
      {found && phase === 'idle' && <p {...part('notice', { tone: found === 'other' ? 'warn' : undefined })}>{found === 'other' ? messages.otherConnected({ provider: name, name: integration.updatedBy }) : messages.notDoneYet()}</p>}
    </>
  );
}
