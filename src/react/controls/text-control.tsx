'use client';

import { usePart } from '../parts/use-part.ts';
import { inputAttributes } from './input-attributes.ts';
import type { InputProps } from './input-props.ts';

/** One line of text, or a number: a text input too, because `type="number"` changes on scroll and drops what it cannot read. Behind it its unit, which it names as part of its description. */
export function TextControl(props: InputProps) {
  const part = usePart();
  const { id, dir, field: { control, kind, unit, constraints: { integer, min = -1 } } } = props;
  const number = kind === 'number';
  return (
    <div {...part('control')}>
      <input {...part('input')} type={control === 'phone' ? 'tel' : 'text'} spellCheck={dir === 'ltr' && !number ? false : undefined} inputMode={number ? (integer && min >= 0 ? 'numeric' : 'decimal') : undefined} {...inputAttributes(props)} />
      {unit && <span {...part('affix')} id={`${id}-unit`}>{unit}</span>}
    </div>
  );
}
