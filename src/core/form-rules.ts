import type { FieldDescriptor } from './describe-fields.ts';
import { duplicatesIn } from './duplicates.ts';
import { formatProblem } from './format-problem.ts';
import type { Values } from './integration.ts';
import { isPlainObject } from './visibility.ts';

/** What no schema says, by dotted path: rows that repeat what must be unique, texts that do not fit the control their field names. */
export type FormRules = (fields: readonly FieldDescriptor[], values: Values) => ReadonlyMap<string, string>;

/** The rules every form is judged by, beside its schema. A page fetches them with the controls that need them, so they are given, not imported. */
export const formRules: FormRules = (fields, values) => {
  const found = new Map<string, string>();
  const walk = (inner: readonly FieldDescriptor[], at: Values, prefix: string) => {
    for (const field of inner) {
      const value = at[field.key];
      const path = prefix + field.key;
      const wrong = formatProblem(field, value);
      if (wrong !== undefined) found.set(path, wrong);
      for (const [cell, message] of duplicatesIn(field, value, path)) found.set(cell, message);
      if (field.kind === 'rows' && Array.isArray(value)) value.forEach((row: unknown, index) => isPlainObject(row) && walk(field.fields ?? [], row, `${path}.${index}.`));
      else if (isPlainObject(value)) walk(field.fields ?? [], value, `${path}.`);
    }
  };
  walk(fields, values, '');
  return found;
};
