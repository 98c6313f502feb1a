import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Integration } from '../../../src/core/integration.ts';
import { klaviyo } from '../../../src/providers/klaviyo/provider.ts';
import { createSandbox } from '../../../src/sandbox/index.ts';
import { builtinConnectors } from '../../../src/server/connectors/index.ts';
import { createIntegrationsServer } from '../../../src/server/create-server.ts';
import { webhookSecret } from '../../../src/server/webhooks.ts';
import { accountOf, origin } from '../connectors/harness.ts';
import { openShop, read, type Shop } from '../shop.ts';

const address = { url: 'https://shop.example/hooks/klaviyo', key: 'a key of the shop that nobody else knows: 4f1c' };
const connectors = builtinConnectors.filter(({ provider }) => provider === 'klaviyo');
const sandbox = createSandbox();
const sent: { method: string; path: string; body: string }[] = [];
const fetch = (async (target: string, init: RequestInit) => {
  const { host, pathname, search } = new URL(target);
  if (init.method !== 'GET') sent.push({ method: init.method ?? '', path: pathname, body: String(init.body ?? '') });
  return sandbox.fetch(new Request(`${origin}/klaviyo/${host}${pathname}${search}`, init));
}) as typeof globalThis.fetch;

let shop: Shop;
beforeAll(async () => { shop = await openShop({ providers: [klaviyo], connectors, fetch, webhooks: { klaviyo: address } }); });
afterAll(() => shop.close());

async function connected(at: Shop = shop) {
  const store = await at.store();
  const { revision } = await read(store.connect(accountOf(sandbox, 'klaviyo'), {}, 'klaviyo'));
  const save = (configuration: object, from = '*') => read(store.send('PUT', '/klaviyo/configure', { configuration: { listSyncEnabled: false, ...configuration } }, { 'if-match': from === '*' ? '*' : `"${from}"` }));
  const now = async () => (await store.list())[0] as Integration;
  return { ...store, revision, save, now, connectAgain: () => read(store.connect(accountOf(sandbox, 'klaviyo'), {}, 'klaviyo')) };
}
const made = () => sent.filter(({ method, path }) => method === 'POST' && path === '/api/webhooks').map(({ body }) => (JSON.parse(body) as { data: { attributes: { endpoint_url: string; secret_key: string; name: string } } }).data.attributes);
const removals = () => sent.filter(({ method, path }) => method === 'DELETE' && path.startsWith('/api/webhooks/')).length;

describe('webhooks of a provider arrive where the host says', () => {
  it('each integration has an address and a secret of its own, which a host can make, too', async () => {
    const [one, two] = [await connected(), await connected()];
    expect((await one.now()).scopes).toMatchObject({ granted: expect.arrayContaining(['webhooks:write', 'webhook-address']), missing: [] });
    sent.length = 0;
    expect((await one.save({ syncDirection: 'both' })).problem).toBeNull();
    expect((await two.save({ syncDirection: 'both' })).problem).toBeNull();
    const [first, second] = made();
    expect(first?.endpoint_url).toBe(`${address.url}/${one.id}/klaviyo`);
    expect(first?.secret_key).toBe(await webhookSecret(address.key, { store: one.id.toUpperCase(), integration: 'klaviyo' }));
    expect(first?.secret_key).toBe(createHmac('sha256', address.key).update(`${one.id}/klaviyo`).digest('hex'));
    expect(new Set([first?.secret_key, second?.secret_key, first?.name, second?.name]).size).toBe(4);
  });

  it('no answer, no log and no table holds a secret (SR-1)', async () => {
    const store = await connected();
    sent.length = 0;
    const saved = await store.save({ syncDirection: 'both' });
    const secret = made()[0]?.secret_key ?? '';
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    const tables = await sql`select (select json_agg(i) from integrations i) as i, (select json_agg(a) from integration_audit a) as a, (select json_agg(k) from integration_idempotency k) as k, (select json_agg(d) from integration_departures d) as d`.execute(shop.database.kysely);
    const everything = JSON.stringify([saved, await store.now(), shop.log, tables.rows]);
    expect(everything).not.toContain(secret.slice(0, 12));
    expect(everything).not.toContain(address.key.slice(0, 12));
    // What is looked through holds what was saved.
    expect(JSON.stringify(tables.rows)).toContain('"syncDirection":"both"');
  });

  it('goes with the disconnect, once', async () => {
    const store = await connected();
    await store.save({ syncDirection: 'both' });
    const before = removals();
    await store.send('DELETE', '/klaviyo/disconnect');
    await expect.poll(removals).toBe(before + 1);
  });

  it('is asked for once more after another connect, and set again with one press (UX-74)', async () => {
    const store = await connected();
    await store.save({ syncDirection: 'both' });
    const before = removals();
    await store.send('DELETE', '/klaviyo/disconnect');
    await expect.poll(removals).toBe(before + 1);
    expect((await store.now()).problem).toBeNull();
    const again = await store.connectAgain();
    expect(again.problem).toMatchObject({ code: 'refused_by_provider', fields: { syncDirection: expect.stringContaining('Removed at Klaviyo by the disconnect') } });
    sent.length = 0;
    expect((await store.save({ syncDirection: 'both' })).problem).toBeNull();
    expect(made()).toHaveLength(1);
  });

  it('of what was never set nothing is said after another connect', async () => {
    const store = await connected();
    await store.save({ fromLabel: 'Shop' });
    await store.send('DELETE', '/klaviyo/disconnect');
    expect((await store.connectAgain()).problem).toBeNull();
  });

  it('without an address the setting says what it needs, and Klaviyo is told nothing', async () => {
    const bare = await openShop({ providers: [klaviyo], connectors, fetch, database: shop.database });
    const store = await connected(bare);
    expect((await store.now()).scopes).toMatchObject({ granted: expect.not.arrayContaining(['webhook-address']), missing: ['webhook-address'] });
    sent.length = 0;
    expect((await store.save({ syncDirection: 'both' })).problem?.fields).toEqual({ inboundEvents: expect.stringContaining('no address for Klaviyo') });
    expect(sent).toEqual([]);
    await bare.server.stop();
  });

  it('a disconnect counts what is at work without ever having been changed (UX-82)', async () => {
    const store = await connected();
    const { items } = await read<{ items: string[] }>(store.send('GET', '/klaviyo/impact'));
    expect(items).toEqual(expect.arrayContaining(['9 kinds of store event stop.', '3 live flows get nobody new: Browse abandonment, Abandoned checkout, Thank-you.']));
  });

  it.each([
    ['another provider', { other: address }, 'not offered here'],
    ['http', { klaviyo: { ...address, url: 'http://shop.example/hooks' } }, 'plain https address'],
    ['a query', { klaviyo: { ...address, url: 'https://shop.example/hooks?key=1' } }, 'plain https address'],
    ['a slash at the end', { klaviyo: { ...address, url: 'https://shop.example/hooks/' } }, 'slash'],
    ['a short key', { klaviyo: { ...address, key: 'short' } }, '32 characters'],
  ])('an address with %s is refused when the server is made', (_, webhooks, words) => {
    const { database } = shop;
    expect(() => createIntegrationsServer({ providers: [klaviyo], database, vault: {} as never, origins: [], redirectUri: () => '', authorize: () => 'unauthenticated', webhooks })).toThrow(words);
  });
});
