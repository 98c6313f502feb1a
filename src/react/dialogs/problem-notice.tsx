'use client';

import { type ReactNode, useLayoutEffect, useId, useRef, useState } from 'react';
import { errorTable, type Problem } from '../../core/errors.ts';
import { Button } from '../parts/button.tsx';
import { usePart } from '../parts/use-part.ts';
import { useRoot } from '../root/root-context.ts';
import { Countdown } from './countdown.tsx';
import { describeProblem } from './describe-problem.ts';
import type { Subject } from './use-subject.ts';
import { useOutcomeMessages } from './use-outcome-messages.ts';

export interface ProblemNoticeProps {
  problem: Problem;
  subject: Subject;
  /** It is not known whether it happened. */
  unknown?: boolean;
  /** What stays true in spite of it, such as "still connected". */
  note?: string;
  /** The next step, where a button can take it. */
  action?: ReactNode;
}

/** What went wrong and what to do. Takes focus, which is also how it is read out. */
export function ProblemNotice({ problem, subject, unknown = false, note, action }: ProblemNoticeProps) {
  const { onAuthRequired } = useRoot();
  const messages = useOutcomeMessages();
  const part = usePart();
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [copied, setCopied] = useState<Problem | null>(null);
  useLayoutEffect(() => {
    box.current?.focus();
  }, [problem]);

  const { title, next } = describeProblem(problem, subject.provider?.name ?? subject.integration.provider, messages, unknown);
  const specific = problem.detail !== errorTable[problem.code][2] && problem.detail !== title ? problem.detail : null;
  const copy = () => void navigator.clipboard.writeText(detailsOf(problem, subject)).then(() => setCopied(problem), () => undefined);
  return (
    <div {...part('error-summary', { code: problem.code })} ref={box} role="group" tabIndex={-1} aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {specific && <p>{specific}</p>}
      {next && <p>{next}</p>}
      {note && <p>{note}</p>}
      {problem.retryAfter !== undefined && <Countdown key={`${problem.retryAfter}-${problem.requestId}`} seconds={problem.retryAfter} />}
      <div data-actions="">
        {action}
        {problem.code === 'unauthenticated' && onAuthRequired && <Button onClick={onAuthRequired}>{messages.signIn()}</Button>}
        {navigator.clipboard && <Button kind="quiet" onClick={copy}>{copied === problem ? messages.copied() : messages.copyDetails()}</Button>}
        <code>{problem.code}{problem.requestId && ` · ${problem.requestId}`}</code>
      </div>
    </div>
  );
}

/** For a support ticket. The problem was redacted when it arrived; nothing of the form is in it. */
function detailsOf({ code, status, requestId, detail }: Problem, { integration }: Subject): string {
  const details = { code, status, request: requestId ?? '-', provider: integration.provider, integration: integration.id, time: new Date().toISOString(), detail };
  return Object.entries(details).map(([name, value]) => `${name}: ${value}`).join('\n');
}
