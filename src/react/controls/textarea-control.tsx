'use client';

import { usePart } from '../parts/use-part.ts';
import { inputAttributes } from './input-attributes.ts';
import type { InputProps } from './input-props.ts';

/** Several lines of text. */
export function TextareaControl(props: InputProps) {
  const part = usePart();
  return (
    <div {...part('control', { multiline: true })}>
      <textarea {...part('input')} rows={4} {...inputAttributes(props, false)} />
    </div>
  );
}
