import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, inject, it, vi } from 'vitest';
import type { Problem } from '../../../src/core/errors.ts';
import { openPGlite } from '../../../src/server/pglite/index.ts';
import { openPostgres } from '../../../src/server/postgres/index.ts';
import type { IntegrationsDatabase } from '../../../src/server/storage/database.ts';
import { aServer } from '../durability/a-server.ts';
import { keyOf, openShop, read } from '../shop.ts';
import { aPostgresDatabase } from '../storage/database-fixtures.ts';

vi.setConfig({ testTimeout: 120_000 });

const directory = mkdtempSync(join(tmpdir(), 'integrations-keys-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
let places = 0;

const backends: [string, () => Promise<string>, (place: string) => Promise<IntegrationsDatabase> | IntegrationsDatabase][] = [
  ['PGlite', async () => join(directory, String((places += 1))), (dataDir) => openPGlite({ dataDir })],
  ['PostgreSQL', () => aPostgresDatabase(inject('postgresUrl')), (connectionString) => openPostgres({ connectionString })],
];

describe.each(backends)('idempotency keys of a server that starts again on %s (SR-56)', (_, make, open) => {
  it('answer as before the kill and do nothing twice; another body is refused', async () => {
    const place = await make();
    const store = crypto.randomUUID();
    const at = `/api/stores/${store}/integrations`;
    const credentials = (apiKey: string) => ({ credentials: { apiKey, region: 'eu' } });
    const intents: { method: string; path: string; body: unknown; other: unknown; headers?: Record<string, string> }[] = [
      { method: 'POST', path: `${at}/mailer/connect`, body: credentials(keyOf.anna), other: credentials(keyOf.bert) },
      { method: 'PUT', path: `${at}/mailer/configure`, body: { configuration: { listId: 'one' } }, other: { configuration: { listId: 'two' } }, headers: { 'if-match': '"1"' } },
      { method: 'PATCH', path: `${at}/mailer`, body: { label: 'One' }, other: { label: 'Two' }, headers: { 'if-match': '"2"' } },
      { method: 'POST', path: at, body: { provider: 'mailer', label: 'One' }, other: { provider: 'mailer', label: 'Two' } },
      { method: 'DELETE', path: `${at}/mailer/disconnect`, body: undefined, other: {} },
    ];
    const send = (server: Awaited<ReturnType<typeof aServer>>, { method, path, headers }: (typeof intents)[number], body: unknown, index: number) => server.send(method, path, body, { ...headers, 'idempotency-key': `key ${index}` });

    const first = await aServer(place);
    const answers = [];
    for (const [index, intent] of intents.entries()) answers.push(await send(first, intent, intent.body, index));
    expect(answers.map((answer) => answer?.status)).toEqual([200, 200, 200, 201, 200]);
    const { rows, writes } = await first.inspect(store);
    await first.kill();

    const second = await aServer(place);
    for (const [index, intent] of intents.entries()) {
      expect(await send(second, intent, intent.body, index), intent.path).toEqual(answers[index]);
      const other = await send(second, intent, intent.other, index);
      expect([other?.status, other?.body['code']], intent.path).toEqual([422, 'idempotency_mismatch']);
    }
    const after = await second.inspect(store);
    expect([after.rows, after.writes, after.settled, after.unsettled]).toEqual([rows, writes, intents.length, 0]);
    await second.kill();
  });

  it('are in progress where the first was cut off, until the claim lapses after a minute; then they do it once', async () => {
    const place = await make();
    let asked = () => {};
    const provider = new Promise<void>((resolve) => (asked = resolve));
    const silent = (): Promise<Response> => {
      asked();
      return new Promise(() => {});
    };
    const before = await openShop({ database: await open(place), fetch: silent });
    const { id } = await before.store();
    const connect = (shop: Pick<typeof before, 'server'>, apiKey: string) =>
      shop.server.fetch(new Request(`https://shop.example/api/stores/${id}/integrations/mailer/connect`, { method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': 'cut off' }, body: JSON.stringify({ credentials: { apiKey, region: 'eu' } }) }));
    void connect(before, keyOf.anna);
    await provider;
    expect((await connect(before, keyOf.anna)).status).toBe(409);
    // As a kill while the provider is being asked leaves it: claimed, and neither settled nor given back.
    await before.database.close();

    const after = await openShop({ database: await open(place) });
    const again = await connect(after, keyOf.anna);
    expect([again.status, again.headers.get('retry-after'), (await read<Problem>(again)).code]).toEqual([409, '1', 'request_in_progress']);
    expect((await read<Problem>(connect(after, keyOf.bert))).code).toBe('idempotency_mismatch');
    after.time.now = new Date(after.time.now.getTime() + 60_000);
    const done = await connect(after, keyOf.anna);
    expect(done.status).toBe(200);
    expect(await read(connect(after, keyOf.anna))).toEqual(await read(done));
    expect(after.world.asked).toHaveLength(1);
    await after.close();
  });
});
