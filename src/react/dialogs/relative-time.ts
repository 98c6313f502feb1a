const units = [['day', 86_400_000], ['hour', 3_600_000], ['minute', 60_000]] as const;

/** "2 minutes ago", "now"; `from` and `now` are milliseconds since the epoch. */
export function relativeTime(from: number, now: number, locale: string): string {
  const passed = Math.max(0, now - from);
  const [unit, size] = units.find(([, length]) => passed >= length) ?? ['second', Number.POSITIVE_INFINITY];
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(-Math.floor(passed / size) || 0, unit);
}
