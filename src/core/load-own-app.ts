import type { $ZodObject } from 'zod/v4/core';
import type { OwnAppForm, ProviderForms } from './provider.ts';

/** How a merchant's own app is asked for; null where a definition takes none. */
export async function loadOwnApp(oauth2: ProviderForms<$ZodObject, $ZodObject, $ZodObject>['auth']['oauth2']): Promise<OwnAppForm | null> {
  if (oauth2?.app) return oauth2.app();
  return oauth2?.fields ? { fields: oauth2.fields, ...(oauth2.steps && { steps: oauth2.steps }) } : null;
}
