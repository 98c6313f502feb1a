import { destinationChanged } from './destination-changed.ts';
import type { FieldDescriptor } from './describe-fields.ts';
import type { Values } from './integration.ts';
import { isBlank } from './visibility.ts';

/**
 * Joins given credentials with stored ones: a blank secret keeps what is stored, anything else is replaced.
 * When a `destination` field differs from the stored one, nothing secret is kept, so a stored key is never sent to a new host.
 */
export function mergeCredentials(fields: readonly FieldDescriptor[], given: Values, stored: Values): { values: Record<string, unknown>; mustReenter: string[] } {
  const moved = destinationChanged(fields, given, stored);
  const values: Record<string, unknown> = {};
  const mustReenter: string[] = [];
  for (const field of fields) {
    const value = given[field.key];
    if (!isBlank(value)) values[field.key] = value;
    else if (field.secret && !isBlank(stored[field.key])) {
      if (moved) mustReenter.push(field.key);
      else values[field.key] = stored[field.key];
    }
  }
  return { values, mustReenter };
}
