import type { $ZodObject } from 'zod/v4/core';
import { checkConditions } from '../core/check-conditions.ts';
import { describeFields, type FieldDescriptor, type FieldPurpose } from '../core/describe-fields.ts';
import { IntegrationsError } from '../core/errors.ts';
import { parseIntegrationId } from '../core/integration.ts';
import { loadForms } from '../core/load-forms.ts';
import { loadOwnApp } from '../core/load-own-app.ts';
import type { ProviderDefinition, ProviderForms } from '../core/provider.ts';
import type { Connector } from './connector.ts';
import type { OAuthClientKeys } from './oauth/oauth-provider.ts';
import type { Address } from './storage/storage.ts';

/** A provider's forms with the descriptors operations read. */
export interface PreparedForms {
  forms: ProviderForms<$ZodObject, $ZodObject, $ZodObject>;
  credentials: { schema: $ZodObject; fields: readonly FieldDescriptor[] } | null;
  configuration: { schema: $ZodObject; fields: readonly FieldDescriptor[] } | null;
  /** What a merchant's own app is entered in; null where none is taken. */
  ownApp: { schema: $ZodObject; fields: readonly FieldDescriptor[] } | null;
}

export interface OfferedProvider {
  definition: ProviderDefinition;
  connector: Connector;
  /** Is there an app to sign in with? */
  offersSignIn: boolean;
  /** Where it sends people back to who sign in; null where it is not signed in to, or no such place is set up. */
  redirectUri: string | null;
  /** Which app a grant is for, by what its clients have in common; null for the host's. @param own the merchant's own app. */
  appOf(own: OAuthClientKeys | undefined): string | null;
  /** Loaded once; a failed load is tried again. */
  forms(): Promise<PreparedForms>;
}

/** What this server offers. */
export interface Catalogue {
  all: readonly OfferedProvider[];
  /** @throws IntegrationsError `provider_unknown`. */
  provider(id: string): OfferedProvider;
  /** @throws IntegrationsError `not_found` (no such form of id) or `provider_unknown`. */
  resolve(integration: string): { provider: OfferedProvider; address: Address };
}

/** @param apps those to sign in with, by provider. @param redirects where people come back to from them. @throws TypeError when a provider has no connector, or two of either share an id. */
export function createCatalogue(definitions: readonly ProviderDefinition[], connectors: readonly Connector[], apps: Readonly<Record<string, OAuthClientKeys>> = {}, redirects: ReadonlyMap<string, string> = new Map()): Catalogue {
  const byId = unique(connectors, (connector) => connector.provider, 'connectors');
  const offered = new Map(
    [...unique(definitions, (definition) => definition.id, 'providers')].map(([id, definition]): [string, OfferedProvider] => {
      const connector = byId.get(id);
      if (!connector) throw new TypeError(`createIntegrationsServer(): provider "${id}" has no connector, so nothing could be proven. Pass one in \`connectors\`.`);
      return [id, { definition, connector, offersSignIn: connector.oauth2 !== undefined && Object.hasOwn(apps, id), redirectUri: redirects.get(id) ?? null, appOf: appsOf(connector, Object.hasOwn(apps, id) ? apps[id] : undefined), forms: loadedOnce(definition) }];
    }),
  );
  const provider = (id: string) => {
    const found = offered.get(id);
    if (!found) throw new IntegrationsError('provider_unknown');
    return found;
  };
  return {
    all: [...offered.values()],
    provider,
    resolve(integration) {
      const address = parseIntegrationId(integration);
      if (!address) throw new IntegrationsError('not_found');
      return { provider: provider(address.provider), address };
    },
  };
}

function appsOf({ oauth2 }: Connector, hosts: OAuthClientKeys | undefined): OfferedProvider['appOf'] {
  const keyOf = ({ clientId }: OAuthClientKeys) => oauth2?.appOf?.(clientId) ?? clientId;
  return (own) => (!own || (hosts && keyOf(hosts) === keyOf(own)) ? null : keyOf(own));
}

function loadedOnce(definition: ProviderDefinition): () => Promise<PreparedForms> {
  let loading: Promise<PreparedForms> | undefined;
  return () =>
    (loading ??= prepare(definition).catch((error: unknown) => {
      loading = undefined;
      throw error;
    }));
}

async function prepare(definition: ProviderDefinition): Promise<PreparedForms> {
  const forms = await loadForms(definition);
  const credentials = forms.auth.credentials?.fields;
  const { configuration } = forms;
  const ownApp = (await loadOwnApp(forms.auth.oauth2))?.fields;
  return {
    forms,
    credentials: credentials ? described(credentials, 'credentials') : null, configuration: configuration ? described(configuration, 'configuration') : null, ownApp: ownApp ? describedApp(ownApp) : null,
  };
}

// Fields that name no app are of no use to a sign-in.
function describedApp(schema: $ZodObject): PreparedForms['ownApp'] {
  const app = described(schema, 'credentials');
  const has = (key: string, secret: boolean) => app.fields.some((one) => one.key === key && one.secret === secret);
  return has('clientId', false) && has('clientSecret', true) ? app : null;
}

function described(schema: $ZodObject, purpose: FieldPurpose): { schema: $ZodObject; fields: readonly FieldDescriptor[] } {
  const fields = describeFields(schema, purpose);
  checkConditions(fields);
  return { schema, fields };
}

function unique<T>(items: readonly T[], key: (item: T) => string, name: string): Map<string, T> {
  const map = new Map(items.map((item) => [key(item), item]));
  if (map.size < items.length) throw new TypeError(`createIntegrationsServer(): two of \`${name}\` have the same id. Keep one of each.`);
  return map;
}
