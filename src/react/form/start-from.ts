import { withDefaults } from '../../core/configuration.ts';
import type { FieldDescriptor } from '../../core/describe-fields.ts';
import type { Values } from '../../core/integration.ts';
import { isPlainObject } from '../../core/visibility.ts';

/** What a form, or a new row of one, starts from. A switch can only be on or off, so one that must be answered starts as off. */
export function startFrom(fields: readonly FieldDescriptor[], initial: Values): Record<string, unknown> {
  // A copy, fresh at every level.
  const values = withDefaults(fields, initial);
  turnOff(fields, values);
  return values;
}

function turnOff(fields: readonly FieldDescriptor[], values: unknown): void {
  if (Array.isArray(values)) for (const row of values) turnOff(fields, row);
  if (!isPlainObject(values)) return;
  for (const field of fields) {
    if (field.kind === 'boolean' && field.required) values[field.key] ??= false;
    if (field.fields) turnOff(field.fields, values[field.key]);
  }
}
