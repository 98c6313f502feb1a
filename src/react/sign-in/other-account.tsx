'use client';

import type { FieldOption } from '../../core/field.ts';
import { Button } from '../parts/button.tsx';
import { usePart } from '../parts/use-part.ts';
import { useSignInMessages } from './use-sign-in-messages.ts';

interface OtherAccountProps {
  /** The account that is connected. */
  now: string;
  choices: readonly FieldOption[];
  onChoose: (choice: 'replace' | 'add') => void;
  onKeep: () => void;
}

/** Somebody signed in as another account than the connected one. Nothing is preselected: what is connected stays until a choice is made. */
export function OtherAccount({ now, choices, onChoose, onKeep }: OtherAccountProps) {
  const part = usePart();
  const messages = useSignInMessages();
  const other = choices[0]?.label ?? '';
  const offers = (value: string) => choices.some((choice) => choice.value === value);
  return (
    <>
      <p>{messages.signInOtherMore()}</p>
      {offers('replace') && <p {...part('effect')}>{messages.signInSwitchEffect({ now, other })}</p>}
      <div data-actions="">
        <Button kind="primary" onClick={onKeep}>{messages.signInKeep({ now })}</Button>
        {offers('add') && <Button onClick={() => onChoose('add')}>{messages.signInAdd({ other })}</Button>}
        {offers('replace') && <Button onClick={() => onChoose('replace')}>{messages.signInSwitch({ other })}</Button>}
      </div>
    </>
  );
}
