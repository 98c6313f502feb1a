import type { FieldDescriptor } from './describe-fields.ts';
import type { Values } from './integration.ts';
import { isPlainObject } from './visibility.ts';

/**
 * Puts a parsed configuration in the place of a stored one: every key the schema knows is replaced, omitted known keys are gone
 * (their default returns on reading), unknown stored keys are kept, at every level of nested objects. Rows are replaced; one that stays, or that was
 * edited where it stands, keeps its unknown keys.
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

// Rows have no name: one that says the same as a stored one is that one, wherever it moved; one that fits none, in a list as long as before, is the one in its place.
function replaceRows(fields: readonly FieldDescriptor[], stored: readonly unknown[], next: readonly unknown[]): unknown[] {
  const left = new Map(stored.map((row, index) => [index, knownOf(fields, row)]));
  const take = (index: number | undefined) => (index !== undefined && left.delete(index) ? stored[index] : undefined);
  const same = next.map((row) => {
    const known = knownOf(fields, row);
    return take([...left].find(([, one]) => one === known)?.[0]);
  });
  return next.map((row, index) => {
    const before = same[index] ?? (stored.length === next.length ? take(index) : undefined);
    return isPlainObject(row) && isPlainObject(before) ? replaceConfiguration(fields, before, row) : row;
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
