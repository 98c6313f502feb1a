import type { FieldDescriptor } from './describe-fields.ts';
import type { ShowWhen } from './field.ts';
import type { Values } from './integration.ts';

/** Does the condition hold? `row` is the row a path starting with `.` refers to. */
export function holds(condition: ShowWhen, root: Values, row: Values = root): boolean {
  const value = condition.field.startsWith('.') ? read(row, condition.field.replace(/^\.+/, '')) : read(root, condition.field);
  return 'in' in condition ? condition.in.some((one) => one === value) : value === condition.equals;
}

/** Is this field shown? A hidden object hides its children, which is the caller's walk. */
export function isVisible(field: FieldDescriptor, root: Values, row?: Values): boolean {
  return !field.showWhen || holds(field.showWhen, root, row);
}

/** Must this field be filled in now? */
export function isRequired(field: FieldDescriptor, root: Values, row?: Values): boolean {
  return field.required || (field.showWhen?.required === true && isVisible(field, root, row));
}

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

/** Nothing entered: undefined, null, blank text or an empty list. */
export function isBlank(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '') || (Array.isArray(value) && value.length === 0);
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

// Indices of rows are read like keys.
function read(from: Values, path: string): unknown {
  return path.split('.').reduce<unknown>((at, key) => (typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? (at as Values)[key] : undefined), from);
}

function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** An object literal, as JSON gives it. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
