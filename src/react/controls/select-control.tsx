'use client';

import type { KeyboardEvent, MouseEvent } from 'react';
import type { FieldOption } from '../../core/field.ts';
import { usePart } from '../parts/use-part.ts';
import type { ControlProps } from '../root/root-context.ts';
import { optionsOf } from './options-of.ts';
import { useFormMessages } from './use-form-messages.ts';

export interface SelectProps extends ControlProps {
  /** Default: the choices the definition lists. */
  options?: readonly FieldOption[];
  /** Shown while nothing is chosen. */
  prompt?: string;
  busy?: boolean;
}

/** One of a few choices, by the browser's own list. */
export function SelectControl({ id, field, value, onChange, onBlur, readOnly, required, invalid, describedBy, options = optionsOf(field), prompt, busy }: SelectProps) {
  const part = usePart();
  const messages = useFormMessages();
  const current = typeof value === 'string' ? value : '';
  const refuse = (event: MouseEvent | KeyboardEvent) => {
    if (readOnly && (event.type === 'mousedown' || (event as KeyboardEvent).key !== 'Tab')) event.preventDefault();
  };
  return (
    <div {...part('control', { select: true })}>
      <select {...part('input')} id={id} name={id} aria-labelledby={`${id}-label`} value={current} onBlur={onBlur} onMouseDown={refuse} onKeyDown={refuse}
        onChange={(event) => readOnly || onChange(event.currentTarget.value || undefined)} aria-busy={busy || undefined} aria-disabled={readOnly || undefined}
        aria-required={required || undefined} aria-invalid={invalid || undefined} aria-describedby={describedBy}>
        {(current === '' || (!required && field.default === undefined)) && <option value="">{prompt ?? (required || current === '' ? messages.choose() : messages.chooseNone())}</option>}
        {options.map((option) => <option key={option.value} value={option.value} disabled={option.disabled}>{option.label}</option>)}
      </select>
    </div>
  );
}
