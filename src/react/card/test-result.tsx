'use client';

import type { Verification } from '../../core/integration.ts';
import { Time } from '../parts/time.tsx';
import { usePart } from '../parts/use-part.ts';
import { useRoot } from '../root/root-context.ts';
import { useDetailMessages } from '../root/use-detail-messages.ts';

const outcomeTones = { verified: 'ok', unverified: 'warn', rejected: 'bad' } as const;

/** The last "Test connection", lasting: each check with its outcome and duration, long messages on demand. */
export function TestResult({ verification: { outcome, checkedAt, stages } }: { verification: Verification }) {
  const messages = useDetailMessages();
  const { locale } = useRoot();
  const part = usePart();
  return (
    <details {...part('result', { tone: outcomeTones[outcome] })} open={outcome !== 'verified' || undefined}>
      <summary><span>{messages.cardTestOutcome({ outcome })}</span> <Time value={checkedAt} /></summary>
      <ul>
        {stages.map((stage) => (
          <li key={stage.id} {...part('result-stage', { outcome: stage.outcome })}>
            <span>{messages.cardTestStage({ stage: stage.id })}</span>
            <span>{messages.cardTestStageOutcome({ outcome: stage.outcome })}</span>
            {stage.outcome !== 'skipped' && <span>{messages.cardTestTime({ seconds: (stage.durationMs / 1000).toLocaleString(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }) })}</span>}
            {stage.problem && <details><summary>{messages.cardTestDetails()}</summary><p>{stage.problem.detail}</p></details>}
          </li>
        ))}
      </ul>
    </details>
  );
}
