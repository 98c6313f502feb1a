import { Cron } from 'croner';

/** The next three times a cron expression of five parts comes up after `from`, in a time zone (IANA name). */
export function nextRuns(cron: string, timeZone: string, from: number): readonly Date[] {
  return new Cron(cron, { timezone: timeZone, paused: true, mode: '5-part' }).nextRuns(3, new Date(from));
}
