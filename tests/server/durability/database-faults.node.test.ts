import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openPostgres } from '../../../src/server/postgres/index.ts';
import { aPostgresServer, type PostgresServer } from '../../setup/postgres-server.ts';
import { figure } from '../../setup/figures.ts';
import { openShop, type Shop } from '../shop.ts';
import { aProxy } from '../storage/a-proxy.ts';
import { aPostgresDatabase } from '../storage/database-fixtures.ts';
import type { Answer } from './a-server.ts';
import { inspect } from './facts.ts';
import { proof } from './random.ts';
import { acknowledge, aWitness, feasible, intend, type Reached, send, settle, verbs, type Witness } from './rounds.ts';

vi.setConfig({ testTimeout: 600_000, hookTimeout: 120_000 });

const maxConnections = 4;
/** Milliseconds a fault lasts. In proof with the limits that are the default, and for longer than a browser waits. */
const lasting = proof ? 20_000 : 1_800;
const limits = proof ? {} : { connectTimeout: 400, statementTimeout: 300 };

describe('a server whose PostgreSQL fails while it works (SR-95)', () => {
  let postgres: PostgresServer;
  let proxy: Awaited<ReturnType<typeof aProxy>>;
  let direct: string;
  let shop: Shop;
  let reached: Reached;
  let advanced = 0;
  const witnesses: Witness[] = Array.from({ length: 6 }, aWitness);

  beforeAll(async () => {
    postgres = await aPostgresServer();
    direct = await aPostgresDatabase(postgres.url);
    proxy = await aProxy(direct);
    const database = openPostgres({ connectionString: proxy.url, maxConnections, ...limits });
    shop = await openShop({
      database,
      limits: { costlyPerMinute: 1_000_000 },
      now: () => new Date(Date.now() + advanced),
      fetch: async () => Response.json({ id: 'anna', name: 'anna', proven: true }),
    });
    reached = {
      async send(method, path, body, headers = {}): Promise<Answer> {
        const response = await shop.server.fetch(
          new Request(`https://shop.example${path}`, {
            method,
            headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
            ...(body === undefined ? {} : { body: JSON.stringify(body) }),
          }),
        );
        return { status: response.status, body: (await response.json()) as Record<string, unknown> };
      },
      inspect: (store) => inspect(database, store),
    };
  });
  afterAll(async () => {
    await shop?.close();
    proxy?.close();
    postgres?.remove();
  });

  const asAdmin = async <T>(work: (client: pg.Client) => Promise<T>) => {
    const client = new pg.Client({ connectionString: direct, application_name: 'admin' });
    client.on('error', () => {});
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end().catch(() => {});
    }
  };
  const pause = () => new Promise((resolve) => setTimeout(resolve, lasting));

  const faults: [string, () => Promise<unknown>][] = [
    ['every connection is cut', async () => proxy.cut()],
    [
      'nobody listens',
      async () => {
        proxy.refuse();
        await pause();
        proxy.accept();
      },
    ],
    [
      'connections are half-open',
      async () => {
        proxy.freeze();
        await pause();
        proxy.thaw();
      },
    ],
    [
      'every message takes 30 ms longer',
      async () => {
        proxy.slow(30);
        await pause();
        proxy.slow(0);
      },
    ],
    [
      'the table is locked',
      () =>
        asAdmin(async (client) => {
          await client.query('begin; lock table integrations in access exclusive mode');
          await pause();
          await client.query('rollback');
        }),
    ],
    [
      'the server is stopped and started',
      async () => {
        postgres.stop('fast');
        await pause();
        postgres.start();
      },
    ],
    [
      'the server crashes and is started',
      async () => {
        postgres.stop('immediate');
        await pause();
        postgres.start();
      },
    ],
    [
      'one of its processes is killed, so that all are',
      () =>
        asAdmin(async (client) => {
          const { rows } = await client.query<{ pid: number }>(`select pid from pg_stat_activity where application_name = 'integrations-settings' limit 1`);
          process.kill(rows[0]!.pid, 'SIGKILL');
        }),
    ],
  ];

  it.each(faults)('%s: every answer is 503 or 504 in time or as usual, it recovers by itself, nothing acknowledged is lost, no connection leaks', async (name, fault) => {
    const answers: Record<number, number> = {};
    let longest = 0;
    let acknowledged = 0;
    let over = false;
    let recovered: number | null = null;
    let underWay = () => {};
    const busy = new Promise<void>((resolve) => { underWay = resolve; });

    const client = async (witness: Witness, offset: number) => {
      let sinceOver = 0;
      for (let turn = offset; !over || sinceOver < 3; turn += 1) {
        const intent = witness.open ?? intend(witness, feasible(witness, verbs[turn % verbs.length]!));
        witness.open = intent;
        const began = performance.now();
        const answer = await send(reached, witness, intent);
        longest = Math.max(longest, performance.now() - began);
        answers[answer!.status] = (answers[answer!.status] ?? 0) + 1;
        if (answer?.status === 200) {
          acknowledge(witness, intent, answer);
          acknowledged += 1;
          if (acknowledged === witnesses.length * 3) underWay();
          if (over) sinceOver += 1;
          continue;
        }
        // What a client does: the same request once more. A claim that could not be given back lapses after a minute.
        if (answer?.body['code'] === 'request_in_progress') advanced += 61_000;
        else expect([503, 504], JSON.stringify(answer)).toContain(answer?.status);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      recovered ??= performance.now();
    };
    const clients = Promise.all(witnesses.map(client));
    // Amid writes; a client that fails before says so instead.
    await Promise.race([busy, clients]);
    await fault();
    const healed = performance.now();
    over = true;
    await clients;
    for (const witness of witnesses) await settle(reached, witness);

    const connections = await asAdmin(async (admin) =>
      (await admin.query<{ state: string }>(`select state from pg_stat_activity where application_name = 'integrations-settings'`)).rows.map(({ state }) => state),
    );
    figure({
      what: `PostgreSQL fails: ${name}`,
      count: `${acknowledged} writes acknowledged, answers ${JSON.stringify(answers)}, ${connections.length} connections`,
      worst: `0 writes lost, longest answer ${Math.round(longest)} ms, well again after ${Math.round(recovered! - healed)} ms`,
    });
    expect(longest).toBeLessThan(15_000);
    expect(connections.length).toBeLessThanOrEqual(maxConnections);
    expect(connections.filter((state) => state !== 'idle')).toEqual([]);
    const stores = Array.from({ length: maxConnections * 3 }, () => crypto.randomUUID());
    const lists = await Promise.all(stores.map((store) => reached.send('GET', `/api/stores/${store}/integrations`, undefined)));
    expect(lists.map((list) => list?.status)).toEqual(stores.map(() => 200));
  });
});
