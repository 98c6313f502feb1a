'use client';

import { usePart } from '../parts/use-part.ts';
import { inputAttributes } from './input-attributes.ts';
import type { InputProps } from './input-props.ts';
import { Affix } from './affix.tsx';

/** One line of text. */
export function TextControl(props: InputProps) {
  const part = usePart();
  return (
    <div {...part('control')}>
      <input {...part('input')} type={props.field.control === 'phone' ? 'tel' : 'text'} spellCheck={props.dir === 'ltr' ? false : undefined} {...inputAttributes(props)} />
      <Affix id={props.id} unit={props.field.unit} />
    </div>
  );
}
