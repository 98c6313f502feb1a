import type { FieldDescriptor } from './describe-fields.ts';
import type { Values } from './integration.ts';
import { isPlainObject } from './visibility.ts';

/**
 * Puts a parsed configuration in the place of a stored one: every key the schema knows is replaced, omitted known keys are gone
 * (their default returns on reading), unknown stored keys are kept, at every level of nested objects. Rows are replaced whole.
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
    } else if (value !== undefined) result[key] = value;
  }
  return result;
}

/** The values a form starts from: what is stored, and the schema's defaults where nothing is. */
export function withDefaults(fields: readonly FieldDescriptor[], stored: Values): Record<string, unknown> {
  const result: Record<string, unknown> = { ...stored };
  for (const field of fields) {
    const value = Object.hasOwn(stored, field.key) ? stored[field.key] : undefined;
    if (field.kind === 'object' && field.fields) result[field.key] = withDefaults(field.fields, isPlainObject(value) ? value : isPlainObject(field.default) ? field.default : {});
    else if (value === undefined && field.default !== undefined) result[field.key] = structuredClone(field.default);
  }
  return result;
}
