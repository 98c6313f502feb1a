'use client';

import { useRoot } from '../root/root-context.ts';
import { useReadable } from '../root/use-readable.ts';
import { dateTime, relativeTime } from './format-time.ts';

/** A moment: how long ago (moving with the clock, never announced), with the exact time and zone as its title. `words` may tell it otherwise. */
export function Time({ value, words = relativeTime }: { value: string; words?: typeof relativeTime }) {
  const { locale, clock, part } = useRoot();
  const now = useReadable(clock);
  const time = Date.parse(value);
  if (Number.isNaN(time)) return null;
  return (
    <time {...part('time')} dateTime={value} title={dateTime(time, locale, 'exact')}>
      {words(time, now, locale)}
    </time>
  );
}
