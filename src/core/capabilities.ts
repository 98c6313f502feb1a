import type { FieldMeta } from './field.ts';
import type { Integration } from './integration.ts';

/** Something credentials may or may not allow, such as changing settings at the provider. */
export interface Capability {
  /** What a field's `requires` and a connector's `granted` name. */
  id: string;
  /** Completes “Needs …”: “permission to edit the property”. */
  name: string;
  /** How a user gets it, as a sentence. */
  how: string;
  /** Where; https. */
  url?: string;
}

/** What a field requires and these credentials are known not to allow. Where that is unknown (`null`), nothing. */
export function lackedBy({ requires }: Pick<FieldMeta, 'requires'>, scopes: Integration['scopes'] | undefined): readonly string[] {
  return scopes && requires ? requires.filter((one) => !scopes.granted.includes(one)) : [];
}

/** What is granted as an Integration says it: named beside what the definition could have. */
export function scopesOf(capabilities: readonly Capability[] | undefined, granted: readonly string[] | undefined): Integration['scopes'] {
  if (!granted) return null;
  return { granted, missing: (capabilities ?? []).flatMap(({ id }) => (granted.includes(id) ? [] : [id])) };
}
