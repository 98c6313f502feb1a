import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect, sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openPGlite } from '../../../src/server/pglite/index.ts';
import { inStore } from '../../../src/server/storage/app-role.ts';
import { createStorage } from '../../../src/server/storage/create-storage.ts';
import type { DatabaseSchema } from '../../../src/server/storage/schema.ts';
import type { Storage } from '../../../src/server/storage/storage.ts';
import { aStore, aVault, connected, klaviyo } from './a-store.ts';

vi.setConfig({ hookTimeout: 120_000 });

// PGlite has one connection, so every statement holds everyone up. Not counted: begin and commit, one of each per transaction.
describe('statements per operation', () => {
  const statements: string[] = [];
  let pglite: PGlite;
  let storage: Storage;
  const store = aStore();
  beforeAll(async () => {
    pglite = await PGlite.create();
    const kysely = new Kysely<DatabaseSchema>({ dialect: new PGliteDialect({ pglite }), log: (event) => { statements.push(event.query.sql); } });
    storage = createStorage({ database: { kind: 'pglite', kysely, close: () => kysely.destroy() }, vault: aVault() });
    await storage.migrate();
    await storage.store(store, (tx) => connected(tx));
    await storage.store(store, (tx) => connected(tx, { provider: 'twilio', accountKey: '' }));
  });
  afterAll(() => pglite?.close());
  beforeEach(() => { statements.length = 0; });
  const kinds = () => statements.map((text) => /set_config|insert into integration_audit|update integration_idempotency|"integration_data_keys"|update "integrations"|from "integrations"|claimed/.exec(text)?.[0] ?? text);

  it('a list is the context and one select, however many rows', async () => {
    await storage.store(store, (tx) => tx.list());
    expect(kinds()).toEqual(['set_config', 'from "integrations"']);
  });

  it('a configure with its history and its idempotency key is one transaction of five statements', async () => {
    // The first claim of an hour also sweeps.
    await storage.claim(store, 'earlier', 'f');
    statements.length = 0;
    await storage.store(store, async (tx) => {
      expect(await tx.claim('k', 'f')).toEqual({ state: 'fresh' });
      const row = (await tx.find(klaviyo, { lock: true }))!;
      await tx.update(row, { configuration: { a: 1 } }, { bump: true, actor: 'ana' });
      await tx.audit({ action: 'configure', integration: 'klaviyo', outcome: 'allowed' }, 'ana');
      await tx.settle('k', { status: 200, body: '{}', etag: null });
    });
    expect(statements).toHaveLength(5);
    expect(statements.at(-1)).toMatch(/insert into integration_audit[\s\S]*update integration_idempotency/);
  });

  it('an opening of credentials adds the data key and the audit row', async () => {
    await storage.store(store, async (tx) => tx.openCredentials((await tx.find(klaviyo))!, 'verify', 'ana'));
    expect(kinds()).toEqual(['set_config', 'from "integrations"', '"integration_data_keys"', 'insert into integration_audit']);
  });
});

// A plan costs as much as its statement.
it('an embedded database plans each statement once, and for large tables, which is what small ones become', async () => {
  const { kysely, close } = await openPGlite();
  const storage = createStorage({ database: { kind: 'pglite', kysely, close }, vault: aVault() });
  await storage.migrate();
  const { rows } = await sql<{ generic: string; seq: string }>`select current_setting('plan_cache_mode') as generic, current_setting('enable_seqscan') as seq`.execute(kysely);
  expect(rows).toEqual([{ generic: 'force_generic_plan', seq: 'off' }]);
  const plan = await sql<{ 'QUERY PLAN': string }>`explain select * from integrations where store_id = ${aStore()}::uuid`.execute(kysely);
  expect(plan.rows.map((row) => row['QUERY PLAN']).join('\n')).toMatch(/Index Scan|Bitmap Index Scan/);
  await close();
});

// Asked again and again by every process, whatever number of stores there is.
it.each([
  ['integrations', "scheme = 'oauth2' and renew_at is not null", 'renew_at', 'integrations_renewals'],
  ['integration_authorizations', "found is not null and credentials <> '{}'", 'expires_at', 'integration_authorizations_choices'],
  ['integration_departures', 'true', 'next_at', 'integration_departures_next'],
])('finds what is due next of %s by an index, without sorting', async (table, open, at, index) => {
  const { kysely, close } = await openPGlite();
  const storage = createStorage({ database: { kind: 'pglite', kysely, close }, vault: aVault() });
  await storage.migrate();
  const store = aStore();
  await storage.store(store, (tx) => tx.ensure(klaviyo, 'email'));
  await inStore(kysely, store, (transaction) => sql`insert into integrations (store_id, provider, account_key, integration_type, scheme, since, created_at, updated_at, renew_at)
    select ${store}::uuid, 'klaviyo', n::text, 'email', 'oauth2', now(), now(), now(), now() + n * interval '1 minute' from generate_series(1, 3000) n`.execute(transaction));
  await sql`analyze integrations`.execute(kysely);
  const { rows: [asked] } = await sql<{ source: string }>`select prosrc as source from pg_proc where prosrc like ${`%from ${table} %order by ${at} limit most%`}`.execute(kysely);
  if (open !== 'true') expect(asked?.source).toContain(`where ${open} order by ${at}`);
  else expect(asked?.source).toContain(`from ${table} order by ${at}`);
  const plan = (await sql<{ 'QUERY PLAN': string }>`explain select 1 from ${sql.raw(table)} where ${sql.raw(open)} order by ${sql.raw(at)} limit 8`.execute(kysely)).rows.map((row) => row['QUERY PLAN']).join('\n');
  expect(plan).toContain(` using ${index} `);
  expect(plan).not.toMatch(/Sort|Seq Scan|Bitmap/);
  await close();
});

// Compressing costs more than the write it shortens.
it('keeps settings and answers of a few kilobytes as they are', async () => {
  const { kysely, close } = await openPGlite();
  const storage = createStorage({ database: { kind: 'pglite', kysely, close }, vault: aVault() });
  await storage.migrate();
  const store = aStore();
  await storage.store(store, async (tx) => {
    await tx.claim('k', 'f');
    await tx.update(await connected(tx), { configuration: { text: 'settings '.repeat(400) } }, { bump: true, actor: 'ana' });
    await tx.settle('k', { status: 200, body: 'answer '.repeat(400), etag: null });
  });
  const { rows } = await sql`select pg_column_compression(configuration) as configuration, pg_column_compression(body) as body from integrations, integration_idempotency`.execute(kysely);
  expect(rows).toEqual([{ configuration: null, body: null }]);
  await close();
});
