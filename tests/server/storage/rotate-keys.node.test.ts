import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { isIntegrationsError } from '../../../src/core/errors.ts';
import { openPGlite } from '../../../src/server/pglite/index.ts';
import { openPostgres } from '../../../src/server/postgres/index.ts';
import { createStorage } from '../../../src/server/storage/create-storage.ts';
import type { IntegrationsDatabase } from '../../../src/server/storage/database.ts';
import { rotateKeys } from '../../../src/server/storage/rotate-keys.ts';
import { createAesGcmVault } from '../../../src/server/vault/create-aes-gcm-vault.ts';
import { figure } from '../../setup/figures.ts';
import { proof } from '../durability/random.ts';
import { aStore, canary, connected, klaviyo, randomKey } from './a-store.ts';
import { anOwnedDatabase, aPostgresDatabase } from './database-fixtures.ts';

vi.setConfig({ testTimeout: 600_000, hookTimeout: 120_000 });

const backends: [string, () => Promise<IntegrationsDatabase>][] = [
  ['PGlite', () => openPGlite()],
  ['PostgreSQL', async () => openPostgres({ connectionString: await aPostgresDatabase(inject('postgresUrl')) })],
  ['PostgreSQL (ordinary owner)', async () => openPostgres({ connectionString: await anOwnedDatabase(inject('postgresUrl')) })],
];

describe.each(backends)('a change of the key-encryption key on %s (SR-77)', (name, open) => {
  const [oldKey, newKey] = [
    { id: 'old', key: randomKey() },
    { id: 'new', key: randomKey() },
  ];
  const before = createAesGcmVault({ keys: [oldKey], current: 'old' });
  const both = createAesGcmVault({ keys: [oldKey, newKey], current: 'new' });
  const after = createAesGcmVault({ keys: [newKey], current: 'new' });
  let database: IntegrationsDatabase;
  beforeAll(async () => {
    database = await open();
    await createStorage({ database, vault: before }).migrate();
  });
  afterAll(() => database?.close());

  const storageWith = (vault: typeof before) => createStorage({ database, vault });
  const read = (vault: typeof before, store: string) => storageWith(vault).store(store, async (tx) => tx.openCredentials((await tx.find(klaviyo))!, 'verify', 'ana'));
  const aConnectedStore = async () => {
    const store = aStore();
    await storageWith(before).store(store, (tx) => connected(tx));
    return store;
  };
  const stored = (store: string) => storageWith(both).store(store, async (tx) => (await tx.find(klaviyo))?.credentials);
  /** Stores that have a data key and nothing else. */
  const manyStores = async (count: number) => {
    for (let from = 0; from < count; from += 5_000) {
      const keys = await Promise.all(
        Array.from({ length: Math.min(5_000, count - from) }, async () => {
          const store = aStore();
          return { store, ...(await before.createDataKey(store)) };
        }),
      );
      for (const one of keys.length > 50 ? [keys] : keys.map((key) => [key]))
        await owning(
          sql`insert into integration_data_keys (id, store_id, kek, wrapped, created_at) select id, store, kek, wrapped, now() from jsonb_to_recordset(${JSON.stringify(one)}::jsonb) as k (id uuid, store uuid, kek text, wrapped text)`,
        );
    }
  };
  const owning = (statement: ReturnType<typeof sql>) =>
    database.kysely.transaction().execute(async (transaction) => {
      await sql`alter table integration_data_keys no force row level security`.execute(transaction);
      await statement.execute(transaction);
      await sql`alter table integration_data_keys force row level security`.execute(transaction);
    });

  it('wraps every data key anew and leaves the credentials as they are, so that the old key can be dropped; a second run has nothing to do', async () => {
    const stores = [await aConnectedStore(), await aConnectedStore(), await aConnectedStore()];
    const sealed = await stored(stores[0]!);
    await expect(storageWith(after).checkKeys()).rejects.toThrow(/lacks the key "old"/);
    expect(await rotateKeys({ database, vault: both })).toEqual({ rewrapped: 3, unreadable: [] });
    await storageWith(after).checkKeys();
    for (const store of stores) expect(await read(after, store)).toEqual(canary);
    expect(await stored(stores[0]!)).toEqual(sealed);
    await expect(read(before, stores[0]!)).rejects.toSatisfy((error) => isIntegrationsError(error, 'internal'));
    expect(await rotateKeys({ database, vault: both })).toEqual({ rewrapped: 0, unreadable: [] });
  });

  it('goes on where it ended, and two at once share the work', async () => {
    await manyStores(900);
    const ended = rotateKeys({
      database,
      vault: both,
      onProgress: () => {
        throw new Error('ended');
      },
    });
    await expect(ended).rejects.toThrow('ended');
    const reports = await Promise.all([rotateKeys({ database, vault: both }), rotateKeys({ database, vault: both })]);
    expect(reports.reduce((sum, { rewrapped }) => sum + rewrapped, 0)).toBe(700);
    await storageWith(after).checkKeys();
  });

  it('leaves a data key that does not open as it is, names its store and goes on', async () => {
    const [whole, broken] = [await aConnectedStore(), await aConnectedStore()];
    await owning(sql`update integration_data_keys set wrapped = overlay(wrapped placing 'AAAA' from 9) where store_id = ${broken}::uuid`);
    expect(await rotateKeys({ database, vault: both })).toEqual({ rewrapped: 1, unreadable: [broken] });
    expect(await read(after, whole)).toEqual(canary);
    await owning(sql`delete from integration_data_keys where store_id = ${broken}::uuid`);
  });

  it('is refused before anything is changed where a key in use is not held', async () => {
    const store = await aConnectedStore();
    await expect(rotateKeys({ database, vault: after })).rejects.toThrow(/lacks the key "old"/);
    expect(await read(before, store)).toEqual(canary);
    await rotateKeys({ database, vault: both });
  });

  it(`fails no read or write of a server that holds both keys (${proof ? '100,000' : '400'} stores, 50 requests a second)`, async () => {
    const count = proof ? (database.kind === 'pglite' ? 20_000 : 100_000) : 400;
    await manyStores(count);
    const stores = await Promise.all(Array.from({ length: 10 }, aConnectedStore));
    const storage = storageWith(both);
    let [requests, ended, failed, longest] = [0, 0, 0, 0];
    const one = async () => {
      const store = stores[requests % stores.length]!;
      requests += 1;
      const began = performance.now();
      const work =
        requests % 5 === 0
          ? storage.store(store, (tx) => connected(tx))
          : storage.store(store, async (tx) => {
              if ((await tx.openCredentials((await tx.find(klaviyo))!, 'verify', 'ana'))?.['apiKey'] !== canary.apiKey) throw new Error('wrong');
            });
      await work.catch(() => {
        failed += 1;
      });
      longest = Math.max(longest, performance.now() - began);
      ended += 1;
    };
    const running: Promise<void>[] = [one()];
    // Where the machine cannot keep up, one waits for another rather than for a connection.
    const clock = setInterval(() => { if (requests - ended < 8) running.push(one()); }, 20);
    const began = performance.now();
    const { rewrapped } = await rotateKeys({ database, vault: both });
    clearInterval(clock);
    await Promise.all(running);
    figure({ what: `keys changed under a running server, on ${name}`, count: `${rewrapped} data keys in ${Math.round(performance.now() - began)} ms, ${requests} requests meanwhile`, worst: `${failed} failed, longest ${Math.round(longest)} ms` });
    expect({ rewrapped, failed }).toEqual({ rewrapped: count + stores.length, failed: 0 });
    await storageWith(after).checkKeys();
  });
});

describe('the uses of a data key (SR-78)', () => {
  it('are counted; it warns at 2^31 and refuses beyond 2^32, saving nothing', async () => {
    const database = await openPGlite();
    const logged: unknown[] = [];
    const storage = createStorage({ database, vault: createAesGcmVault({ keys: [{ id: 'k', key: randomKey() }], current: 'k' }), log: (entry) => logged.push(entry) });
    await storage.migrate();
    const store = aStore();
    const seals = async () => (await sql<{ seals: number }>`select seals from integration_data_keys`.execute(database.kysely)).rows[0]?.seals;
    for (let n = 1; n <= 3; n += 1) {
      const row = await storage.store(store, (tx) => connected(tx));
      expect(await seals()).toBe(n * Object.keys(canary).length);
      await storage.store(store, (tx) => tx.update(row, { label: 'no seal' }, { bump: true, actor: 'ana' }));
    }
    expect(logged).toEqual([]);
    await sql`update integration_data_keys set seals = ${2 ** 31 + 1}`.execute(database.kysely);
    await storage.store(store, (tx) => connected(tx));
    expect(logged).toEqual([{ level: 'warn', event: 'vault.key_worn', store, seals: 2 ** 31 + 1 }]);
    await sql`update integration_data_keys set seals = ${2 ** 32 - 1}`.execute(database.kysely);
    await expect(storage.store(store, (tx) => connected(tx))).rejects.toSatisfy(
      (error) => isIntegrationsError(error, 'internal') && error.problem.detail.includes('as often as is safe'),
    );
    expect(await seals()).toBe(2 ** 32 - 1);
    await database.close();
  });
});

it('a connection that does not own the tables is told to connect as their owner', async () => {
  const url = new URL(await anOwnedDatabase(inject('postgresUrl')));
  const owner = openPostgres({ connectionString: url.href });
  const vault = createAesGcmVault({ keys: [{ id: 'k', key: randomKey() }], current: 'k' });
  await createStorage({ database: owner, vault }).migrate();
  const login = `worker_${crypto.randomUUID().replaceAll('-', '')}`;
  const admin = openPostgres({ connectionString: Object.assign(new URL(url.href), { username: 'postgres' }).href });
  await sql`create role ${sql.id(login)} login in role integrations_settings_app`.execute(admin.kysely);
  const worker = openPostgres({ connectionString: Object.assign(url, { username: login }).href });
  await expect(rotateKeys({ database: worker, vault })).rejects.toThrow(/does not own the tables.*as the user that ran the migrations/);
  for (const database of [owner, admin, worker]) await database.close();
});
