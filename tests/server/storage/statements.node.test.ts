import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect, sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openPGlite } from '../../../src/server/pglite/index.ts';
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
