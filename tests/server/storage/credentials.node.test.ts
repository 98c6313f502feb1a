import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { isIntegrationsError } from '../../../src/core/errors.ts';
import { openPGlite } from '../../../src/server/pglite/index.ts';
import { openPostgres } from '../../../src/server/postgres/index.ts';
import { createStorage } from '../../../src/server/storage/create-storage.ts';
import type { IntegrationsDatabase } from '../../../src/server/storage/database.ts';
import type { Storage } from '../../../src/server/storage/storage.ts';
import { isVaultError } from '../../../src/server/vault/vault-error.ts';
import { aStore, aVault, canary, connected, klaviyo } from './a-store.ts';
import { aPostgresDatabase } from './database-fixtures.ts';

// A boot of PGlite takes 1 to 2 s on an idle machine, and many times that on a busy one.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const backends: [string, () => Promise<IntegrationsDatabase>][] = [
  ['PGlite', () => openPGlite()],
  ['PostgreSQL', async () => openPostgres({ connectionString: await aPostgresDatabase(inject('postgresUrl')) })],
];

describe.each(backends)('stored credentials on %s', (_, open) => {
  let database: IntegrationsDatabase;
  let storage: Storage;
  const logged: unknown[] = [];
  const vault = aVault();
  beforeAll(async () => {
    database = await open();
    storage = createStorage({ database, vault, log: (entry) => logged.push(entry) });
    await storage.migrate();
  });
  afterAll(() => database?.close());

  const aConnectedStore = async () => {
    const store = aStore();
    const row = await storage.store(store, (tx) => connected(tx));
    return { store, row };
  };
  const read = (store: string, address = klaviyo) => storage.store(store, async (tx) => tx.openCredentials((await tx.find(address))!, 'verify', 'ana'));
  const history = async (store: string) => (await sql`select action, actor, integration, outcome, details from integration_audit where store_id = ${store}::uuid order by id`.execute(database.kysely)).rows;
  const opening = (outcome: string) => ({ action: 'credentials.open', actor: 'ana', integration: 'klaviyo', outcome, details: { purpose: 'verify' } });
  const unreadable = (error: unknown) => isIntegrationsError(error, 'internal') && isVaultError(error.cause);

  it('come back as they were, types included, with an audit row for each opening (SR-80)', async () => {
    const { store } = await aConnectedStore();
    expect(await read(store)).toEqual(canary);
    expect(await history(store)).toEqual([opening('allowed')]);
  });

  it('are not answered when the audit row cannot be written (SR-80)', async () => {
    const { store } = await aConnectedStore();
    await sql`revoke insert on integration_audit from integrations_settings_app`.execute(database.kysely);
    try {
      let seen: unknown = 'nothing';
      await expect(storage.store(store, async (tx) => { seen = await tx.openCredentials((await tx.find(klaviyo))!, 'verify', 'ana'); })).rejects.toSatisfy((error) => isIntegrationsError(error, 'internal'));
      expect(seen).toBe('nothing');
    } finally {
      await sql`grant insert on integration_audit to integrations_settings_app`.execute(database.kysely);
    }
  });

  it('are gone at once after destroying them, previews too; a second time changes nothing', async () => {
    const { store } = await aConnectedStore();
    const destroy = () => storage.store(store, async (tx) => tx.destroyCredentials((await tx.find(klaviyo))!, { status: 'disconnected' }, 'ana'));
    expect(await destroy()).toMatchObject({ status: 'disconnected', credentials: null, previews: {}, credentialVersion: 2, revision: 2 });
    expect(await destroy()).toMatchObject({ credentialVersion: 2, revision: 2 });
    expect(await read(store)).toBeNull();
    expect(await history(store)).toEqual([]);
  });

  it('stand in no table in clear, in whole or in any 8-character part, in any spelling (SR-1)', async () => {
    const { store } = await aConnectedStore();
    await read(store);
    const tables = await sql<{ name: string }>`select relname as name from pg_class where relkind = 'r' and relnamespace = current_schema()::regnamespace`.execute(database.kysely);
    expect(tables.rows.length).toBeGreaterThanOrEqual(7);
    const dump = (await Promise.all(tables.rows.map(async ({ name }) => (await sql<{ row: string }>`select t::text as row from ${sql.table(name)} t`.execute(database.kysely)).rows.map(({ row }) => row).join('\n')))).join('\n');
    expect(dump).toContain('9Jd6');
    const spellings = [canary.apiKey, ...['base64', 'hex'].map((encoding) => Buffer.from(canary.apiKey).toString(encoding as 'hex'))];
    for (const spelling of spellings) {
      for (let at = 0; at + 8 <= spelling.length; at += 1) expect(dump.toLowerCase()).not.toContain(spelling.slice(at, at + 8).toLowerCase());
    }
  });

  const row = (store: string) => storage.store(store, (tx) => tx.find(klaviyo));
  const tamper = (store: string, change: ReturnType<typeof sql>) => sql`update integrations set ${change} where store_id = ${store}::uuid and provider = 'klaviyo'`.execute(database.kysely);

  it.each([
    ['flipped', async (store: string) => { await tamper(store, sql`credentials = jsonb_set(credentials, '{fields,apiKey}', to_jsonb(overlay(credentials #>> '{fields,apiKey}' placing 'AAAA' from 9)))`); }],
    ['truncated', async (store: string) => { await tamper(store, sql`credentials = jsonb_set(credentials, '{fields,apiKey}', to_jsonb(left(credentials #>> '{fields,apiKey}', 40)))`); }],
    ['stripped of a field', async (store: string) => { await tamper(store, sql`credentials = credentials #- '{fields,count}'`); }],
    ['replayed from an older version', async (store: string) => {
      const [old] = (await sql<{ credentials: unknown }>`select credentials from integrations where store_id = ${store}::uuid`.execute(database.kysely)).rows;
      await storage.store(store, (tx) => connected(tx));
      await tamper(store, sql`credentials = ${JSON.stringify(old?.credentials)}::jsonb`);
    }],
    ['replayed from a row that was removed since', async (store: string) => {
      const [old] = (await sql<{ credentials: unknown }>`select credentials from integrations where store_id = ${store}::uuid`.execute(database.kysely)).rows;
      await storage.store(store, async (tx) => { await tx.remove((await tx.find(klaviyo))!); await connected(tx); });
      await tamper(store, sql`credentials = ${JSON.stringify(old?.credentials)}::jsonb`);
    }],
    ['moved from another store, with its data key', async (store: string) => {
      const other = await aConnectedStore();
      await tamper(store, sql`credentials = (select credentials from integrations where store_id = ${other.store}::uuid)`);
      await sql`update integration_data_keys set id = gen_random_uuid() where store_id = ${store}::uuid`.execute(database.kysely);
      await sql`update integration_data_keys k set wrapped = o.wrapped from integration_data_keys o where o.store_id = ${other.store}::uuid and k.store_id = ${store}::uuid`.execute(database.kysely);
    }],
    ['left without a data key', async (store: string) => { await sql`delete from integration_data_keys where store_id = ${store}::uuid`.execute(database.kysely); }],
  ])('fail closed when %s: a failed entry in the history, the row on error, nothing answered (SR-76)', async (_how, spoil) => {
    const { store } = await aConnectedStore();
    await spoil(store);
    await expect(read(store)).rejects.toSatisfy(unreadable);
    expect(await history(store)).toEqual([opening('failed')]);
    expect(await row(store)).toMatchObject({ status: 'error', problem: { code: 'internal', detail: expect.stringContaining('Disconnect it and connect it again') } });
    const healed = await storage.store(store, async (tx) => tx.destroyCredentials((await tx.find(klaviyo))!, { status: 'disconnected', problem: null }, 'ana'));
    expect(healed.status).toBe('disconnected');
    expect(JSON.stringify(logged)).toContain('vault.unreadable');
    expect(JSON.stringify(logged)).not.toContain(canary.apiKey.slice(0, 8));
  });

  it('cannot be read by another integration of the same store, nor by a row that was relabelled (SR-75)', async () => {
    const { store } = await aConnectedStore();
    const other = { provider: 'klaviyo', accountKey: 'b' };
    await storage.store(store, (tx) => connected(tx, other, { id: 'acc-2', label: 'Second' }));
    await sql`update integrations set credentials = (select credentials from integrations where store_id = ${store}::uuid and account_key = '') where store_id = ${store}::uuid and account_key = 'b'`.execute(database.kysely);
    await expect(read(store, other)).rejects.toSatisfy(unreadable);
    await tamper(store, sql`provider = 'mailchimp'`);
    await expect(read(store, { provider: 'mailchimp', accountKey: '' })).rejects.toSatisfy(unreadable);
  });

  it('record a failed opening even when the work goes on without them', async () => {
    const { store } = await aConnectedStore();
    await tamper(store, sql`credentials = credentials #- '{fields,count}'`);
    const label = await storage.store(store, async (tx) => {
      const found = (await tx.find(klaviyo))!;
      await tx.openCredentials(found, 'verify', 'ana').catch(() => {});
      return (await tx.update(found, { label: 'kept' }, { bump: true, actor: 'ana' })).label;
    });
    expect(label).toBe('kept');
    expect(await history(store)).toEqual([opening('failed')]);
    expect(await row(store)).toMatchObject({ status: 'error', label: 'kept' });
  });

  it('stop the start when the vault lacks a key in use, naming it (SR-77)', async () => {
    await expect(storage.checkKeys()).resolves.toBeUndefined();
    const other = createStorage({ database, vault: aVault('key-2') });
    await expect(other.checkKeys()).rejects.toThrow(/lacks the key "key-1"/);
  });
});
