import type { ComponentType } from 'react';
import type { FieldDescriptor } from '../../core/describe-fields.ts';
import { CheckboxesControl } from '../controls/checkboxes-control.tsx';
import type { InputProps } from '../controls/input-props.ts';
import { LazyCombobox } from '../controls/lazy-combobox.tsx';
import { NumberControl } from '../controls/number-control.tsx';
import { RadioControl } from '../controls/radio-control.tsx';
import { SecretControl } from '../controls/secret-control.tsx';
import { SelectControl } from '../controls/select-control.tsx';
import { SwitchControl } from '../controls/switch-control.tsx';
import { TagsControl } from '../controls/tags-control.tsx';
import { TextControl } from '../controls/text-control.tsx';
import { TextareaControl } from '../controls/textarea-control.tsx';
import type { ControlProps } from '../root/root-context.ts';

/** How a field is drawn: by a native input that keeps its value, from its value, from remote choices, or not editable at all. */
export type Chosen =
  | { draw: 'input'; name: string; control: ComponentType<InputProps> }
  | { draw: 'value'; name: string; control: ComponentType<ControlProps>; group: boolean }
  | { draw: 'remote' }
  | { draw: 'none' };

const inputs: Readonly<Record<string, ComponentType<InputProps>>> = { text: TextControl, phone: TextControl, secret: SecretControl, textarea: TextareaControl, number: NumberControl };
const values: Readonly<Record<string, ComponentType<ControlProps>>> = { switch: SwitchControl, select: SelectControl, combobox: LazyCombobox, radio: RadioControl, checkboxes: CheckboxesControl, tags: TagsControl };

/** What each kind can be edited by; its first is the default. */
const suited: Readonly<Record<string, readonly string[]>> = {
  text: ['text', 'textarea', 'phone', 'select', 'radio', 'combobox'], number: ['number'], boolean: ['switch'],
  choice: ['select', 'radio', 'combobox'], choices: ['checkboxes', 'combobox'], tags: ['tags', 'combobox'],
};

/** The control of a field: the host's own by name, the one the definition asks for, else the default of its kind. */
export function controlFor(field: FieldDescriptor, own: Readonly<Record<string, ComponentType<ControlProps>>>, hasRemote: boolean): Chosen {
  const asked = field.control as string | undefined;
  const name = field.secret && field.kind === 'text' ? 'secret' : nameFor(field, asked);
  const custom = (asked !== undefined && Object.hasOwn(own, asked) && own[asked]) || (name !== undefined && Object.hasOwn(own, name) && own[name]);
  // The host's drawing of a secret is the host's to answer for; ours never keeps one outside its input.
  if (custom) return { draw: 'value', name: asked ?? name ?? '', control: custom, group: false };
  if (field.options === 'remote' && hasRemote) return { draw: 'remote' };
  const input = name === undefined ? undefined : inputs[name];
  if (name !== undefined && input) return { draw: 'input', name, control: input };
  const value = name === undefined ? undefined : values[name];
  if (name !== undefined && value) return { draw: 'value', name, control: value, group: name === 'radio' || name === 'checkboxes' };
  return { draw: 'none' };
}

function nameFor(field: FieldDescriptor, asked: string | undefined): string | undefined {
  const names = suited[field.kind];
  if (!names) return undefined;
  if (asked === undefined) return field.kind === 'text' && Array.isArray(field.options) ? 'select' : names[0];
  // A choice without a list of its own is typed in.
  if (field.options === 'remote' && names[0] !== undefined) return names[0];
  return names.includes(asked) ? asked : undefined;
}
