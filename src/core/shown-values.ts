import type { FieldDescriptor } from './describe-fields.ts';
import type { Values } from './integration.ts';
import { isBlank, isPlainObject, isVisible } from './visibility.ts';

/** A copy without the fields that are hidden, so that they are neither validated nor sent. Conditions read `effective`: the same values with their defaults. */
export function withoutHidden(fields: readonly FieldDescriptor[], values: Values, effective: Values = values): Record<string, unknown> {
  return shown(fields, values, effective, { root: effective, row: effective });
}

/** Visible fields that `showWhen.required` asks for and that hold nothing; dotted path → its field. Rows carry their index. */
export function missingWhenShown(fields: readonly FieldDescriptor[], values: Values): Map<string, FieldDescriptor> {
  const missing = new Map<string, FieldDescriptor>();
  const walk = (members: readonly FieldDescriptor[], at: Values, prefix: string, row: Values) => {
    for (const field of members) {
      if (!isVisible(field, values, row)) continue;
      const value = at[field.key];
      const path = prefix + field.key;
      if (field.showWhen?.required && isBlank(value)) missing.set(path, field);
      if (field.kind === 'rows') asArray(value).forEach((one, index) => isPlainObject(one) && walk(field.fields ?? [], one, `${path}.${index}.`, one));
      else if (isPlainObject(value)) walk(field.fields ?? [], value, `${path}.`, row);
    }
  };
  walk(fields, values, '', values);
  return missing;
}

interface Scope {
  root: Values;
  /** The innermost row around, which an object in it does not change. */
  row: Values;
}

function shown(fields: readonly FieldDescriptor[], values: Values, effective: Values, scope: Scope): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(values)) {
    // Assigned, it would become the prototype of the copy.
    if (key === '__proto__') continue;
    const field = fields.find((one) => one.key === key);
    if (!field) kept[key] = value;
    else if (isVisible(field, scope.root, scope.row)) kept[key] = nested(field, value, effective[key], scope);
  }
  return kept;
}

function nested({ kind, fields }: FieldDescriptor, value: unknown, effective: unknown, scope: Scope): unknown {
  if (kind === 'object' && fields && isPlainObject(value)) return shown(fields, value, isPlainObject(effective) ? effective : value, scope);
  if (kind !== 'rows' || !fields) return value;
  return asArray(value).map((one, index) => {
    if (!isPlainObject(one)) return one;
    const counterpart = asArray(effective)[index];
    const row = isPlainObject(counterpart) ? counterpart : one;
    return shown(fields, one, row, { root: scope.root, row });
  });
}

function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
