import { cached, dateTime } from './format-time.ts';

/** "14:10" within a day of now, else "3 May". */
export function pointInTime(time: number, now: number, locale: string): string {
  if (Math.abs(time - now) >= 86_400_000) return dateTime(time, locale, 'day');
  return cached(`${locale} time`, () => new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' })).format(time);
}
