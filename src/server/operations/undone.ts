import { withDefaults } from '../../core/configuration.ts';
import type { FieldDescriptor } from '../../core/describe-fields.ts';
import type { Values } from '../../core/integration.ts';
import { isVisible } from '../../core/visibility.ts';
import type { Refused } from './push-settings.ts';

/** Why settings that a disconnect takes away at the provider are not there after another connect; only those that had been set. */
export function undone(fields: readonly FieldDescriptor[], configuration: Values, paths: readonly string[], name: string): Refused {
  const values = withDefaults(fields, configuration);
  const set = fields.filter((field) => paths.includes(field.path) && isVisible(field, values) && JSON.stringify(values[field.key] ?? null) !== JSON.stringify(field.default ?? null));
  return Object.fromEntries(set.map(({ path }) => [path, `Removed at ${name} by the disconnect. Try it again to set it up anew.`]));
}
