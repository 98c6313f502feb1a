import { withDefaults } from '../../core/configuration.ts';
import type { FieldDescriptor } from '../../core/describe-fields.ts';
import type { Values } from '../../core/integration.ts';

/** What a form starts from. A switch can only be on or off, so one that must be answered starts as off. */
export function startFrom(fields: readonly FieldDescriptor[], initial: Values): Record<string, unknown> {
  const values = withDefaults(fields, initial);
  for (const field of fields) if (field.kind === 'boolean' && field.required) values[field.key] ??= false;
  return values;
}
