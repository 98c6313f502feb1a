import type { FieldDescriptor } from '../../core/describe-fields.ts';
import type { Values } from '../../core/integration.ts';
import { withoutHidden } from '../../core/shown-values.ts';
import { isPlainObject } from '../../core/visibility.ts';
import { sameValue } from './same-value.ts';
import { startFrom } from './start-from.ts';

/** The values as they would be submitted: hidden fields, unknown keys and blank text left out. */
export function presentValues(fields: readonly FieldDescriptor[], values: Values): Record<string, unknown> {
  return filled(fields, withoutHidden(fields, values));
}

function filled(fields: readonly FieldDescriptor[], values: Values): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const field of fields) {
    const value = values[field.key];
    if (value === undefined || value === null || (typeof value === 'string' && value.trim() === '')) continue;
    if (field.kind === 'object' && field.fields && isPlainObject(value)) {
      const inner = filled(field.fields, value);
      // An optional group nobody filled in, where nothing but defaults stands, is absent, not incomplete.
      if (field.required || field.default !== undefined || !sameValue(inner, filled(field.fields, startFrom(field.fields, {})))) kept[field.key] = inner;
    } else if (field.kind === 'rows' && Array.isArray(value)) kept[field.key] = value.map((row: unknown) => (isPlainObject(row) ? filled(field.fields ?? [], row) : row));
    else kept[field.key] = value;
  }
  return kept;
}
