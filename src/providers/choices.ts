import * as z from 'zod/mini';
import { field, type FieldMeta, type FieldOption } from '../core/field.ts';

/** Values and labels of a choice, written once: `values` for the schema, `options` for the form. */
export function choices<K extends string>(labels: Readonly<Record<K, string>>): { values: K[]; options: FieldOption[] } {
  const values = Object.keys(labels) as K[];
  return { values, options: values.map((value) => ({ value, label: labels[value] })) };
}

/** Labels where the provider's own names say it all: `ADD_TO_CART` and `AddToCart` → "Add to cart". */
export function named<K extends string>(...values: K[]): Readonly<Record<K, string>> {
  return Object.fromEntries(values.map((value) => [value, value.charAt(0).toUpperCase() + value.slice(1).replace(/([a-z])([A-Z])/g, '$1 $2').replaceAll('_', ' ').toLowerCase()])) as Record<K, string>;
}

/** The same as values and options. */
export function namedChoices<K extends string>(...values: K[]): { values: K[]; options: FieldOption[] } {
  return choices(named(...values));
}

// Forms of forty fields are fetched when a dialog opens, so what all fields of a kind say is written once.
type More = Omit<FieldMeta, 'label' | 'section' | 'options'>;

// Members of rows stand in no section.
const titled = (section: string, label: string) => ({ label, ...(section && { section }) });

/** A field with one of a few values, by their labels. Of a member of rows, `section` is empty. */
export function one<K extends string>(section: string, label: string, labels: Readonly<Record<K, string>>, start: NoInfer<K>, more?: More) {
  const { values, options } = choices(labels);
  return field(z._default(z.enum(values), start as never), { ...titled(section, label), options, ...more });
}

/** A field with any of a few values, by their labels. */
export function many<K extends string>(section: string, label: string, labels: Readonly<Record<K, string>>, start: NoInfer<K>[], more?: More) {
  const { values, options } = choices(labels);
  return field(z._default(z.array(z.enum(values)), start as never), { ...titled(section, label), options, ...more });
}

/** A field that is on or off. */
export function toggle(section: string, label: string, start: boolean, more?: More) {
  return field(z._default(z.boolean(), start), { ...titled(section, label), ...more });
}

/** A field with one of what the provider has, by the form of its ids. */
export function chosen(section: string, label: string, id: RegExp, message: string, more?: More) {
  return field(z.optional(z.string().check(z.regex(id, message))), { ...titled(section, label), options: 'remote', ...more });
}
