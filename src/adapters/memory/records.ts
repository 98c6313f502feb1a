import type { $ZodObject } from 'zod/v4/core';
import { checkConditions } from '../../core/check-conditions.ts';
import { previewCredentials } from '../../core/credential-previews.ts';
import { describeFields } from '../../core/describe-fields.ts';
import { IntegrationsError } from '../../core/errors.ts';
import { disconnectedIntegration, type Integration, parseIntegrationId, type Values } from '../../core/integration.ts';
import { loadForms } from '../../core/load-forms.ts';
import { loadOwnApp } from '../../core/load-own-app.ts';
import type { ProviderDefinition } from '../../core/provider.ts';
import type { MemoryAdapterOptions, MemorySeed } from './options.ts';

type Forms = Awaited<ReturnType<typeof loadForms<$ZodObject, $ZodObject, $ZodObject>>>;

/** One Integration and, kept apart from it, the credentials that are never answered. */
export interface MemoryRecord {
  provider: ProviderDefinition;
  integration: Integration;
  stored: Values;
  /** An app of the merchant's own that a sign-in was made with. */
  ownApp?: Values;
}

/** Everything one memory adapter holds. */
export interface MemoryRecords {
  all(): readonly MemoryRecord[];
  /** @throws IntegrationsError `not_found` or `provider_unknown`. */
  find(id: string, which?: 'even removed'): MemoryRecord;
  add(provider: ProviderDefinition, label: string | null): MemoryRecord;
  remove(record: MemoryRecord): void;
  /** Writes members, a new revision and its time. */
  write(record: MemoryRecord, change: Partial<Integration>): Integration;
  forms(record: MemoryRecord): Promise<Forms>;
  /** Previews of a record seeded with `stored` values can only be made once its schema is loaded. */
  ready(): Promise<void>;
}

export function createRecords({ providers, seed = {}, actor = 'you' }: MemoryAdapterOptions, now: () => Date): MemoryRecords {
  const records = new Map<string, MemoryRecord>();
  const removed = new Map<string, MemoryRecord>();
  const loads = new Map<string, Promise<Forms>>();

  const forms = (record: MemoryRecord): Promise<Forms> => {
    const { id } = record.provider;
    const load = loads.get(id) ?? checked(record.provider);
    loads.set(id, load);
    load.catch(() => loads.delete(id));
    return load;
  };
  const write = (record: MemoryRecord, change: Partial<Integration>): Integration => {
    const at = now().toISOString();
    const since = change.status && change.status !== record.integration.status ? { since: at } : {};
    const revision = String(Number(record.integration.revision) + 1);
    record.integration = { ...record.integration, ...since, updatedAt: at, updatedBy: actor, revision, ...structuredClone(change) };
    return record.integration;
  };

  for (const provider of providers) {
    const further = Object.keys(seed).filter((id) => id.startsWith(`${provider.id}~`));
    for (const id of [provider.id, ...further]) records.set(id, seeded(provider, id, seed[id], actor, now));
  }
  for (const id of Object.keys(seed)) {
    if (!records.has(id)) throw new TypeError(`createMemoryAdapter(): the seed names "${id}", but no such provider is given.`);
  }

  let preparation: Promise<void> | undefined;
  const prepare = async () => {
    for (const record of records.values()) {
      const { stored, ownApp } = record;
      const values = ownApp ?? stored;
      if (Object.keys(values).length === 0) continue;
      const { credentials, oauth2 } = (await forms(record)).auth;
      const schema = ownApp ? (await loadOwnApp(oauth2))?.fields : credentials?.fields;
      if (!schema) continue;
      const { connectedAt, updatedAt } = record.integration;
      record.integration = { ...record.integration, credentials: previewCredentials(describeFields(schema), values, connectedAt ?? updatedAt) };
    }
  };

  return {
    all: () => [...records.values()],
    find: (id, which) => {
      const known = records.get(id) ?? (which ? removed.get(id) : undefined);
      if (known) return known;
      const address = parseIntegrationId(id);
      throw new IntegrationsError(address && !records.has(address.provider) ? 'provider_unknown' : 'not_found');
    },
    add: (provider, label) => {
      let key = 2;
      while (records.has(`${provider.id}~${key}`) || removed.has(`${provider.id}~${key}`)) key += 1;
      const { offersSignIn = null, redirectUri = null } = records.get(provider.id)?.integration ?? {};
      const record: MemoryRecord = { provider, integration: { ...disconnectedIntegration(provider.id, `${provider.id}~${key}`), offersSignIn, redirectUri }, stored: {} };
      records.set(record.integration.id, record);
      write(record, { label });
      return record;
    },
    remove: (record) => {
      records.delete(record.integration.id);
      // Remembered, so that erasing twice answers alike.
      removed.set(record.integration.id, record);
    },
    write,
    forms,
    ready: () => (preparation ??= prepare().catch((error: unknown) => { preparation = undefined; throw error; })),
  };
}

async function checked(provider: ProviderDefinition): Promise<Forms> {
  const forms: Forms = await loadForms(provider);
  const { auth: { credentials }, configuration } = forms;
  if (credentials) checkConditions(describeFields(credentials.fields));
  if (configuration) checkConditions(describeFields(configuration, 'configuration'));
  return forms;
}

function seeded(provider: ProviderDefinition, id: string, seed: MemorySeed | undefined, actor: string, now: () => Date): MemoryRecord {
  const integration = disconnectedIntegration(provider.id, id);
  if (!seed) return { provider, integration, stored: {} };
  const { stored = {}, ...members } = structuredClone(seed);
  const at = now().toISOString();
  const common = { since: at, updatedAt: at, revision: '1' };
  const connected: Partial<Integration> = !seed.status || seed.status === 'disconnected' ? {}
    : { scheme: 'credentials', account: { label: `${provider.name} account` }, connectedAt: at, connectedBy: actor, updatedBy: actor, checkedAt: at };
  return { provider, integration: { ...integration, ...common, ...connected, ...members, id, provider: provider.id }, ...(seed.scheme === 'oauth2' ? { stored: {}, ownApp: stored } : { stored }) };
}
