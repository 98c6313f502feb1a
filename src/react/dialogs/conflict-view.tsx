'use client';

import { useLayoutEffect, useId, useRef } from 'react';
import { Button } from '../parts/button.tsx';
import { usePart } from '../parts/use-part.ts';
import { useRoot } from '../root/root-context.ts';
import { formatValue } from './format-value.ts';
import type { Conflict } from './merge-configuration.ts';
import type { Choices, Side } from './configure-state.ts';
import { relativeTime } from './relative-time.ts';
import { useDifferenceMessages } from './use-difference-messages.ts';

export interface ConflictViewProps {
  conflict: Conflict;
  choices: Choices;
  onChoose: (choices: Choices) => void;
}

/** Only the fields two people changed differently, side by side, one choice each. */
export function ConflictView({ conflict, choices, onChoose }: ConflictViewProps) {
  const { locale, now } = useRoot();
  const messages = useDifferenceMessages();
  const part = usePart();
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), [conflict]);
  const { current, conflicts } = conflict;
  const chooseAll = (side: Side) => onChoose(Object.fromEntries(conflicts.map(({ path }) => [path, side])));
  return (
    <section {...part('conflict')} aria-labelledby={id}>
      <div data-head="">
        <h3 id={id} ref={heading} tabIndex={-1}>{messages.conflictTitle({ name: current.updatedBy, when: relativeTime(Date.parse(current.updatedAt), now(), locale) })}</h3>
        <p>{conflict.text}</p>
      </div>
      {conflicts.map(({ path, field, mine, theirs }) => (
        <fieldset key={path} data-field={path}>
          <legend>{field.label}</legend>
          {([['mine', messages.conflictMine(), mine], ['theirs', messages.conflictTheirs(), theirs]] as const).map(([side, label, value]) => (
            <label key={side}>
              <input type="radio" name={`${id}${path}`} checked={(choices[path] ?? 'mine') === side} onChange={() => onChoose({ ...choices, [path]: side })} />
              <span><small>{label}</small> {formatValue(field, value, messages)}</span>
            </label>
          ))}
        </fieldset>
      ))}
      <div data-actions="">
        <Button onClick={() => chooseAll('mine')}>{messages.keepAllMine()}</Button>
        <Button onClick={() => chooseAll('theirs')}>{messages.takeAllTheirs()}</Button>
      </div>
    </section>
  );
}
