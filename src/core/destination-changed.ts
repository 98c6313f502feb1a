import type { FieldDescriptor } from './describe-fields.ts';
import type { Values } from './integration.ts';
import { isBlank } from './visibility.ts';

/** Does a `destination` field differ from what is stored? An omitted one counts as blank, unless it is secret and so kept. */
export function destinationChanged(fields: readonly FieldDescriptor[], given: Values, stored: Values): boolean {
  return fields.some((field) => {
    if (!field.destination || isBlank(stored[field.key])) return false;
    const keptSecret = field.secret && isBlank(given[field.key]);
    return !keptSecret && given[field.key] !== stored[field.key];
  });
}
