import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { isIntegrationsError } from '../../../src/core/errors.ts';
import { openPostgres } from '../../../src/server/postgres/index.ts';
import { createStorage } from '../../../src/server/storage/create-storage.ts';
import { toStorageError } from '../../../src/server/storage/database-errors.ts';
import { aProxy } from './a-proxy.ts';
import { aStore, aVault, connected, klaviyo } from './a-store.ts';
import { aPostgresDatabase } from './database-fixtures.ts';

const unavailable = expect.toSatisfy((error: unknown) => isIntegrationsError(error, 'unavailable') && (error.problem.retryAfter ?? 0) > 0, 'an "unavailable" with retryAfter');
const silent = { log: () => {} };

describe('faults of PostgreSQL (SR-95)', () => {
  let address: string;
  let admin: pg.Client;
  const vault = aVault();
  const twilio = { provider: 'twilio', accountKey: '' };
  const open = (options: Partial<Parameters<typeof openPostgres>[0]> = {}) => {
    const database = openPostgres({ connectionString: address, ...options });
    return { database, storage: createStorage({ database, vault, ...silent }) };
  };
  beforeAll(async () => {
    address = await aPostgresDatabase(inject('postgresUrl'));
    admin = new pg.Client({ connectionString: address });
    await admin.connect();
    const { database, storage } = open();
    await storage.migrate();
    await database.close();
  });
  afterAll(() => admin?.end());

  const dropBackends = () => admin.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`);

  it('backends dropped while idle are replaced without a word', async () => {
    const { database, storage } = open({ maxConnections: 3 });
    const lists = () => Promise.all(Array.from({ length: 3 }, () => storage.store(aStore(), (tx) => tx.list())));
    await lists();
    for (let drop = 0; drop < 5; drop += 1) {
      await dropBackends();
      expect(await lists()).toEqual([[], [], []]);
    }
    await database.close();
  });

  it('a backend dropped amid a transaction, even between statements, undoes it as unavailable and leaves the process running', async () => {
    const { database, storage } = open({ maxConnections: 1 });
    const store = aStore();
    let runs = 0;
    const work = storage.store(store, async (tx) => {
      runs += 1;
      await connected(tx);
      await dropBackends();
      return tx.list();
    });
    await expect(work).rejects.toEqual(unavailable);
    expect(runs).toBe(1);
    expect(await storage.store(store, (tx) => tx.list())).toEqual([]);
    await database.close();
  });

  it('a backend dropped while credentials are opened says nothing about them: the row stays connected, and no failed opening is written (SR-76)', async () => {
    const { database, storage } = open({ maxConnections: 2 });
    const store = aStore();
    await storage.store(store, (tx) => connected(tx));
    const opening = storage.store(store, async (tx) => {
      const row = await tx.find(klaviyo);
      await dropBackends();
      return tx.openCredentials(row!, 'verify', 'ana');
    });
    await expect(opening).rejects.toEqual(unavailable);
    expect((await storage.store(store, (tx) => tx.list())).map(({ status, problem }) => ({ status, problem }))).toEqual([{ status: 'connected', problem: null }]);
    expect((await sql`select outcome from integration_audit where store_id = ${store}::uuid`.execute(database.kysely)).rows).toEqual([]);
    await database.close();
  });

  it('a server that is gone, or answers no more, is unavailable within the deadline; ready() says so; recovery needs no restart', async () => {
    const proxy = await aProxy(address);
    const { database, storage } = open({ connectionString: proxy.url, maxConnections: 1, connectTimeout: 300, statementTimeout: 100 });
    expect(await storage.ready()).toBe(true);
    proxy.freeze();
    expect(await storage.ready()).toBe(false);
    proxy.cut();
    await expect(storage.store(aStore(), (tx) => tx.list())).rejects.toEqual(unavailable);
    proxy.thaw();
    proxy.cut();
    await expect.poll(() => storage.ready(), { timeout: 10_000 }).toBe(true);
    expect(await storage.store(aStore(), (tx) => tx.list())).toEqual([]);
    proxy.close();
    await database.close();
  });

  it('a connection that answers no more fails its work by itself and is not used again', async () => {
    const proxy = await aProxy(address);
    const { database, storage } = open({ connectionString: proxy.url, maxConnections: 1, statementTimeout: 100 });
    const list = () => storage.store(aStore(), (tx) => tx.list());
    await list();
    proxy.freeze();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const work = list();
      const outcome = expect(work).rejects.toEqual(unavailable);
      await vi.advanceTimersByTimeAsync(1_200);
      await outcome;
    } finally {
      vi.useRealTimers();
    }
    proxy.thaw();
    expect(await list()).toEqual([]);
    proxy.close();
    await database.close();
  });

  it('half of a transaction whose connection answered no more is not committed by the next one, which has another (SR-90)', async () => {
    const proxy = await aProxy(address);
    const { database, storage } = open({ connectionString: proxy.url, maxConnections: 1, statementTimeout: 100 });
    const [half, whole] = [aStore(), aStore()];
    const work = storage.store(half, async (tx) => {
      await connected(tx);
      proxy.freeze();
      return tx.list();
    });
    await expect(work).rejects.toEqual(unavailable);
    proxy.thaw();
    await storage.store(whole, (tx) => connected(tx));
    expect(await storage.store(half, (tx) => tx.list())).toEqual([]);
    expect(await storage.store(whole, (tx) => tx.list())).toHaveLength(1);
    proxy.close();
    await database.close();
  });

  it('nobody listening is unavailable', async () => {
    const { database, storage } = open({ connectionString: 'postgres://nobody@127.0.0.1:1/none' });
    await expect(storage.store(aStore(), (tx) => tx.list())).rejects.toEqual(unavailable);
    expect(await storage.ready()).toBe(false);
    await database.close();
  });

  it('a pool with no connection left is unavailable within the deadline', async () => {
    const { database, storage } = open({ maxConnections: 1, connectTimeout: 200 });
    let finish = () => {};
    const held = new Promise<void>((resolve) => { finish = resolve; });
    let holding = () => {};
    const started = new Promise<void>((resolve) => { holding = resolve; });
    const holder = storage.store(aStore(), async () => { holding(); await held; });
    await started;
    await expect(storage.store(aStore(), (tx) => tx.list())).rejects.toEqual(unavailable);
    finish();
    await holder;
    await database.close();
  });

  it('a statement that waits too long for a locked row is unavailable', async () => {
    const { database, storage } = open({ statementTimeout: 200 });
    const store = aStore();
    await storage.store(store, (tx) => tx.ensure(klaviyo, 'email'));
    await admin.query('begin');
    await admin.query('select 1 from integrations where store_id = $1 for update', [store]);
    await expect(storage.store(store, (tx) => tx.ensure(klaviyo, 'email'))).rejects.toEqual(unavailable);
    // The server gave it up: had only the client, it would still be waiting there.
    expect((await admin.query(`select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`)).rowCount).toBe(0);
    await admin.query('rollback');
    await database.close();
  });

  it('a deadlock is resolved by running one of the two again', async () => {
    const { database, storage } = open();
    const store = aStore();
    for (const one of [klaviyo, twilio]) await storage.store(store, (tx) => tx.ensure(one, 'email'));
    let runs = 0;
    const crossing = (first: typeof klaviyo, second: typeof klaviyo, meet: () => Promise<void>) => storage.store(store, async (tx) => {
      runs += 1;
      await tx.find(first, { lock: true });
      await meet();
      const row = await tx.find(second, { lock: true });
      return tx.update(row!, { label: 'done' }, { bump: true, actor: 'ana' });
    });
    let here = 0;
    let open2 = () => {};
    const both = new Promise<void>((resolve) => { open2 = resolve; });
    const meet = async () => { here += 1; if (here >= 2) open2(); await both; };
    await Promise.all([crossing(klaviyo, twilio, meet), crossing(twilio, klaviyo, meet)]);
    expect(runs).toBe(3);
    expect((await storage.store(store, (tx) => tx.list())).map(({ revision }) => revision)).toEqual([1, 1]);
    await database.close();
  });

  it('a failure to serialise that stays is given up after three attempts', async () => {
    const { database, storage } = open();
    let runs = 0;
    const failing = storage.store(aStore(), async () => { runs += 1; throw Object.assign(new Error('could not serialize access'), { code: '40001' }); });
    await expect(failing).rejects.toEqual(unavailable);
    expect(runs).toBe(3);
    await database.close();
  });

  it('no raw database error gets out, nor its text', async () => {
    const { database } = open();
    for (const statement of ['select * from nowhere', 'select 1/0', 'this is no sql']) {
      const raw = await sql.raw(statement).execute(database.kysely).catch((error: unknown) => error);
      const told = toStorageError(raw);
      expect(isIntegrationsError(told), statement).toBe(true);
      expect(JSON.stringify(told) + String(told)).not.toMatch(/nowhere|zero|syntax|sql/i);
    }
    await database.close();
  });

  it('counts are numbers, whatever the driver', async () => {
    const { database } = open();
    const { rows } = await sql`select count(*) as count, '[1]'::jsonb as list, '2026-01-02T03:04:05Z'::timestamptz as at`.execute(database.kysely);
    expect(rows).toEqual([{ count: 1, list: [1], at: new Date('2026-01-02T03:04:05Z') }]);
    await database.close();
  });
});
