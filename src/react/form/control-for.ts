import type { ComponentType } from 'react';
import type { FieldDescriptor } from '../../core/describe-fields.ts';
import type { InputProps } from '../controls/input-props.ts';
import { SecretControl } from '../controls/secret-control.tsx';
import { TextControl } from '../controls/text-control.tsx';
import type { ControlProps } from '../root/root-context.ts';
import { common, rare } from './later-controls.ts';

type OwnControls = Readonly<Record<string, ComponentType<ControlProps>>>;

/** How a field is drawn: by a native input that keeps its value, from its value, from remote choices, row by row, or not editable at all. */
export type Chosen =
  | { draw: 'input'; name: string; control: ComponentType<InputProps> }
  | { draw: 'value'; name: string; control: ComponentType<ControlProps> }
  | { draw: 'remote' | 'rows' | 'none'; name: '' };

const inputs: Readonly<Record<string, ComponentType<InputProps>>> = { text: TextControl, secret: SecretControl, number: TextControl, textarea: common('textarea'), phone: common('phone') };
const valued = ['switch', 'select', 'combobox', 'radio', 'checkboxes', 'tags'] as const;
const values: OwnControls = { schedule: rare('ScheduleControl'), ...Object.fromEntries(valued.map((name) => [name, common(name)])) };
/** What they hold is judged by rules that come with the rarities. */
const ruled = ['phone', 'schedule'];
/** Drawn without the code of more controls. */
const atHand = ['text', 'secret', 'number', 'schedule'];

/** What each kind can be edited by; its first is the default. */
const suited: Readonly<Record<string, readonly string[]>> = {
  text: ['text', 'textarea', 'phone', 'schedule', 'select', 'radio', 'combobox'], number: ['number'], boolean: ['switch'],
  choice: ['select', 'radio', 'combobox'], choices: ['checkboxes', 'combobox'], tags: ['tags', 'combobox'],
};

/** The control of a field: the host's own by name, the one the definition asks for, else the default of its kind. */
export function controlFor(field: FieldDescriptor, own: OwnControls, hasRemote: boolean): Chosen {
  const asked: string = field.control ?? '';
  const name = field.secret && field.kind === 'text' ? 'secret' : nameFor(field, asked);
  const custom = [asked, name].find((one) => Object.hasOwn(own, one));
  // The host's drawing of a secret is the host's to answer for; ours never keeps one outside its input.
  if (custom !== undefined && own[custom]) return { draw: 'value', name: custom, control: own[custom] };
  if (field.options === 'remote' && hasRemote) return { draw: 'remote', name: '' };
  if (field.kind === 'rows' && field.fields?.length) return { draw: 'rows', name: '' };
  if (inputs[name]) return { draw: 'input', name, control: inputs[name] };
  return values[name] ? { draw: 'value', name, control: values[name] } : { draw: 'none', name: '' };
}

/** Code a form needs beyond its own, by what it has: controls that not every form has, and those that hardly any has. */
export function needsMore(fields: readonly FieldDescriptor[], own: OwnControls, hasRemote: boolean): { controls: boolean; rarities: boolean } {
  const needs = { controls: false, rarities: false };
  const walk = (inner: readonly FieldDescriptor[]) => {
    for (const field of inner) {
      if (field.fields) walk(field.fields);
      const { draw, name } = controlFor(field, own, hasRemote);
      // An object is drawn by the one, and the errors in it nested by the other.
      const object = field.kind === 'object';
      needs.rarities ||= object || draw === 'rows' || ruled.includes(name);
      needs.controls ||= object || (draw !== 'rows' && !atHand.includes(name) && !Object.hasOwn(own, name));
    }
  };
  walk(fields);
  return needs;
}

function nameFor(field: FieldDescriptor, asked: string): string {
  const names = suited[field.kind] ?? [];
  if (!asked && field.kind === 'text' && Array.isArray(field.options)) return 'select';
  // A choice without a list of its own is typed in.
  if (!asked || field.options === 'remote') return names[0] ?? '';
  return names.includes(asked) ? asked : '';
}
