/** A schedule people can say without cron; times are the store's. */
export type Preset =
  | { every: 'hour' }
  | { every: 'day'; time: string }
  | { every: 'week'; time: string; weekday: number }
  | { every: 'month'; time: string; day: number };

/** Reads a cron expression as one of the presets, if it is one. `time` is HH:MM. */
export function presetOf(cron: string): Preset | undefined {
  const [minute = '', hour = '', day = '', month, weekday = ''] = cron.trim().split(/\s+/);
  if (month !== '*') return undefined;
  if (minute === '0' && [hour, day, weekday].every((one) => one === '*')) return { every: 'hour' };
  if (!isNumber(minute, 59) || !isNumber(hour, 23)) return undefined;
  const time = `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`;
  if (day === '*' && weekday === '*') return { every: 'day', time };
  if (day === '*' && isNumber(weekday, 6)) return { every: 'week', time, weekday: Number(weekday) };
  return weekday === '*' && isNumber(day, 28) && day !== '0' ? { every: 'month', time, day: Number(day) } : undefined;
}

/** Writes a preset as a cron expression of five parts. */
export function cronOf(preset: Preset): string {
  if (preset.every === 'hour') return '0 * * * *';
  const [hour, minute] = preset.time.split(':').map(Number);
  const [day, weekday] = preset.every === 'week' ? ['*', preset.weekday] : preset.every === 'month' ? [preset.day, '*'] : ['*', '*'];
  return `${minute} ${hour} ${day} * ${weekday}`;
}

function isNumber(text: string, max: number): boolean {
  return /^\d{1,2}$/.test(text) && Number(text) <= max;
}
