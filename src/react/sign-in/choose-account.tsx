'use client';

import { type FormEvent, useId, useState } from 'react';
import type { FieldOption } from '../../core/field.ts';
import { Button } from '../parts/button.tsx';
import { usePart } from '../parts/use-part.ts';
import { useSignInMessages } from './use-sign-in-messages.ts';

/** From this many on a search field stands above them. */
const many = 8;

/** Several accounts came with the sign-in: one has to be chosen. The only one is chosen already. */
export function ChooseAccount({ choices, labelledBy, onChoose }: { choices: readonly FieldOption[]; labelledBy: string; onChoose: (account: string) => void }) {
  const part = usePart();
  const messages = useSignInMessages();
  const [chosen, setChosen] = useState((choices.length === 1 ? choices[0] : choices.find(({ suggested }) => suggested))?.value);
  const [query, setQuery] = useState('');
  const [missing, setMissing] = useState(false);
  const id = useId();
  const wanted = query.trim().toLowerCase();
  const found = choices.filter(({ label, hint = '', value }) => value === chosen || `${label} ${hint}`.toLowerCase().includes(wanted));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (chosen === undefined) setMissing(true);
    else onChoose(chosen);
  };
  return (
    <form onSubmit={submit} noValidate>
      <p>{messages.signInChooseMore()}</p>
      {choices.length >= many && (
        <label {...part('field')}>
          <span {...part('label')}>{messages.signInSearch()}</span>
          <input {...part('input')} type="search" value={query} autoComplete="off" onChange={(event) => setQuery(event.target.value)} />
        </label>
      )}
      <div {...part('control', { group: true })} role="radiogroup" aria-labelledby={labelledBy} aria-describedby={missing ? `${id}-missing` : undefined} aria-invalid={missing || undefined}>
        {found.map((choice) => (
          <label key={choice.value} {...part('choice')}>
            <input type="radio" name={id} value={choice.value} checked={chosen === choice.value} disabled={choice.disabled} onChange={() => { setChosen(choice.value); setMissing(false); }} />
            <span>{choice.label}{choice.hint && <small>{choice.hint}</small>}</span>
          </label>
        ))}
      </div>
      {found.length === 0 && <p {...part('help')}>{messages.signInNothingFound()}</p>}
      {missing && <p {...part('error')} id={`${id}-missing`} role="alert">{messages.signInUseNone()}</p>}
      <div data-actions=""><Button kind="primary" type="submit">{messages.signInUse()}</Button></div>
    </form>
  );
}
