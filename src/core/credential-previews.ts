import type { FieldDescriptor } from './describe-fields.ts';
import { hintOf } from './hint-of.ts';
import type { CredentialPreview, Values } from './integration.ts';
import { isBlank } from './visibility.ts';

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
