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

/** A copy without the fields that are hidden, so that they are neither validated nor sent. */
export function withoutHidden(fields: readonly FieldDescriptor[], values: Values, root: Values = values): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(values)) {
    // Assigned, it would become the prototype of the copy.
    if (key === '__proto__') continue;
    const field = fields.find((one) => one.key === key);
    if (!field) kept[key] = value;
    else if (isVisible(field, root, values)) kept[key] = nested(field, value, root);
  }
  return kept;
}

/** Visible fields that `showWhen.required` asks for and that hold nothing; dotted path → its field. Rows carry their index. */
export function missingWhenShown(fields: readonly FieldDescriptor[], values: Values, root: Values = values, prefix = ''): Map<string, FieldDescriptor> {
  const missing = new Map<string, FieldDescriptor>();
  for (const field of fields) {
    if (!isVisible(field, root, values)) continue;
    const value = values[field.key];
    const path = prefix + field.key;
    if (field.showWhen?.required && isBlank(value)) missing.set(path, field);
    if (!field.fields) continue;
    const rows = field.kind === 'rows' ? asArray(value).map((row, index) => [row, `${path}.${index}.`] as const) : [[value, `${path}.`] as const];
    for (const [row, at] of rows) {
      if (isPlainObject(row)) for (const [inner, found] of missingWhenShown(field.fields, row, root, at)) missing.set(inner, found);
    }
  }
  return missing;
}

/** Nothing entered: undefined, null, blank text or an empty list. */
export function isBlank(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '') || (Array.isArray(value) && value.length === 0);
}

function nested(field: FieldDescriptor, value: unknown, root: Values): unknown {
  if (field.kind === 'object' && field.fields && isPlainObject(value)) return withoutHidden(field.fields, value, root);
  if (field.kind === 'rows' && field.fields) return asArray(value).map((row) => (isPlainObject(row) ? withoutHidden(field.fields ?? [], row, root) : row));
  return value;
}

function read(from: Values, path: string): unknown {
  return path.split('.').reduce<unknown>((at, key) => (isPlainObject(at) && Object.hasOwn(at, key) ? at[key] : undefined), from);
}

function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** An object literal, as JSON gives it. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
