import { defineProvider, type ProviderDefinition, type ProviderForms } from '../core/provider.ts';
import type { $ZodObject } from 'zod/v4/core';
import { buildObject } from './build-schema.ts';
import type { ProviderJson } from './field-schema.ts';
import { tamedHints } from './tamed-hints.ts';
import { readProviderJson } from './read-provider-json.ts';

/**
 * Makes a definition of what `providerToJSON` wrote, to be given to the page like one from code. Its forms are described exactly as the original's;
 * they judge less, so the server stays the judge. Only data is read: an unknown keyword, a reference, an address that is not https, an icon that is
 * no path data, or a member without metadata is refused. A credential that does not say `secret: false` is secret.
 * @throws TypeError naming the path of what is wrong.
 */
export function providerFromJSON(json: unknown): ProviderDefinition {
  const { version: _, forms: written, ...card } = structuredClone(readProviderJson(json, 'providerFromJSON()'));
  let forms: ProviderForms<$ZodObject, $ZodObject, $ZodObject> | undefined;
  return defineProvider<$ZodObject, $ZodObject, $ZodObject>({
    ...card,
    // On intent, as everywhere: the cards need no schema.
    forms: async () => (forms ??= buildForms(written)),
  });
}

function buildForms({ auth: { credentials, oauth2 }, configuration, test, ...rest }: ProviderJson['forms']): ProviderForms<$ZodObject, $ZodObject, $ZodObject> {
  return {
    ...rest,
    auth: {
      ...(credentials && { credentials: { ...credentials, fields: buildObject(credentials.fields), ...(credentials.paste && { paste: tamedHints(credentials.paste) }) } }),
      ...(oauth2 && {
        oauth2: { ...oauth2, ...(oauth2.fields && { fields: buildObject(oauth2.fields) }) } as NonNullable<ProviderForms<$ZodObject, $ZodObject>['auth']['oauth2']>,
      }),
    },
    ...(configuration && { configuration: buildObject(configuration) }),
    ...(test && { test: { ...test, fields: test.fields && buildObject(test.fields) } }),
  };
}
