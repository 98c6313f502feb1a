'use client';

import { useRoot } from '../root/root-context.ts';
import { useReadable } from '../root/use-readable.ts';
import { dateTime, relativeTime } from './format-time.ts';
import { usePart } from './use-part.ts';

/** A moment: how long ago (moving with the clock, never announced), with the exact time and zone as its title. `as="clock"` shows the time of day. */
export function Time({ value, as = 'relative' }: { value: string; as?: 'relative' | 'clock' }) {
  const { locale, clock } = useRoot();
  const part = usePart();
  const now = useReadable(clock);
  const time = Date.parse(value);
  if (Number.isNaN(time)) return null;
  return (
    <time {...part('time')} dateTime={value} title={dateTime(time, locale, { dateStyle: 'medium', timeStyle: 'long' })}>
      {as === 'clock' ? dateTime(time, locale, { hour: '2-digit', minute: '2-digit' }) : relativeTime(time, now, locale)}
    </time>
  );
}
