import type { FocusEvent, FormEvent } from 'react';
import { cleanText } from './clean-text.ts';
import type { InputProps } from './input-props.ts';

/** Told to password managers, in the words each of them reads. */
export const managerIgnore = { 'data-1p-ignore': '', 'data-lpignore': 'true', 'data-bwignore': '', 'data-form-type': 'other' } as const;

type Element = HTMLInputElement | HTMLTextAreaElement;

/** DOM attributes every text-like input shares. */
export function inputAttributes(props: InputProps, singleLine = true) {
  const { field, id, inputRef, onText, onLeave } = props;
  return {
    ref: inputRef,
    id,
    name: props.neutralName,
    dir: props.dir,
    readOnly: props.readOnly,
    placeholder: field.placeholder,
    autoComplete: field.autoComplete ?? 'off',
    ...(field.autoComplete ? {} : managerIgnore),
    'aria-required': props.required || undefined,
    'aria-invalid': props.invalid || undefined,
    'aria-describedby': props.describedBy,
    onInput: ({ currentTarget: input, nativeEvent }: FormEvent<Element>) => {
      // A paste shows at once as it will be sent; while typing, a space may still become part of a value.
      if (singleLine && (nativeEvent as InputEvent).inputType === 'insertFromPaste') show(input);
      onText(input.value);
    },
    onBlur: ({ currentTarget: input }: FocusEvent<Element>) => {
      if (singleLine) show(input);
      onLeave();
    },
  };
}

function show(input: Element): void {
  const clean = cleanText(input.value);
  if (input.value !== clean) input.value = clean;
}
