'use client';

import type { VerificationStage } from '../../core/integration.ts';
import { Spinner } from '../parts/spinner.tsx';
import { usePart } from '../parts/use-part.ts';
import { useRoot } from '../root/root-context.ts';
import { ProblemNotice } from './problem-notice.tsx';
import { showWhole } from './show-whole.ts';
import type { Subject } from './use-subject.ts';
import { useOutcomeMessages } from './use-outcome-messages.ts';
import type { TestState } from './test-state.ts';

const names = { format: 'Format', reach: 'Reach', 'sign-in': 'SignIn', permission: 'Permission', resource: 'Resource' } as const satisfies Record<VerificationStage['id'], string>;
const outcomes = { skipped: 'stageSkipped', unprovable: 'stageUnprovable' } as const;
const results = { unverified: 'testUnverified', rejected: 'testRejected' } as const;

/** What "Test connection" found, check by check; stays until the next run. */
export function TestResult({ test, subject }: { test: TestState; subject: Subject }) {
  const { locale } = useRoot();
  const messages = useOutcomeMessages();
  const part = usePart();
  const provider = subject.provider?.name ?? '';
  if (test.running) return <p {...part('status')} ref={showWhole}><Spinner /> {messages.testRunning({ provider })}</p>;
  if (test.problem) return <ProblemNotice problem={test.problem} subject={subject} />;
  if (!test.verification) return null;
  const { outcome, account, stages, checkedAt } = test.verification;
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' }).format(new Date(checkedAt));
  const seconds = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return (
    <section {...part('stages', { outcome })} ref={showWhole}>
      <h3>{outcome === 'verified' ? messages.testVerified({ account: account?.label ?? null }) : messages[results[outcome]]()}</h3>
      <p><time dateTime={checkedAt}>{messages.testTime({ time })}</time>{test.unsaved && ` · ${messages.testUnsaved()}`}</p>
      <ol>
        {stages.map(({ id, outcome: stage, durationMs, problem }) => (
          <li key={id} {...part('stage', { outcome: stage })}>
            <span>{messages[`stage${stage === 'failed' ? 'Failed' as const : '' as const}${names[id]}` as const]({ provider })}</span>
            <span data-time="">{stage === 'passed' || stage === 'failed' ? messages.seconds({ seconds: seconds.format(durationMs / 1000) }) : messages[outcomes[stage]]()}</span>
            {problem && (
              <details open={stage === 'failed'}>
                <summary>{messages.showDetails()}</summary>
                <p>{problem.detail}</p>
                <code>{problem.code}{problem.requestId && ` · ${problem.requestId}`}</code>
              </details>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
