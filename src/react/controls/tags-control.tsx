'use client';

import { type KeyboardEvent, useRef } from 'react';
import { Button } from '../parts/button.tsx';
import { usePart } from '../parts/use-part.ts';
import type { ControlProps } from '../root/root-context.ts';
import { Chips } from './chips.tsx';
import { cleanText } from './clean-text.ts';
import { listOf } from './list-of.ts';
import { useControlMessages } from './use-control-messages.ts';

/** A list of texts: Enter, a comma or Add takes what is typed; so does leaving the field, so that nothing typed is lost. */
export function TagsControl({ id, field, value, onChange, onBlur, readOnly, required, invalid, describedBy }: ControlProps) {
  const part = usePart();
  const messages = useControlMessages();
  const input = useRef<HTMLInputElement>(null);
  const tags = listOf(value);
  const add = () => {
    const typed = (input.current?.value ?? '').split(/[,\n]/).map(cleanText).filter(Boolean);
    if (input.current) input.current.value = '';
    if (typed.length > 0) onChange([...new Set([...tags, ...typed])]);
  };
  const remove = (tag: string) => {
    onChange(tags.filter((one) => one !== tag));
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const typed = event.currentTarget.value !== '';
    if ((event.key === 'Enter' && typed) || event.key === ',') {
      event.preventDefault();
      add();
    } else if (event.key === 'Backspace' && !typed && !readOnly && tags.length > 0) onChange(tags.slice(0, -1));
  };
  return (
    <>
      <Chips entries={tags.map((tag) => ({ value: tag, label: tag }))} onRemove={remove} readOnly={readOnly} />
      <div {...part('control')}>
        <input {...part('input')} ref={input} type="text" id={id} name={id} dir="auto" readOnly={readOnly} placeholder={field.placeholder} autoComplete="off" onKeyDown={onKeyDown}
          onBlur={() => { add(); onBlur(); }} aria-required={required || undefined} aria-invalid={invalid || undefined} aria-describedby={describedBy} />
        {!readOnly && <Button kind="quiet" aria-label={messages.tagAddLabel({ label: field.label })} onClick={add}>{messages.tagAdd()}</Button>}
      </div>
    </>
  );
}
