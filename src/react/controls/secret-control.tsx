'use client';

import { useState } from 'react';
import { Button } from '../parts/button.tsx';
import { usePart } from '../parts/use-part.ts';
import { inputAttributes, managerIgnore } from './input-attributes.ts';
import type { InputProps } from './input-props.ts';
import { useFormMessages } from './use-form-messages.ts';

/** A masked value that can be looked at, and is masked again when the form is submitted. */
export function SecretControl(props: InputProps) {
  const part = usePart();
  const messages = useFormMessages();
  const [shownAt, setShownAt] = useState<number | null>(null);
  const shown = shownAt === props.attempt;
  const { label } = props.field;
  return (
    <div {...part('control')}>
      <input {...part('input')} type={shown ? 'text' : 'password'} {...inputAttributes({ ...props, dir: 'ltr' })} {...managerIgnore}
        autoComplete={props.field.autoComplete ?? 'new-password'} autoCapitalize="none" autoCorrect="off" spellCheck={false} />
      <Button kind="quiet" aria-controls={props.id} aria-label={shown ? messages.secretHideLabel({ label }) : messages.secretShowLabel({ label })} onClick={() => setShownAt(shown ? null : props.attempt)}>
        {shown ? messages.secretHide() : messages.secretShow()}
      </Button>
    </div>
  );
}
