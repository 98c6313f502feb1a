'use client';

import { usePart } from '../parts/use-part.ts';
import { Affix } from './affix.tsx';
import { inputAttributes } from './input-attributes.ts';
import type { InputProps } from './input-props.ts';

/** A number. A text input, because `type="number"` changes on scroll and drops what it cannot read. */
export function NumberControl(props: InputProps) {
  const part = usePart();
  const { integer, min } = props.field.constraints;
  const whole = integer && min !== undefined && min >= 0;
  return (
    <div {...part('control')}>
      <input {...part('input')} type="text" inputMode={whole ? 'numeric' : 'decimal'} {...inputAttributes({ ...props, dir: 'ltr' })} />
      <Affix id={props.id} unit={props.field.unit} />
    </div>
  );
}
