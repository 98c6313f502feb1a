import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { openPGlite } from '../../../src/server/pglite/index.ts';
import { openPostgres } from '../../../src/server/postgres/index.ts';
import { createStorage } from '../../../src/server/storage/create-storage.ts';
import type { IntegrationsDatabase } from '../../../src/server/storage/database.ts';
import { migrate } from '../../../src/server/storage/migrate.ts';
import { migrations } from '../../../src/server/storage/migrations.ts';
import type { Storage } from '../../../src/server/storage/storage.ts';
import { verifyAudit } from '../../../src/server/storage/verify-audit.ts';
import { aStore, aVault } from './a-store.ts';
import { anOwnedDatabase, aPostgresDatabase } from './database-fixtures.ts';

// A boot of PGlite takes 1 to 2 s on an idle machine, and many times that on a busy one.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const backends: [string, () => Promise<IntegrationsDatabase>][] = [
  ['PGlite', () => openPGlite()],
  ['PostgreSQL', async () => openPostgres({ connectionString: await aPostgresDatabase(inject('postgresUrl')) })],
  ['PostgreSQL (ordinary owner)', async () => openPostgres({ connectionString: await anOwnedDatabase(inject('postgresUrl')) })],
];

describe.each(backends)('the audit of a store on %s (SR-81)', (_, open) => {
  let database: IntegrationsDatabase;
  let storage: Storage;
  beforeAll(async () => {
    database = await open();
    storage = createStorage({ database, vault: aVault() });
    await storage.migrate();
  });
  afterAll(() => database?.close());

  const note = (store: string, action: string) =>
    storage.store(store, (tx) => tx.audit({ action, integration: 'klaviyo', outcome: 'allowed', details: { quote: '"', umlaut: 'ü', count: 1.5, none: null } }, 'ana'));
  const aHistory = async () => {
    const store = aStore();
    for (const action of ['connect', 'configure', 'update', 'configure', 'disconnect']) await note(store, action);
    return store;
  };
  const verify = (store: string, options: Parameters<typeof verifyAudit>[1] = {}) => verifyAudit(database, { store, ...options });
  const faults = async (store: string, options?: Parameters<typeof verifyAudit>[1]) => (await verify(store, options)).faults.map(({ entry, fault }) => `${entry} ${fault}`);

  /** As somebody would who has the rights of the owner: around trigger and row-level security. */
  const tamper = (...statements: ReturnType<typeof sql>[]) =>
    database.kysely.transaction().execute(async (transaction) => {
      for (const table of ['integration_audit', 'integration_audit_heads']) await sql`alter table ${sql.table(table)} no force row level security`.execute(transaction);
      await sql`alter table integration_audit disable trigger user`.execute(transaction);
      for (const statement of statements) await statement.execute(transaction);
      await sql`alter table integration_audit enable trigger user`.execute(transaction);
      for (const table of ['integration_audit', 'integration_audit_heads']) await sql`alter table ${sql.table(table)} force row level security`.execute(transaction);
    });

  it('is intact as it is written, also by many at once, and its end can be kept', async () => {
    const store = await aHistory();
    await Promise.all(Array.from({ length: 20 }, (__, n) => note(store, `at once ${n}`)));
    const report = await verify(store);
    expect(report).toEqual({ intact: true, faults: [], anchors: [{ store, entries: 25, head: expect.stringMatching(/^[0-9a-f]{64}$/) }] });
    await note(store, 'later');
    expect(await faults(store, { anchors: report.anchors })).toEqual([]);
    expect(await verify(aStore())).toMatchObject({ intact: true, anchors: [{ entries: 0, head: '' }] });
  });

  it.each([
    ['actor', sql`actor = 'nobody'`],
    ['action', sql`action = 'read'`],
    ['outcome', sql`outcome = 'denied'`],
    ['integration', sql`integration = null`],
    ['details', sql`details = details || '{"count": 2}'`],
    ['time', sql`at = at + interval '1 microsecond'`],
    ['hash', sql`hash = sha256('x')`],
  ])('shows a changed %s', async (_column, change) => {
    const store = await aHistory();
    await tamper(sql`update integration_audit set ${change} where store_id = ${store}::uuid and seq = 2`);
    expect(await faults(store)).toContain('2 changed');
  });

  it('shows removed, exchanged and inserted entries, and a cut-off end', async () => {
    const removed = await aHistory();
    await tamper(sql`delete from integration_audit where store_id = ${removed}::uuid and seq in (2, 3)`);
    expect(await faults(removed)).toEqual(['2 missing']);

    const closedUp = await aHistory();
    await tamper(
      sql`delete from integration_audit where store_id = ${closedUp}::uuid and seq = 2`,
      ...[3, 4, 5].map((seq) => sql`update integration_audit set seq = seq - 1 where store_id = ${closedUp}::uuid and seq = ${seq}`),
    );
    expect(await faults(closedUp)).toEqual(['2 changed', '3 changed', '4 changed', '5 truncated']);

    const exchanged = await aHistory();
    await tamper(
      ...[
        [2, 9],
        [4, 2],
        [9, 4],
      ].map(([from, to]) => sql`update integration_audit set seq = ${to} where store_id = ${exchanged}::uuid and seq = ${from}`),
    );
    expect(await faults(exchanged)).toEqual(['2 changed', '3 changed', '4 changed', '5 changed']);

    const inserted = await aHistory();
    await tamper(
      sql`insert into integration_audit (store_id, seq, hash, actor, action, outcome, at) values (${inserted}::uuid, 6, sha256('x'), 'ana', 'connect', 'allowed', now())`,
    );
    expect(await faults(inserted)).toEqual(['6 changed', '6 unlinked']);

    const cut = await aHistory();
    await tamper(sql`delete from integration_audit where store_id = ${cut}::uuid and seq > 3`);
    expect(await faults(cut)).toEqual(['4 truncated']);

    const emptied = await aHistory();
    await tamper(sql`delete from integration_audit where store_id = ${emptied}::uuid`);
    expect(await faults(emptied)).toEqual(['1 truncated']);
    expect((await verifyAudit(database)).faults.map(({ store }) => store)).toEqual(expect.arrayContaining([removed, closedUp, exchanged, inserted, cut, emptied]));
  });

  it('shows, by an anchor kept elsewhere, a chain that was computed anew or dropped whole', async () => {
    const store = await aHistory();
    const { anchors } = await verify(store);
    await tamper(sql`delete from integration_audit where store_id = ${store}::uuid`, sql`delete from integration_audit_heads where store_id = ${store}::uuid`);
    expect(await faults(store)).toEqual([]);
    expect(await faults(store, { anchors })).toEqual(['1 truncated']);
    for (let n = 0; n < 6; n += 1) await note(store, 'forged');
    expect(await faults(store)).toEqual([]);
    expect(await faults(store, { anchors })).toEqual(['5 rewritten']);
    expect((await verifyAudit(database, { anchors })).faults).toContainEqual({ store, entry: 5, fault: 'rewritten' });
  });

  it('does not take an entry for one of another store', async () => {
    const [store, other] = [await aHistory(), await aHistory()];
    await tamper(
      sql`delete from integration_audit where store_id = ${other}::uuid`,
      sql`update integration_audit set store_id = ${other}::uuid where store_id = ${store}::uuid`,
      sql`update integration_audit_heads set hash = h.hash from integration_audit_heads h where integration_audit_heads.store_id = ${other}::uuid and h.store_id = ${store}::uuid`,
    );
    expect(await faults(other)).toContain('1 changed');
    expect(await faults(store)).toEqual(['1 truncated']);
  });

  it('cannot be changed or emptied even by its owner, who is told why', async () => {
    const store = await aHistory();
    for (const statement of [`update integration_audit set actor = 'nobody'`, 'delete from integration_audit', 'truncate integration_audit']) {
      await expect(sql.raw(statement).execute(database.kysely), statement).rejects.toThrow(/integration_audit is append-only/);
    }
    expect(await faults(store)).toEqual([]);
  });

  it('is verified page by page', async () => {
    const store = aStore();
    await storage.store(store, async (tx) => {
      for (let n = 0; n < 2_000; n += 1) await tx.audit({ action: `${n}`, integration: null, outcome: 'allowed' }, 'ana');
    });
    expect(await verify(store)).toMatchObject({ intact: true, anchors: [{ entries: 2_000 }] });
    await tamper(sql`update integration_audit set actor = 'x' where store_id = ${store}::uuid and seq in (1000, 1001)`);
    expect(await faults(store)).toEqual(['1000 changed', '1001 changed']);
  });
});

describe.each(backends)('the first history on %s', (_, open) => {
  it('is chained by the migration that brings the chain (SR-81)', async () => {
    const database = await open();
    const [first, ...rest] = Object.entries(migrations);
    expect([first?.[0], rest[0]?.[0]]).toEqual(['0001_initial', '0002_audit_chain']);
    await migrate(database, Object.fromEntries([first!]));
    const stores = [aStore(), aStore()];
    for (const store of [...stores, ...stores]) {
      await database.kysely.transaction().execute(async (transaction) => {
        await sql`select set_config('role', 'integrations_settings_app', true), set_config('integrations.store', ${store}, true)`.execute(transaction);
        await sql`insert into integration_audit (store_id, actor, action, outcome, at) values (${store}::uuid, 'ana', 'connect', 'allowed', now())`.execute(transaction);
      });
    }
    await migrate(database);
    const report = await verifyAudit(database);
    expect(report).toMatchObject({ intact: true, anchors: [{ entries: 2 }, { entries: 2 }] });
    expect(report.anchors.map(({ store }) => store)).toEqual([...stores].sort());
    await database.close();
  });
});

it('a connection that does not own the tables may verify one store, and is told so when it asks for all', async () => {
  const url = new URL(await anOwnedDatabase(inject('postgresUrl')));
  const owner = openPostgres({ connectionString: url.href });
  await migrate(owner);
  const store = aStore();
  await createStorage({ database: owner, vault: aVault() }).store(store, (tx) => tx.audit({ action: 'connect', integration: null, outcome: 'allowed' }, 'ana'));
  const login = `worker_${crypto.randomUUID().replaceAll('-', '')}`;
  const admin = openPostgres({ connectionString: Object.assign(new URL(url.href), { username: 'postgres' }).href });
  await sql`create role ${sql.id(login)} login in role integrations_settings_app`.execute(admin.kysely);
  const worker = openPostgres({ connectionString: Object.assign(url, { username: login }).href });
  expect(await verifyAudit(worker, { store })).toMatchObject({ intact: true, anchors: [{ entries: 1 }] });
  await expect(verifyAudit(worker)).rejects.toThrow(/may not list the stores.*name one store/);
  for (const database of [owner, admin, worker]) await database.close();
});
