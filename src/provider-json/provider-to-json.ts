import type { $ZodObject } from 'zod/v4/core';
import { loadForms } from '../core/load-forms.ts';
import { loadOwnApp } from '../core/load-own-app.ts';
import type { ProviderDefinition } from '../core/provider.ts';
import type { FieldSchema, ProviderJson } from './field-schema.ts';
import { plainCopy } from './plain-copy.ts';
import { readProviderJson } from './read-provider-json.ts';
import { toFieldSchema } from './to-field-schema.ts';

/**
 * Writes a definition as JSON that `providerFromJSON` reads: its card, guides, scopes and forms. Refinements and normalisers are functions
 * and stay behind, so whoever reads it leaves their judgement to the server. It holds nothing of any store.
 * @throws TypeError naming what JSON cannot say, or a secret field with a default: everybody could read that.
 */
export async function providerToJSON(definition: ProviderDefinition): Promise<ProviderJson> {
  const { forms: _, ...card } = definition;
  const { auth, configuration, test, ...rest } = await loadForms(definition);
  const { credentials, oauth2 } = auth;
  const ownApp = await loadOwnApp(oauth2);
  const json = plainCopy(
    {
      version: 1,
      ...card,
      forms: {
        ...rest,
        auth: {
          ...(credentials && { credentials: { ...credentials, fields: writeCredentials(credentials.fields, definition.id), paste: typeof credentials.paste === 'function' ? await credentials.paste() : credentials.paste } }),
          ...(oauth2 && { oauth2: { scopes: oauth2.scopes, ...(ownApp && { fields: writeCredentials(ownApp.fields, definition.id), steps: ownApp.steps }) } }),
        },
        ...(configuration && { configuration: toFieldSchema(configuration) }),
        ...(test && { test: { ...test, fields: test.fields && toFieldSchema(test.fields) } }),
      },
    },
    `provider "${definition.id}"`,
  );
  // What cannot be read back must not be handed out.
  return readProviderJson(json, `providerToJSON(): provider "${definition.id}"`);
}

function writeCredentials(fields: $ZodObject, id: string): FieldSchema {
  const schema = toFieldSchema(fields);
  refuseSecretDefaults(schema, '', id);
  return schema;
}

/** Is any member in here secret? */
function refuseSecretDefaults(schema: FieldSchema, path: string, id: string): boolean {
  let secret = false;
  for (const [key, member] of Object.entries(schema.properties ?? {})) {
    const at = path ? `${path}.${key}` : key;
    const own = member['x-field']?.secret !== false;
    const within = [member, member.oneOf?.[0], member.items].map((one) => (one ? refuseSecretDefaults(one, at, id) : false)).includes(true);
    if ((own || within) && member.default !== undefined) {
      throw new TypeError(
        `providerToJSON(): "${at}" of provider "${id}" is secret and has a default, which everybody could read. Say \`secret: false\`, or leave the default out.`,
      );
    }
    secret ||= own || within;
  }
  return secret;
}
