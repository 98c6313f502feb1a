import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, inject, it } from 'vitest';
import { toNodeListener } from '../../../src/server/node/to-node-listener.ts';
import { openPostgres } from '../../../src/server/postgres/index.ts';
import { keyOf, openShop } from '../shop.ts';
import { aPostgresDatabase } from '../storage/database-fixtures.ts';

it('what is running when the server stops is answered whole, and its connection ends with the answer (SR-97)', async () => {
  const shop = await openShop({ database: openPostgres({ connectionString: await aPostgresDatabase(inject('postgresUrl')) }) });
  const http = createServer(toNodeListener(shop.server));
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const store = await shop.store();
  const stop = async () => {
    const closed = new Promise((done) => http.close(done));
    await shop.server.stop();
    await closed;
  };
  let stopped: Promise<void> | undefined;
  let refused: Promise<Response> | undefined;
  shop.world.meanwhile = async () => {
    stopped = stop();
    refused = fetch(`${origin}${store.base}`);
    await refused.catch(() => {});
  };
  const answer = await fetch(`${origin}${store.base}/mailer/connect`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ credentials: { apiKey: keyOf.anna, region: 'eu' } }),
  });
  expect([answer.status, ((await answer.json()) as { status: string }).status]).toEqual([200, 'connected']);
  expect(answer.headers.get('connection')).toBe('close');
  await expect(refused).rejects.toThrow();
  await stopped;
  await shop.database.close();
});
