import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { describe, expect, inject, it } from 'vitest';
import type { Integration } from '../../../src/core/integration.ts';
import { isErrorCode, type Problem } from '../../../src/core/errors.ts';
import { toNodeListener } from '../../../src/server/node/to-node-listener.ts';
import { openPGlite } from '../../../src/server/pglite/index.ts';
import { openPostgres } from '../../../src/server/postgres/index.ts';
import { keyOf, openShop, read } from '../shop.ts';
import { aPostgresDatabase } from '../storage/database-fixtures.ts';

const databases = [['PGlite', () => openPGlite()], ['PostgreSQL', async () => openPostgres({ connectionString: await aPostgresDatabase(inject('postgresUrl')) })]] as const;

describe.each(databases)('20 connects at once over HTTP on %s (SR-58)', (_, open) => {
  it('leave one row and one sealed credential, and answer the same or a conflict', async () => {
    const shop = await openShop({ database: await open() });
    const listener = createServer(toNodeListener(shop.server));
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
    const connect = async (store: string, headers: Record<string, string> = {}) => {
      const answer = await fetch(`${origin}/api/stores/${store}/integrations/mailer/connect`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ credentials: { apiKey: keyOf.anna, region: 'eu' } }) });
      const body: unknown = await answer.json();
      return { status: answer.status, body: body as Integration, problem: body as Problem };
    };
    const stored = async (store: string) => {
      const { rows } = await sql<{ status: string; sealed: boolean; version: number }>`select status, credentials @> '{"v": 1}' as sealed, credential_version as version from integrations where store_id = ${store}::uuid`.execute(shop.database.kysely);
      const keys = await sql<{ n: number }>`select count(*) as n from integration_data_keys where store_id = ${store}::uuid`.execute(shop.database.kysely);
      return { rows, keys: keys.rows[0]?.n };
    };
    const twenty = (store: string, headers?: Record<string, string>) => Promise.all(Array.from({ length: 20 }, () => connect(store, headers)));
    try {
      const first = await shop.store();
      const answers = await twenty(first.id);
      // What tells two of them apart is when they were made, and which write they were.
      const said = ({ id, provider, status, account, credentials }: Integration) => JSON.stringify({ id, provider, status, account, hint: credentials['apiKey'] });
      const connected = answers.filter(({ status }) => status === 200);
      expect(connected.length).toBeGreaterThan(0);
      expect(new Set(connected.map(({ body }) => said(body))).size).toBe(1);
      for (const { status, problem } of answers) if (status !== 200) expect([[409, 412].includes(status), isErrorCode(problem.code)]).toEqual([true, true]);
      expect(new Set(connected.map(({ body }) => body.revision)).size).toBe(connected.length);
      expect(await stored(first.id)).toEqual({ rows: [{ status: 'connected', sealed: true, version: connected.length }], keys: 1 });

      const second = await shop.store();
      const repeated = await twenty(second.id, { 'idempotency-key': 'one-intent' });
      const done = repeated.filter(({ status }) => status === 200);
      expect(new Set(done.map(({ body }) => JSON.stringify(body))).size).toBe(1);
      for (const { status, problem } of repeated) if (status !== 200) expect([status, problem.code]).toEqual([409, 'request_in_progress']);
      expect(await stored(second.id)).toEqual({ rows: [{ status: 'connected', sealed: true, version: 1 }], keys: 1 });
      expect((await connect(second.id, { 'idempotency-key': 'one-intent' })).body).toEqual(done[0]?.body);
    } finally {
      listener.closeAllConnections();
      await new Promise((resolve) => listener.close(resolve));
      await shop.close();
    }
  });
});

describe.each(databases)('one account at two cards at once on %s (UX-45, SR-58)', (_, open) => {
  it('connects one, and the other is told which', async () => {
    const shop = await openShop({ database: await open() });
    try {
      for (let round = 0; round < 10; round += 1) {
        const store = await shop.store();
        const { id } = await read(store.send('POST', '', { provider: 'mailer' }));
        const answers = await Promise.all(['mailer', id].map(async (at) => store.connect({ apiKey: keyOf.anna, region: 'eu' }, {}, at)));
        expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
        const lost = await read<Problem>(answers.find(({ status }) => status === 409) ?? new Response('{}'));
        const won = (await store.list()).find((one) => one.account?.id === 'anna');
        expect(lost).toMatchObject({ code: 'already_connected', current: { id: won?.id } });
      }
    } finally {
      await shop.close();
    }
  });
});
