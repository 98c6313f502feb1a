'use client';

import { usePart } from '../parts/use-part.ts';
import type { ControlProps } from '../root/root-context.ts';
import { optionsOf } from './options-of.ts';

/** One of very few choices, all in sight. The group is named by the field's label. */
export function RadioControl({ id, field, value, onChange, onBlur, readOnly, required, invalid, describedBy }: ControlProps) {
  const part = usePart();
  return (
    <div {...part('control', { group: true })} role="radiogroup" aria-labelledby={`${id}-label`} aria-describedby={describedBy} aria-invalid={invalid || undefined} aria-required={required || undefined}>
      {optionsOf(field).map((option, index) => (
        <label key={option.value} {...part('choice')}>
          <input type="radio" id={index === 0 ? id : undefined} name={id} value={option.value} checked={value === option.value} disabled={option.disabled} aria-disabled={readOnly || undefined}
            onChange={() => readOnly || onChange(option.value)} onBlur={onBlur} />
          <span>{option.label}{option.hint && <small>{option.hint}</small>}</span>
        </label>
      ))}
    </div>
  );
}
