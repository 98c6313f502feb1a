const formatters = new Map<string, Intl.DateTimeFormat | Intl.RelativeTimeFormat>();
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const formats = {
  exact: { dateStyle: 'medium', timeStyle: 'long' },
  day: { day: 'numeric', month: 'short' },
  date: { day: 'numeric', month: 'short', year: 'numeric' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** "5 minutes ago", "in 2 hours"; beyond a week the date. */
export function relativeTime(time: number, now: number, locale: string): string {
  const distance = time - now;
  const size = Math.abs(distance);
  if (size >= 7 * day) return dateTime(time, locale, size > 180 * day ? 'date' : 'day');
  const [unit, length] = size < minute / 2 ? (['second', minute] as const) : size < hour ? (['minute', minute] as const) : size < day ? (['hour', hour] as const) : (['day', day] as const);
  return cached(locale, () => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })).format(Math.round(distance / length) || 0, unit);
}

/** A date or time in the words of the locale. */
export function dateTime(time: number, locale: string, format: keyof typeof formats): string {
  return cached(`${locale} ${format}`, () => new Intl.DateTimeFormat(locale, formats[format])).format(time);
}

/** A formatter, made once: that costs far more than its use. */
export function cached<T extends Intl.DateTimeFormat | Intl.RelativeTimeFormat>(key: string, make: () => T): T {
  let formatter = formatters.get(key) as T | undefined;
  if (!formatter) formatters.set(key, (formatter = make()));
  return formatter;
}
