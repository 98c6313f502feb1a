import type { FieldDescriptor } from './describe-fields.ts';
import type { CredentialPreview, Values } from './integration.ts';
import { isBlank } from './visibility.ts';

/** Secrets shorter than this show no hint: four of few characters would give too much away. */
const hintFrom = 20;

/** What may be shown of these credential values. Unknown keys are left out; forgetting to declare a field hides it. */
export function previewCredentials(fields: readonly FieldDescriptor[], values: Values, updatedAt: string): Record<string, CredentialPreview> {
  const previews: Record<string, CredentialPreview> = {};
  for (const field of fields) {
    const value = values[field.key];
    if (field.secret) {
      const isSet = !isBlank(value);
      previews[field.key] = { secret: true, isSet, updatedAt: isSet ? updatedAt : null, hint: hintOf(value) };
    } else if (!isBlank(value)) {
      previews[field.key] = { secret: false, value: String(value) };
    }
  }
  return previews;
}

/** The last 4 characters of a secret of 20 or more, else null. */
export function hintOf(secret: unknown): string | null {
  return typeof secret === 'string' && secret.length >= hintFrom ? secret.slice(-4) : null;
}

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

/** Does a `destination` field differ from what is stored? An omitted one counts as blank, unless it is secret and so kept. */
export function destinationChanged(fields: readonly FieldDescriptor[], given: Values, stored: Values): boolean {
  return fields.some((field) => {
    if (!field.destination || isBlank(stored[field.key])) return false;
    const keptSecret = field.secret && isBlank(given[field.key]);
    return !keptSecret && given[field.key] !== stored[field.key];
  });
}
