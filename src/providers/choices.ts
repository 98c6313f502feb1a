import type { FieldOption } from '../core/field.ts';

/** Values and labels of a choice, written once: `values` for the schema, `options` for the form. */
export function choices<K extends string>(labels: Readonly<Record<K, string>>): { values: K[]; options: FieldOption[] } {
  const values = Object.keys(labels) as K[];
  return { values, options: values.map((value) => ({ value, label: labels[value] })) };
}

/** The same where the provider's own names say it all: `ADD_TO_CART` → "Add to cart". */
export function namedChoices<K extends string>(...values: K[]): { values: K[]; options: FieldOption[] } {
  return { values, options: values.map((value) => ({ value, label: value.charAt(0) + value.slice(1).toLowerCase().replaceAll('_', ' ') })) };
}
