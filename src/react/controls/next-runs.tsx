'use client';

import { Cron } from 'croner';
import { usePart } from '../parts/use-part.ts';
import { useRoot } from '../root/root-context.ts';
import { useRarerMessages } from './use-rarer-messages.ts';

/** The next three runs of a schedule, as the store's clocks show them. */
export function NextRuns({ id, cron }: { id: string; cron: string }) {
  const { locale, now, timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone } = useRoot();
  const part = usePart();
  const messages = useRarerMessages();
  const runs = new Cron(cron, { timezone: timeZone, paused: true, mode: '5-part' }).nextRuns(3, new Date(now()));
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
