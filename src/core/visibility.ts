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

/** Nothing entered: undefined, null, blank text or an empty list. */
export function isBlank(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '') || (Array.isArray(value) && value.length === 0);
}

// Indices of rows are read like keys.
function read(from: Values, path: string): unknown {
  return path.split('.').reduce<unknown>((at, key) => (typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? (at as Values)[key] : undefined), from);
}

/** An object literal, as JSON gives it. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
