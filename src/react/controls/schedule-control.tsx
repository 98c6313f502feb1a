'use client';

import { type KeyboardEvent, type MouseEvent, useState } from 'react';
import { cronProblem } from '../../core/cron.ts';
import { usePart } from '../parts/use-part.ts';
import { type ControlProps, useRoot } from '../root/root-context.ts';
import { cleanText } from './clean-text.ts';
import { NextRuns } from './next-runs.tsx';
import { cronOf, type Preset, presetOf } from './presets.ts';
import { TypedInput } from './typed-input.tsx';
import { useFormMessages } from './use-form-messages.ts';
import { useRarerMessages } from './use-rarer-messages.ts';

/** When something runs by itself: a preset, or a cron expression. The value is always cron, in the store's time zone. */
export function ScheduleControl({ id, field, value, onChange, onBlur, readOnly, required, invalid, describedBy }: ControlProps) {
  const { locale } = useRoot();
  const part = usePart();
  const { choose } = useFormMessages();
  const messages = useRarerMessages();
  const { label } = field;
  const cron = typeof value === 'string' ? value : '';
  const preset = presetOf(cron);
  // The expression that was written here, even if a preset says the same; one that comes from elsewhere is read anew.
  const [written, setWritten] = useState<string>();
  const custom = written === cron || (cron !== '' && !preset);
  const readable = cron !== '' && cronProblem(cron) === undefined;
  const description = [describedBy, custom && `${id}-cron`, readable && `${id}-runs`].filter(Boolean).join(' ') || undefined;
  const every = custom ? 'custom' : (preset?.every ?? '');
  const change = (next: Preset | undefined) => onChange(next && cronOf(next));
  const write = (text: string) => {
    setWritten(text);
    onChange(text || undefined);
  };
  const choosePeriod = (next: string) => {
    setWritten(next === 'custom' ? cron : undefined);
    if (next === '') change(undefined);
    else if (next !== 'custom') change(startOf(next as Preset['every'], preset));
  };
  const shared = { 'aria-disabled': readOnly || undefined, 'aria-describedby': description, onBlur };
  // A select has no read-only state: its list stays closed.
  const keep = readOnly && { onMouseDown: (event: MouseEvent) => event.preventDefault(), onKeyDown: (event: KeyboardEvent) => event.key !== 'Tab' && event.preventDefault() };
  return (
    <div {...part('control', { group: true, schedule: true })} role="group" aria-labelledby={`${id}-label`}>
      <div {...part('control', { select: true })}>
        <select {...part('input')} id={custom ? undefined : id} aria-labelledby={`${id}-label`} aria-required={required || undefined} aria-invalid={(invalid && !custom) || undefined} value={every} {...shared} {...keep}
          onChange={(event) => readOnly || choosePeriod(event.currentTarget.value)}>
          {(!required || every === '') && <option value="">{required ? choose() : messages.scheduleOff()}</option>}
          <option value="hour">{messages.scheduleHourly()}</option>
          <option value="day">{messages.scheduleDaily()}</option>
          <option value="week">{messages.scheduleWeekly()}</option>
          <option value="month">{messages.scheduleMonthly()}</option>
          <option value="custom">{messages.scheduleCustom()}</option>
        </select>
      </div>
      {!custom && preset?.every === 'week' && (
        <div {...part('control', { select: true })}>
          <select {...part('input')} aria-label={messages.scheduleWeekday({ label })} value={preset.weekday} {...shared} {...keep} onChange={(event) => readOnly || change({ ...preset, weekday: Number(event.currentTarget.value) })}>
            {[1, 2, 3, 4, 5, 6, 0].map((weekday) => <option key={weekday} value={weekday}>{nameOfWeekday(weekday, locale)}</option>)}
          </select>
        </div>
      )}
      {!custom && preset?.every === 'month' && (
        <div {...part('control', { select: true })}>
          <select {...part('input')} aria-label={messages.scheduleDay({ label })} value={preset.day} {...shared} {...keep} onChange={(event) => readOnly || change({ ...preset, day: Number(event.currentTarget.value) })}>
            {Array.from({ length: 28 }, (_, index) => <option key={index} value={index + 1}>{index + 1}</option>)}
          </select>
        </div>
      )}
      {!custom && preset && preset.every !== 'hour' && (
        <TypedInput {...shared} type="time" aria-label={messages.scheduleTime({ label })} required readOnly={readOnly} value={preset.time} read={(typed) => typed} onText={(time) => time && change({ ...preset, time })} />
      )}
      {custom && (
        <>
          <TypedInput {...shared} type="text" id={id} dir="ltr" spellCheck={false} autoComplete="off" aria-label={messages.scheduleCron({ label })} aria-required={required || undefined} aria-invalid={invalid || undefined}
            readOnly={readOnly} value={cron} read={cleanText} onText={write} />
          <p {...part('help')} id={`${id}-cron`}>{messages.scheduleCronHelp()}</p>
        </>
      )}
      {readable && <NextRuns id={id} cron={cron} />}
    </div>
  );
}

/** Another period keeps the time of day. */
function startOf(every: Preset['every'], before: Preset | undefined): Preset {
  const time = before && 'time' in before ? before.time : '09:00';
  switch (every) {
    case 'hour': return { every };
    case 'day': return { every, time };
    case 'week': return { every, time, weekday: 1 };
    default: return { every: 'month', time, day: 1 };
  }
}

function nameOfWeekday(weekday: number, locale: string): string {
  // The fourth of January 1970 was a Sunday.
  return new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(1970, 0, 4 + weekday)));
}
