import { sql, type Transaction } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { openPGlite } from '../../../src/server/pglite/index.ts';
import { openPostgres } from '../../../src/server/postgres/index.ts';
import { appRole, inStore } from '../../../src/server/storage/app-role.ts';
import { createStorage } from '../../../src/server/storage/create-storage.ts';
import type { IntegrationsDatabase } from '../../../src/server/storage/database.ts';
import type { DatabaseSchema } from '../../../src/server/storage/schema.ts';
import { aStore, aVault, connected } from './a-store.ts';
import { anOwnedDatabase, aPostgresDatabase } from './database-fixtures.ts';

// A boot of PGlite takes 1 to 2 s on an idle machine, and many times that on a busy one.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const backends: [string, () => Promise<IntegrationsDatabase>][] = [
  ['PGlite (superuser)', () => openPGlite()],
  ['PostgreSQL (superuser)', async () => openPostgres({ connectionString: await aPostgresDatabase(inject('postgresUrl')) })],
  ['PostgreSQL (ordinary owner)', async () => openPostgres({ connectionString: await anOwnedDatabase(inject('postgresUrl')) })],
];
const tables = ['integrations', 'integration_sync_logs', 'integration_data_keys', 'integration_audit', 'integration_audit_heads', 'integration_idempotency', 'integration_authorizations', 'integration_departures'];
const denied = expect.objectContaining({ code: '42501' });

describe.each(backends)('row-level security on %s (SR-43)', (_, open) => {
  let database: IntegrationsDatabase;
  const [ours, theirs] = [aStore(), aStore()];
  const asStore = <T>(store: string, work: (tx: Transaction<DatabaseSchema>) => Promise<T>) => inStore(database.kysely, store, work);
  const count = async (tx: Transaction<DatabaseSchema>, table: string) => (await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(tx)).rows[0]?.n;

  beforeAll(async () => {
    database = await open();
    const storage = createStorage({ database, vault: aVault() });
    await storage.migrate();
    for (const store of [ours, theirs]) {
      await storage.claim(store, 'k', 'f');
      await storage.store(store, async (tx) => {
        await connected(tx);
        await tx.authorizations.add({ id: `klaviyo_${store}`, address: { provider: 'klaviyo', accountKey: '' }, stateHash: store, sessionHash: 's', actor: 'ana', redirectUri: 'https://app.example', scopes: [], expiresAt: new Date() }, { verifier: 'v' });
        await tx.departures.add({ address: { provider: 'klaviyo', accountKey: '' }, scheme: 'oauth2', account: 'acc-1', persons: null, ownApp: null, actor: 'ana', revokes: true, cleaned: true }, { stored: { accessToken: 'a' }, configuration: {}, choices: [] });
        await tx.audit({ action: 'connect', integration: 'klaviyo', outcome: 'allowed' }, 'ana');
      });
      await asStore(store, (tx) => sql`insert into integration_sync_logs (store_id, integration_id, sync_type, status, started_at) select store_id, id, 'lists', 'succeeded', now() from integrations`.execute(tx));
    }
  });
  afterAll(() => database?.close());

  it('enables and forces it on every table that names a store, with one role that cannot pass it', async () => {
    const { rows } = await sql<{ relname: string; relrowsecurity: boolean; relforcerowsecurity: boolean }>`
      select c.relname, c.relrowsecurity, c.relforcerowsecurity from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'store_id'
      where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace order by c.relname`.execute(database.kysely);
    expect(rows).toEqual([...tables].sort().map((relname) => ({ relname, relrowsecurity: true, relforcerowsecurity: true })));
    const role = await sql`select rolsuper, rolbypassrls, rolcanlogin from pg_roles where rolname = ${appRole}`.execute(database.kysely);
    expect(role.rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcanlogin: false }]);
    const owned = await sql`select 1 from pg_class where relowner = ${appRole}::regrole`.execute(database.kysely);
    expect(owned.rows).toEqual([]);
  });

  it('lets no temporary table stand in for a real one in what runs with the owner’s rights', async () => {
    const ids = await database.kysely.transaction().execute(async (transaction) => {
      await sql`create temporary table integration_data_keys (kek text) on commit drop`.execute(transaction);
      await sql`insert into integration_data_keys values ('planted')`.execute(transaction);
      return (await sql<{ id: string }>`select integration_key_ids() as id`.execute(transaction)).rows;
    });
    expect(ids).toEqual([{ id: 'key-1' }]);
  });

  it.each(tables)('shows exactly one store’s rows of %s', async (table) => {
    const { rows } = await asStore(ours, (tx) => sql<{ store_id: string }>`select store_id from ${sql.table(table)}`.execute(tx));
    expect(rows).toEqual([{ store_id: ours }]);
    expect(await asStore(ours, (tx) => sql`select 1 from ${sql.table(table)} where store_id = ${theirs}::uuid`.execute(tx).then((found) => found.rows))).toEqual([]);
  });

  it.each(tables)('shows nothing of %s without a store, before and after a transaction that had one', async (table) => {
    const withoutStore = () => database.kysely.transaction().execute(async (tx) => {
      await sql`select set_config('role', ${appRole}, true)`.execute(tx);
      return count(tx, table);
    });
    expect(await withoutStore()).toBe(0);
    await asStore(ours, (tx) => count(tx, table));
    expect(await withoutStore()).toBe(0);
  });

  it('refuses to insert for another store', async () => {
    await expect(asStore(ours, (tx) => sql`insert into integrations (store_id, integration_type, provider) values (${theirs}::uuid, 'sms', 'twilio')`.execute(tx))).rejects.toEqual(denied);
    await expect(asStore(ours, (tx) => sql`insert into integration_audit (store_id, actor, action, outcome, at) values (${theirs}::uuid, 'ana', 'connect', 'allowed', now())`.execute(tx))).rejects.toEqual(denied);
    await expect(asStore(ours, (tx) => sql`insert into integration_data_keys (id, store_id, kek, wrapped, created_at) values (gen_random_uuid(), ${theirs}::uuid, 'k', 'w', now())`.execute(tx))).rejects.toEqual(denied);
    await expect(asStore(ours, (tx) => sql`insert into integration_idempotency (store_id, key, fingerprint, expires_at) values (${theirs}::uuid, 'x', 'f', now())`.execute(tx))).rejects.toEqual(denied);
  });

  it('refuses to give a row to another store, and cannot change or delete theirs', async () => {
    await expect(asStore(ours, (tx) => sql`update integrations set store_id = ${theirs}::uuid, account_key = 'x'`.execute(tx))).rejects.toEqual(denied);
    const touched = await asStore(ours, async (tx) => [
      (await sql`update integrations set label = 'taken' where store_id = ${theirs}::uuid returning 1`.execute(tx)).rows,
      (await sql`delete from integrations where store_id = ${theirs}::uuid returning 1`.execute(tx)).rows,
    ]);
    expect(touched).toEqual([[], []]);
    expect(await asStore(theirs, (tx) => sql`select label from integrations`.execute(tx).then(({ rows }) => rows))).toEqual([{ label: null }]);
  });

  it('cannot log a sync under another store’s integration', async () => {
    const [foreign] = await asStore(theirs, (tx) => tx.selectFrom('integrations').select('id').execute());
    await expect(asStore(ours, (tx) => sql`insert into integration_sync_logs (store_id, integration_id, sync_type, status, started_at) values (${ours}::uuid, ${foreign?.id}::uuid, 'lists', 'queued', now())`.execute(tx))).rejects.toMatchObject({ code: '23503' });
  });

  it('lets the app add to the audit and read it, but neither change, delete nor empty it (SR-81)', async () => {
    for (const statement of [`update integration_audit set actor = 'nobody'`, 'delete from integration_audit', 'truncate integration_audit', 'update integration_audit_heads set seq = 0', 'delete from integration_audit_heads', 'drop table integration_audit', `alter table integration_audit disable row level security`]) {
      await expect(asStore(ours, (tx) => sql.raw(statement).execute(tx)), statement).rejects.toEqual(denied);
    }
    expect(await asStore(ours, (tx) => count(tx, 'integration_audit'))).toBe(1);
  });

  it('lets the app neither change data keys nor see the stores table', async () => {
    for (const statement of [`update integration_data_keys set kek = 'x'`, 'delete from integration_data_keys', 'select * from stores', 'select * from integration_migrations', 'select integration_audit_stores()']) {
      await expect(asStore(ours, (tx) => sql.raw(statement).execute(tx)), statement).rejects.toEqual(denied);
    }
  });

  it('gives the connection its own rights and no store back after each transaction, failed ones too', async () => {
    await asStore(ours, async () => { throw new Error('failed'); }).catch(() => {});
    await asStore(ours, (tx) => count(tx, 'integrations'));
    const { rows } = await sql`select current_user = session_user as own, coalesce(current_setting('integrations.store', true), '') as store`.execute(database.kysely);
    expect(rows).toEqual([{ own: true, store: '' }]);
  });

  it('tells whoever carries out departures where and when, over all stores, and nothing else', async () => {
    const { rows } = await asStore(aStore(), (tx) => sql<{ store: string }>`select * from integration_departures_due(10)`.execute(tx));
    expect(rows.map(({ store }) => store).sort()).toEqual([ours, theirs].sort());
    expect(Object.keys(rows[0] ?? {})).toEqual(['store', 'id', 'at']);
  });

  it('tells startup the key ids of all stores, and nothing else', async () => {
    const { rows } = await asStore(aStore(), (tx) => sql`select integration_key_ids() as id`.execute(tx));
    expect(rows).toEqual([{ id: 'key-1' }]);
  });
});
