'use client';

import { type ComponentPropsWithoutRef, useEffect, useRef } from 'react';
import { usePart } from '../parts/use-part.ts';

interface TypedInputProps extends Omit<ComponentPropsWithoutRef<'input'>, 'value' | 'onChange' | 'onBlur'> {
  value: string;
  /** What the typed text says; two texts that say the same are not exchanged under the caret. */
  read: (typed: string) => string;
  onText: (text: string) => void;
  onBlur: () => void;
}

/** An input that keeps what is being typed, half of a time for instance, and shows a value that comes from elsewhere. */
export function TypedInput({ value, read, onText, onBlur, ...props }: TypedInputProps) {
  const part = usePart();
  const input = useRef<HTMLInputElement>(null);
  const show = () => {
    if (input.current && read(input.current.value) !== value) input.current.value = value;
  };
  useEffect(() => {
    if (document.activeElement !== input.current) show();
  });
  const leave = () => {
    show();
    onBlur();
  };
  return <div {...part('control')}><input {...part('input')} {...props} ref={input} defaultValue={value} onChange={(event) => onText(read(event.currentTarget.value))} onBlur={leave} /></div>;
}
