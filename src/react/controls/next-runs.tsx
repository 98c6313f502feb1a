'use client';

import { usePart } from '../parts/use-part.ts';
import { late } from '../root/late.ts';
import { LateFailure } from '../root/late-failure.tsx';
import { useRoot } from '../root/root-context.ts';
import { useLate } from '../root/use-late.ts';
import { useRarerMessages } from './use-rarer-messages.ts';

const clockwork = late(() => import('./cron-runs.ts'));

/** The next three runs of a schedule, as the store's clocks show them. */
export function NextRuns({ id, cron }: { id: string; cron: string }) {
  const { locale, now, timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone } = useRoot();
  const part = usePart();
  const messages = useRarerMessages();
  const { code, failed } = useLate(clockwork, true);
  if (!code) return failed && <LateFailure late={clockwork} />;
  const runs = code.nextRuns(cron, timeZone, now());
  const format = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZone });
  if (runs.length === 0) return <p {...part('warning')} id={`${id}-runs`}>{messages.scheduleNever()}</p>;
  return (
    <div {...part('help', { runs: true })} id={`${id}-runs`}>
      <p>{messages.scheduleNext({ zone: zoneName(timeZone, locale) })}</p>
      <ol>{runs.map((run) => <li key={run.getTime()}><time dateTime={run.toISOString()}>{format.format(run)}</time></li>)}</ol>
    </div>
  );
}

/** "Central European Time (Europe/Berlin)". */
function zoneName(timeZone: string, locale: string): string {
  const name = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'longGeneric' }).formatToParts().find(({ type }) => type === 'timeZoneName')?.value;
  return name && name !== timeZone ? `${name} (${timeZone})` : timeZone;
}
