'use client';

import type { FieldOption } from '../../core/field.ts';
import { usePart } from '../parts/use-part.ts';
import type { ControlProps } from '../root/root-context.ts';
import { listOf } from './list-of.ts';
import { optionsOf } from './options-of.ts';

/** Any of a few choices; the value keeps the order of the choices. */
export function CheckboxesControl({ id, field, value, onChange, onBlur, readOnly, invalid, describedBy, options = optionsOf(field) }: ControlProps & { options?: readonly FieldOption[] }) {
  const part = usePart();
  const chosen = listOf(value);
  const toggle = (one: string, on: boolean) => onChange(options.map((option) => option.value).filter((known) => (known === one ? on : chosen.includes(known))));
  return (
    <div {...part('control', { group: true })} role="group" aria-labelledby={`${id}-label`} aria-describedby={describedBy}>
      {options.map((option, index) => (
        <label key={option.value} {...part('choice')}>
          <input type="checkbox" id={index === 0 ? id : undefined} name={id} checked={chosen.includes(option.value)} disabled={option.disabled} aria-disabled={readOnly || undefined}
            aria-invalid={invalid || undefined} onChange={(event) => readOnly || toggle(option.value, event.currentTarget.checked)} onBlur={onBlur} />
          <span>{option.label}{option.hint && <small>{option.hint}</small>}</span>
        </label>
      ))}
    </div>
  );
}
