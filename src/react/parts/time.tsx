'use client';

import { useRoot } from '../root/root-context.ts';
import { useReadable } from '../root/use-readable.ts';
import { dateTime, pointInTime, relativeTime } from './format-time.ts';
import { usePart } from './use-part.ts';

/** A moment: how long ago (moving with the clock, never announced), with the exact time and zone as its title. `as="point"` says when: the time of day within a day of now, else the date. */
export function Time({ value, as = 'relative' }: { value: string; as?: 'relative' | 'point' }) {
  const { locale, clock } = useRoot();
  const part = usePart();
  const now = useReadable(clock);
  const time = Date.parse(value);
  if (Number.isNaN(time)) return null;
  return (
    <time {...part('time')} dateTime={value} title={dateTime(time, locale, 'exact')}>
      {as === 'point' ? pointInTime(time, now, locale) : relativeTime(time, now, locale)}
    </time>
  );
}
