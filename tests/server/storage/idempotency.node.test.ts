import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { isIntegrationsError } from '../../../src/core/errors.ts';
import { openPGlite } from '../../../src/server/pglite/index.ts';
import { openPostgres } from '../../../src/server/postgres/index.ts';
import { createStorage } from '../../../src/server/storage/create-storage.ts';
import type { IntegrationsDatabase } from '../../../src/server/storage/database.ts';
import type { Storage } from '../../../src/server/storage/storage.ts';
import { aStore, aVault, klaviyo } from './a-store.ts';
import { aPostgresDatabase } from './database-fixtures.ts';

// A boot of PGlite takes 1 to 2 s on an idle machine, and many times that on a busy one.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const backends: [string, () => Promise<IntegrationsDatabase>][] = [
  ['PGlite', () => openPGlite()],
  ['PostgreSQL', async () => openPostgres({ connectionString: await aPostgresDatabase(inject('postgresUrl')) })],
];

describe.each(backends)('idempotency keys on %s (SR-56)', (_, open) => {
  let database: IntegrationsDatabase;
  let storage: Storage;
  let now: Date;
  const pass = (milliseconds: number) => { now = new Date(now.getTime() + milliseconds); };
  const answer = { status: 200, body: '{"ok":true}', etag: '"3"' };
  beforeAll(async () => {
    now = new Date('2026-03-01T12:00:00.000Z');
    database = await open();
    storage = createStorage({ database, vault: aVault(), now: () => now });
    await storage.migrate();
  });
  afterAll(() => database?.close());

  it('gives a key to exactly one of 20 callers', async () => {
    const store = aStore();
    const claims = await Promise.all(Array.from({ length: 20 }, () => storage.claim(store, 'k', 'f')));
    expect(claims.filter(({ state }) => state === 'fresh')).toHaveLength(1);
    expect(claims.filter(({ state }) => state === 'running')).toHaveLength(19);
  });

  it('replays a settled answer for the same body and refuses another one', async () => {
    const store = aStore();
    await storage.claim(store, 'k', 'f');
    expect(await storage.claim(store, 'k', 'other')).toEqual({ state: 'mismatch' });
    await storage.store(store, (tx) => tx.settle('k', answer));
    expect(await storage.claim(store, 'k', 'f')).toEqual({ state: 'done', ...answer });
    expect(await storage.claim(store, 'k', 'other')).toEqual({ state: 'mismatch' });
  });

  it('keeps the keys of stores apart', async () => {
    const [one, other] = [aStore(), aStore()];
    await storage.claim(one, 'k', 'f');
    expect(await storage.claim(other, 'k', 'f')).toEqual({ state: 'fresh' });
  });

  it('settles together with the effect or not at all', async () => {
    const store = aStore();
    await storage.claim(store, 'k', 'f');
    await expect(storage.store(store, async (tx) => { await tx.settle('k', answer); throw new Error('failed'); })).rejects.toThrow('failed');
    expect(await storage.claim(store, 'k', 'f')).toEqual({ state: 'running' });
  });

  it('is free again after a release, while a settled answer stays', async () => {
    const store = aStore();
    await storage.claim(store, 'k', 'f');
    await storage.release(store, 'k');
    expect(await storage.claim(store, 'k', 'other')).toEqual({ state: 'fresh' });
    await storage.store(store, (tx) => tx.settle('k', answer));
    await storage.release(store, 'k');
    expect(await storage.claim(store, 'k', 'other')).toMatchObject({ state: 'done' });
  });

  it('lapses after 60 seconds of running, as after a crash, and undoes what the late one still does', async () => {
    const store = aStore();
    await storage.claim(store, 'k', 'f');
    pass(59_000);
    expect(await storage.claim(store, 'k', 'f')).toEqual({ state: 'running' });
    pass(1_000);
    expect(await storage.claim(store, 'k', 'f')).toEqual({ state: 'fresh' });
    await storage.store(store, (tx) => tx.settle('k', answer));
    const late = storage.store(store, async (tx) => { await tx.ensure(klaviyo, 'email'); await tx.settle('k', answer); });
    await expect(late).rejects.toSatisfy((error) => isIntegrationsError(error, 'request_in_progress'));
    expect(await storage.store(store, (tx) => tx.list())).toEqual([]);
  });

  it('keeps an answer 24 hours, then sweeps it out with a claim of the store, once an hour', async () => {
    const store = aStore();
    for (const key of ['k1', 'k2']) {
      await storage.claim(store, key, 'f');
      await storage.store(store, (tx) => tx.settle(key, answer));
    }
    pass(24 * 3_600_000 - 1);
    expect(await storage.claim(store, 'k1', 'f')).toMatchObject({ state: 'done' });
    pass(1);
    expect(await storage.claim(store, 'k1', 'f')).toEqual({ state: 'fresh' });
    const kept = async () => (await sql`select 1 from integration_idempotency where store_id = ${store}::uuid`.execute(database.kysely)).rows.length;
    expect(await kept()).toBe(2);
    pass(3_600_000);
    await storage.store(store, (tx) => tx.claim('k3', 'f'));
    expect(await kept()).toBe(1);
  });

  it('claimed in a transaction is settled with it, or was never claimed', async () => {
    const store = aStore();
    await expect(storage.store(store, async (tx) => { expect(await tx.claim('k', 'f')).toEqual({ state: 'fresh' }); throw new Error('failed'); })).rejects.toThrow('failed');
    const once = () => storage.store(store, async (tx) => {
      const claim = await tx.claim('k', 'f');
      if (claim.state === 'fresh') {
        await tx.ensure(klaviyo, 'email');
        await tx.settle('k', answer);
      }
      return claim.state;
    });
    // Whoever comes while the first is open waits for it, and meets its answer.
    const states = await Promise.all(Array.from({ length: 8 }, once));
    expect(states.sort()).toEqual([...Array<string>(7).fill('done'), 'fresh']);
    expect(await storage.store(store, (tx) => tx.claim('k', 'other'))).toEqual({ state: 'mismatch' });
  });
});
