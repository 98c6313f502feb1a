'use client';

import { late } from '../root/late.ts';
import { useRoot } from '../root/root-context.ts';
import { useLate } from '../root/use-late.ts';
import { barePhone } from './bare-phone.ts';
import type { InputProps } from './input-props.ts';
import { TextControl } from './text-control.tsx';

// The numbering plans of the world, fetched when a phone number is first shown.
const numbers = late(() => import('./phone-numbers.ts'));

/**
 * A phone number, kept as E.164. Typed as people of the locale's country write it at home, it gets its country code.
 * Until the numbering plans are there, it is text with its country code.
 */
export function PhoneControl(props: InputProps) {
  const { code } = useLate(numbers, true);
  const { region } = new Intl.Locale(useRoot().locale);
  // What cannot be understood stays as it was typed, so that the form can say what is wrong with it.
  const read = (text: string) => code?.toE164(text, region) ?? barePhone(text);
  const onLeave = () => {
    const input = document.getElementById(props.id);
    // What will be saved is seen before it is.
    if (input instanceof HTMLInputElement && !props.readOnly) input.value = read(input.value);
    props.onLeave();
  };
  return <TextControl {...props} dir="ltr" onText={(raw) => props.onText(read(raw))} onLeave={onLeave} />;
}
