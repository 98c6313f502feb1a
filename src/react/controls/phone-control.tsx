'use client';

import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { useRoot } from '../root/root-context.ts';
import { barePhone } from './bare-phone.ts';
import type { InputProps } from './input-props.ts';
import { TextControl } from './text-control.tsx';

/** A phone number, kept as E.164. Typed as people of the locale's country write it at home, it gets its country code. */
export function PhoneControl(props: InputProps) {
  const { locale } = useRoot();
  const onLeave = () => {
    const input = document.getElementById(props.id);
    // What will be saved is seen before it is.
    if (input instanceof HTMLInputElement && !props.readOnly) input.value = toE164(input.value, locale);
    props.onLeave();
  };
  return <TextControl {...props} dir="ltr" onText={(raw) => props.onText(toE164(raw, locale))} onLeave={onLeave} />;
}

/** What cannot be understood stays as it was typed, so that the form can say what is wrong with it. */
function toE164(text: string, locale: string): string {
  const { region } = new Intl.Locale(locale);
  const number = parsePhoneNumberFromString(text, { extract: false, ...(region && isSupportedCountry(region) && { defaultCountry: region }) });
  return number?.isPossible() ? number.number : barePhone(text);
}
