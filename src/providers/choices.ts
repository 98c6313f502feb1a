import type { FieldOption } from '../core/field.ts';

/** Values and labels of a choice, written once: `values` for the schema, `options` for the form. */
export function choices<K extends string>(labels: Readonly<Record<K, string>>): { values: K[]; options: FieldOption[] } {
  const values = Object.keys(labels) as K[];
  return { values, options: values.map((value) => ({ value, label: labels[value] })) };
}
