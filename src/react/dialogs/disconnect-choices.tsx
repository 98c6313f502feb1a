'use client';

import { type Ref, useId, useImperativeHandle, useRef, useState } from 'react';
import type { DisconnectImpact } from '../../core/disconnect-impact.ts';
import { removalMessages } from '../messages/removal-messages.ts';
import type { RootContextValue } from '../root/root-context.ts';
import type { AnyForms } from './any-forms.ts';

/** Answers the ids of what is chosen, or null where the name that must be typed for it is another: then that is shown. */
export type ReadChoices = () => readonly string[] | null;

export interface DisconnectChoicesProps {
  /** Handed over, not imported: what more chunks import, a bundler moves out of the one that has it. */
  root: RootContextValue;
  choices: NonNullable<AnyForms['disconnect']['choices']>;
  /** What each would remove now. */
  counted: DisconnectImpact['choices'];
  provider: string;
  busy: boolean;
  read: Ref<ReadChoices>;
}

/** What may be removed at the provider as well: nothing of it is chosen from the start, and what is chosen is confirmed by the provider's name (UX-84). */
export function DisconnectChoices({ root: { part, messages: own }, choices, counted = {}, provider, busy, read }: DisconnectChoicesProps) {
  const messages = { ...removalMessages, ...own };
  const id = useId();
  const [chosen, choose] = useState<readonly string[]>([]);
  const [wrong, setWrong] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  useImperativeHandle(read, () => () => {
    if (chosen.length === 0 || plain(input.current?.value ?? '') === plain(provider)) return chosen;
    setWrong(true);
    input.current?.focus();
    return null;
  });
  return (
    <div>
      <p id={`${id}title`}>{messages.removeTitle()}</p>
      <div {...part('control', { group: true })} role="group" aria-labelledby={`${id}title`}>
        {choices.map((one) => (
          <label key={one.id} {...part('choice')}>
            <input type="checkbox" checked={chosen.includes(one.id)} aria-disabled={busy || undefined} onChange={(event) => busy || choose(event.currentTarget.checked ? [...chosen, one.id] : chosen.filter((other) => other !== one.id))} />
            <span>{one.label}{counted[one.id] && <small>{counted[one.id]}</small>}</span>
          </label>
        ))}
      </div>
      {chosen.length > 0 && (
        <div {...part('field', { invalid: wrong })}>
          <label {...part('label')} htmlFor={id}>{messages.removeConfirm({ provider })}</label>
          <div {...part('control')}>
            <input {...part('input')} ref={input} id={id} autoComplete="off" spellCheck={false} readOnly={busy} aria-required aria-invalid={wrong || undefined} aria-describedby={wrong ? `${id}error` : undefined} onChange={() => setWrong(false)} />
          </div>
          {wrong && <p {...part('error')} id={`${id}error`}>{messages.removeMismatch({ provider })}</p>}
        </div>
      )}
    </div>
  );
}

const plain = (text: string) => text.trim().toLowerCase();
