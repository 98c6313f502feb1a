'use client';

import { late } from '../root/late.ts';
import type { ControlProps } from '../root/root-context.ts';
import type { ComboboxProps } from './combobox-control.tsx';
import { laterPart } from './later-part.tsx';
import { optionsOf } from './options-of.ts';
import { SelectControl } from './select-control.tsx';
import { useFormMessages } from './use-form-messages.ts';

const code = late(() => import('./combobox-control.tsx').then((module) => module.ComboboxControl));
// Until it comes, the browser's own list shows and changes the same value.
const Combobox = laterPart(code, (control) => control, (props: ComboboxProps) => <SelectControl {...props} />);

/** The search box, fetched when one is first shown. */
export function LazyCombobox(props: ControlProps & Partial<Omit<ComboboxProps, 'placeholder'>>) {
  const messages = useFormMessages();
  return <Combobox {...props} options={props.options ?? optionsOf(props.field)} placeholder={messages.choose()} />;
}
