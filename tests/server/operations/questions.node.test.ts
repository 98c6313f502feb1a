import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Problem } from '../../../src/core/errors.ts';
import type { Verification } from '../../../src/core/integration.ts';
import { keyOf, openShop, read, type Shop } from '../shop.ts';

let shop: Shop;
beforeAll(async () => { shop = await openShop(); });
afterAll(() => shop.close());
beforeEach(() => {
  Object.assign(shop.world, { mood: 'well', asked: [] });
  shop.time.now = new Date('2026-11-22T12:00:00.000Z');
});

const anna = { apiKey: keyOf.anna, region: 'eu' };
async function connectedStore() {
  const store = await shop.store();
  await store.connect(anna);
  return store;
}

describe('list', () => {
  it('has one entry for each provider in the host’s order, before anything is connected', async () => {
    expect((await (await shop.store()).list()).map(({ id, status, revision }) => [id, status, revision])).toEqual([['mailer', 'disconnected', '0'], ['pager', 'disconnected', '0']]);
  });
  it('shows a store nothing of another (SR-42)', async () => {
    await connectedStore();
    expect((await (await shop.store()).list()).every(({ status }) => status === 'disconnected')).toBe(true);
  });
});

describe('status', () => {
  it('asks the provider, notes when, and leaves the revision', async () => {
    const store = await connectedStore();
    shop.time.now = new Date('2026-11-22T13:00:00.000Z');
    expect(await read(store.send('GET', '/mailer/status'))).toMatchObject({ status: 'connected', checkedAt: '2026-11-22T13:00:00.000Z', since: '2026-11-22T12:00:00.000Z', revision: '1', problem: null });
    expect(shop.world.asked).toHaveLength(2);
  });

  it('learns nothing from a check whose caller leaves meanwhile: that says nothing about the provider', async () => {
    const store = await connectedStore();
    const before = await store.mailer();
    const leave = new AbortController();
    shop.world.mood = 'silent';
    shop.world.meanwhile = async () => leave.abort();
    await shop.server.fetch(new Request(`https://shop.example${store.base}/mailer/status`, { signal: leave.signal }));
    expect(await store.mailer()).toEqual(before);
  });

  it('asks for a new sign-in only when the provider refuses the key, and takes it back when it accepts it again', async () => {
    const store = await connectedStore();
    shop.world.mood = 'revoked';
    expect(await read(store.send('GET', '/mailer/status'))).toMatchObject({ status: 'needs_reauth', problem: { code: 'invalid_credentials' }, retryAt: null, revision: '1' });
    shop.world.mood = 'well';
    expect(await read(store.send('GET', '/mailer/status'))).toMatchObject({ status: 'connected', problem: null });
  });

  it.each([['down', 'provider_unavailable', 60], ['limited', 'rate_limited', 30], ['nonsense', 'provider_unavailable', 60], ['redirect', 'provider_unavailable', 60]] as const)('keeps the last good status when the provider is %s, and says when it is asked again (SR-99)', async (mood, code, seconds) => {
    const store = await connectedStore();
    const { checkedAt } = await store.mailer();
    shop.world.mood = mood;
    shop.time.now = new Date('2026-11-22T13:00:00.000Z');
    const answer = await store.send('GET', '/mailer/status');
    expect(answer.status).toBe(200);
    expect(await read(answer)).toMatchObject({ status: 'connected', problem: { code }, checkedAt, retryAt: new Date(shop.time.now.getTime() + seconds * 1000).toISOString(), revision: '1' });
    shop.world.mood = 'well';
    expect(await read(store.send('GET', '/mailer/status'))).toMatchObject({ problem: null, retryAt: null });
  });

  it('says “error” of credentials that were tampered with, asks nobody, and recovers when they are entered again (SR-76)', async () => {
    const store = await connectedStore();
    await sql`update integrations set credentials = jsonb_set(credentials, '{version}', '99') where store_id = ${store.id}`.execute(shop.database.kysely);
    shop.world.asked = [];
    const answer = await store.send('GET', '/mailer/status');
    expect(answer.status).toBe(200);
    expect(await read(answer)).toMatchObject({ status: 'error', problem: { code: 'internal' } });
    expect(shop.world.asked).toEqual([]);
    expect(await read(store.connect(anna))).toMatchObject({ status: 'connected', problem: null });
  });

  it('asks nobody about what is disconnected, and writes nothing onto credentials that changed meanwhile', async () => {
    const store = await shop.store();
    expect(await read(store.send('GET', '/mailer/status'))).toMatchObject({ status: 'disconnected' });
    expect(shop.world.asked).toHaveLength(0);
    await store.connect(anna);
    shop.world.meanwhile = () => store.send('DELETE', '/mailer/disconnect');
    expect(await read(store.send('GET', '/mailer/status'))).toMatchObject({ status: 'disconnected', checkedAt: null });
  });
});

describe('verify', () => {
  const verify = (store: Awaited<ReturnType<Shop['store']>>, body: unknown) => store.send('POST', '/mailer/verify', body);

  it('proves given credentials and persists nothing', async () => {
    const store = await shop.store();
    expect(await read<Verification>(verify(store, { credentials: anna }))).toMatchObject({ outcome: 'verified', account: { label: 'anna' }, checkedAt: shop.time.now.toISOString(), stages: [{ id: 'sign-in', outcome: 'passed' }] });
    expect(await store.mailer()).toMatchObject({ status: 'disconnected', revision: '0' });
  });

  it('proves what is stored, and merges blanks with it like connect', async () => {
    const store = await connectedStore();
    expect(await read<Verification>(verify(store, {}))).toMatchObject({ outcome: 'verified' });
    expect(await read<Verification>(verify(store, { credentials: { region: 'eu' } }))).toMatchObject({ outcome: 'verified' });
    expect(shop.world.asked.every(({ key }) => key === keyOf.anna)).toBe(true);
    shop.world.asked = [];
    expect(await read<Verification>(verify(store, { credentials: { region: 'us' } }))).toMatchObject({ outcome: 'rejected', stages: [{ problem: { fields: { apiKey: expect.any(String) } } }] });
    expect(shop.world.asked).toHaveLength(0);
    expect((await store.mailer()).revision).toBe('1');
  });

  it('answers a refusal as an outcome, malformed values included, and an outage as an error', async () => {
    const store = await shop.store();
    expect(await read<Verification>(verify(store, { credentials: { ...anna, apiKey: keyOf.unknown } }))).toMatchObject({ outcome: 'rejected', stages: [{ problem: { code: 'invalid_credentials' } }] });
    expect(await read<Verification>(verify(store, { credentials: { region: 'x' }, configuration: { frequency: 'never' } }))).toMatchObject({ outcome: 'rejected', stages: [{ id: 'format', problem: { fields: { apiKey: expect.any(String), region: expect.any(String), frequency: expect.any(String) } } }] });
    expect((await verify(store, {})).status).toBe(409);
    shop.world.mood = 'down';
    expect((await verify(store, { credentials: anna })).status).toBe(502);
  });
});

describe('options', () => {
  it('loads choices with stored credentials, noting that they were opened (SR-80)', async () => {
    const store = await connectedStore();
    const page = await read<{ items: unknown[] }>(store.send('GET', '/mailer/options/listId?query=news'));
    expect(page).toEqual({ items: [{ value: 'l1', label: 'List for news, undefined' }], nextCursor: null });
    expect(await store.openings()).toBe(1);
  });

  it('loads choices with unsaved values, and stores none of them', async () => {
    const store = await shop.store();
    const page = await read<{ items: unknown[] }>(store.send('POST', '/mailer/options/listId', { values: { ...anna, frequency: 'hourly' } }));
    expect(page.items).toEqual([{ value: 'l1', label: 'List for all, hourly' }]);
    expect(shop.world.asked[0]?.key).toBe(keyOf.anna);
    expect(await store.mailer()).toMatchObject({ status: 'disconnected', credentials: {} });
  });

  it('loads choices of a field in a row by the path all rows share, told of that row alone', async () => {
    const store = await connectedStore();
    await store.configure({ listId: 'l1', map: [{ from: 'order', to: 'm1' }, { from: 'cart', to: 'm1' }] }, '1');
    const page = await read<{ items: unknown[] }>(store.send('POST', '/mailer/options/map.to', { values: { map: [{ from: 'refund' }] } }));
    expect(page.items).toEqual([{ value: 'm1', label: 'For [{"from":"refund"}]' }]);
    expect((await store.send('GET', '/mailer/options/map.0.to')).status).toBe(404);
  });

  it('sends a kept secret to no other destination (SR-74)', async () => {
    const store = await connectedStore();
    shop.world.asked = [];
    expect(await read<Problem>(store.send('POST', '/mailer/options/listId', { values: { region: 'us' } }))).toMatchObject({ status: 422, fields: { apiKey: expect.any(String) } });
    expect(shop.world.asked).toEqual([]);
  });

  it('knows no choices of other fields, inherited names included, nor without credentials', async () => {
    const store = await shop.store();
    for (const field of ['frequency', 'nope', 'toString', 'constructor', '__proto__']) expect((await store.send('GET', `/mailer/options/${field}`)).status).toBe(404);
    expect((await store.send('GET', '/mailer/options/listId')).status).toBe(409);
    expect((await store.send('GET', `/mailer/options/listId?query=${'q'.repeat(201)}`)).status).toBe(400);
  });
});

describe('impact', () => {
  it('says what stops, from the definition and from the provider, and is silent about what is not connected', async () => {
    const store = await shop.store();
    expect(await read(store.send('GET', '/mailer/impact'))).toEqual({ items: [], keeps: [] });
    await store.connect(anna);
    expect(await read(store.send('GET', '/mailer/impact'))).toEqual({ items: ['Mails stop.', '3 flows use it.'], keeps: ['Your settings.'] });
  });
});
