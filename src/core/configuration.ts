import type { FieldDescriptor } from './describe-fields.ts';
import type { Values } from './integration.ts';
import { isPlainObject } from './visibility.ts';

/**
 * Puts a parsed configuration in the place of a stored one: every key the schema knows is replaced, omitted known keys are gone
 * (their default returns on reading), unknown stored keys are kept, at every level of nested objects. Rows are replaced; one that stays or was edited keeps its unknown keys.
 */
export function replaceConfiguration(fields: readonly FieldDescriptor[], stored: Values, next: Values): Record<string, unknown> {
  const known = new Map(fields.map((field) => [field.key, field]));
  const result: Record<string, unknown> = {};
  // Assigned, `__proto__` would become the prototype of the copy.
  for (const [key, value] of Object.entries(stored)) if (!known.has(key) && key !== '__proto__') result[key] = value;
  for (const [key, field] of known) {
    const value = Object.hasOwn(next, key) ? next[key] : undefined;
    const before = stored[key];
    if (field.kind === 'object' && field.fields && isPlainObject(before) && (value === undefined || isPlainObject(value))) {
      const merged = replaceConfiguration(field.fields, before, value ?? {});
      if (value !== undefined || Object.keys(merged).length > 0) result[key] = merged;
    } else if (field.kind === 'rows' && field.fields && Array.isArray(before) && Array.isArray(value)) result[key] = replaceRows(field.fields, before, value);
    else if (value !== undefined) result[key] = value;
  }
  return result;
}

// Rows have no name: one that says the same as a stored one is that one, wherever it moved; else one that has what must be unique of it;
// and where nothing must be unique and nothing has moved, the one in its place.
function replaceRows(fields: readonly FieldDescriptor[], stored: readonly unknown[], next: readonly unknown[]): unknown[] {
  const unique = fields.filter((field) => field.unique);
  const free = new Set(stored.keys());
  const before = new Map<number, unknown>();
  const pair = (nameOf: (row: unknown) => string) => {
    const named = new Map<string, number[]>();
    // From the end, so that the first of equal rows is taken first.
    for (const at of [...free].reverse()) {
      const name = nameOf(stored[at]);
      const same = named.get(name);
      if (same) same.push(at);
      else named.set(name, [at]);
    }
    for (const [index, row] of next.entries()) {
      const found = before.has(index) ? undefined : named.get(nameOf(row))?.pop();
      if (found === undefined) continue;
      free.delete(found);
      before.set(index, stored[found]);
    }
  };
  pair((row) => knownOf(fields, row));
  if (unique.length > 0) pair((row) => knownOf(unique, row));
  else if (stored.length === next.length && [...before].every(([index, row]) => stored[index] === row)) for (const index of free) before.set(index, stored[index]);
  return next.map((row, index) => {
    const was = before.get(index);
    return isPlainObject(row) && isPlainObject(was) ? replaceConfiguration(fields, was, row) : row;
  });
}

/** What the schema knows of a row, as text to compare: in the order of the fields, defaults filled in. */
function knownOf(fields: readonly FieldDescriptor[], row: unknown): string {
  if (!isPlainObject(row)) return JSON.stringify(row);
  const filled = withDefaults(fields, row);
  return JSON.stringify(
    fields.map(({ key, fields: inner, kind }) => {
      const value = filled[key];
      if (!inner || value === undefined) return value;
      return kind === 'rows' && Array.isArray(value) ? value.map((one) => knownOf(inner, one)) : knownOf(inner, value);
    }),
  );
}

/** The values a form starts from: what is stored, and the schema's defaults where nothing is. */
export function withDefaults(fields: readonly FieldDescriptor[], stored: Values): Record<string, unknown> {
  const result: Record<string, unknown> = { ...stored };
  for (const field of fields) {
    const value = Object.hasOwn(stored, field.key) ? stored[field.key] : undefined;
    if (field.kind === 'object' && field.fields) result[field.key] = withDefaults(field.fields, isPlainObject(value) ? value : isPlainObject(field.default) ? field.default : {});
    else if (field.kind === 'rows' && Array.isArray(value)) result[field.key] = value.map((row: unknown) => (isPlainObject(row) ? withDefaults(field.fields ?? [], row) : row));
    else if (value === undefined && field.default !== undefined) result[field.key] = structuredClone(field.default);
  }
  return result;
}

/** Parsed values as they will be stored: every known key is there, with its default where nothing is given, undefined where that is so. */
export function asStored(fields: readonly FieldDescriptor[], values: Values): Record<string, unknown> {
  const whole = withDefaults(fields, values);
  return Object.fromEntries(fields.map(({ key, kind, fields: inner }) => [key, kind === 'object' && inner && isPlainObject(whole[key]) ? asStored(inner, whole[key]) : whole[key]]));
}
