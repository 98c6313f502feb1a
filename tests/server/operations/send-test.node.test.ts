import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Problem, TestReceipt } from '../../../src/core/index.ts';
import { outagesToRest, restMs } from '../../../src/server/egress/breaker.ts';
import { keyOf, openShop, read, type Shop } from '../shop.ts';

let shop: Shop;
beforeAll(async () => { shop = await openShop(); });
afterAll(() => shop.close());
beforeEach(() => {
  Object.assign(shop.world, { mood: 'well', asked: [] });
  shop.time.now = new Date('2026-11-27T06:00:00.000Z');
});

const anna = { apiKey: keyOf.anna, region: 'eu' };
type Store = Awaited<ReturnType<Shop['store']>>;
async function connectedStore() {
  const store = await shop.store();
  await store.connect(anna);
  shop.world.asked = [];
  return store;
}
const send = (store: Store, to: unknown, key?: string) => store.send('POST', '/mailer/test-event', { values: { to } }, key === undefined ? {} : { 'idempotency-key': key });
const mails = () => shop.world.asked.filter(({ url }) => url.includes('/mails')).length;
const audits = async (store: Store) =>
  (await sql<{ action: string; outcome: string; details: unknown }>`select action, outcome, details from integration_audit where store_id = ${store.id} order by id`.execute(shop.database.kysely)).rows.slice(1);

describe('a test event', () => {
  it('is sent with what is stored, and answered by a receipt without the key (SR-1)', async () => {
    const store = await connectedStore();
    const answer = await send(store, 'bert');
    const text = await answer.text();
    expect([answer.status, JSON.parse(text)]).toEqual([200, {
      outcome: 'accepted', sentAt: '2026-11-27T06:00:00.000Z', verdict: 'The mail is on its way.', unproven: ['That it is read.'],
      request: { method: 'POST', url: 'https://eu.mailer.example/mails?key=…', body: '{"to":"bert","key":"{apiKey}"}' },
      answer: { status: 200, body: '{"id":"anna","name":"anna","proven":true}' },
    }]);
    expect(text).not.toContain(keyOf.anna.slice(0, 8));
    expect(shop.world.asked).toEqual([{ url: 'https://eu.mailer.example/mails?key=mk-anna-5b1f09d27c44e8', key: keyOf.anna }]);
  });

  it('leaves the integration as it is, and one line of history with the opening of the key (SR-80)', async () => {
    const store = await connectedStore();
    const before = await store.mailer();
    await send(store, 'bert');
    expect(await store.mailer()).toEqual(before);
    expect(await audits(store)).toEqual([
      { action: 'credentials.open', outcome: 'allowed', details: { purpose: 'test' } },
      { action: 'test', outcome: 'allowed', details: { outcome: 'accepted' } },
    ]);
  });

  it('that the provider refuses is an outcome, its words without the key', async () => {
    const store = await connectedStore();
    expect(await read<TestReceipt>(send(store, 'nobody'))).toMatchObject({ outcome: 'refused', verdict: 'There is nobody of that name.', problem: { code: 'validation_failed', fields: { to: 'There is nobody of that name.' } } });
    shop.world.mood = 'revoked';
    expect(await read<TestReceipt>(send(store, 'bert'))).toMatchObject({ outcome: 'refused', verdict: 'The key {apiKey} is not accepted.', answer: { status: 401 }, problem: { code: 'invalid_credentials', detail: 'The key {apiKey} is not accepted.' } });
    expect((await store.mailer()).status).toBe('connected');
  });

  it.each(['down', 'redirect'] as const)('that a provider which is %s leaves without a clear answer may or may not have arrived', async (mood) => {
    const store = await connectedStore();
    shop.world.mood = mood;
    expect(await read<TestReceipt>(send(store, 'bert', `key of ${mood}`))).toMatchObject({ outcome: 'unknown', answer: mood === 'down' ? { status: 503 } : null });
    shop.world.mood = 'well';
    expect(await read<TestReceipt>(send(store, 'bert', `key of ${mood}`)), 'the same key sends nothing more').toMatchObject({ outcome: 'unknown' });
    expect(mails()).toBe(1);
  });

  it('that a limit held up was not sent: an error says when to come back, and the key can be used again', async () => {
    const store = await connectedStore();
    shop.world.mood = 'limited';
    expect(await read<Problem>(send(store, 'bert', 'once'))).toMatchObject({ code: 'rate_limited', retryAfter: 30 });
    shop.world.mood = 'well';
    expect(await read<TestReceipt>(send(store, 'bert', 'once'))).toMatchObject({ outcome: 'accepted' });
  });

  it('with the same key is answered alike and sent once, also when both come at once; with other values it is refused (SR-56)', async () => {
    const store = await connectedStore();
    const first = await read<TestReceipt>(send(store, 'bert', 'one'));
    shop.time.now = new Date('2026-11-27T07:00:00.000Z');
    expect(await read<TestReceipt>(send(store, 'bert', 'one'))).toEqual(first);
    expect(await read<Problem>(send(store, 'carl', 'one'))).toMatchObject({ code: 'idempotency_mismatch' });
    expect(mails()).toBe(1);
    const [, ...racing] = await Promise.all([1, 2, 3, 4].map(() => send(store, 'bert', 'two')));
    expect(racing.every(({ status }) => status === 200 || status === 409)).toBe(true);
    expect(mails()).toBe(2);
  });

  it('goes on when the caller has left, so that the key has its receipt', async () => {
    const store = await connectedStore();
    const leave = new AbortController();
    shop.world.meanwhile = async () => leave.abort();
    const request = () => new Request(`https://shop.example${store.base}/mailer/test-event`, { method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': 'left' }, body: '{"values":{"to":"bert"}}', signal: leave.signal });
    await shop.server.fetch(request());
    expect(await read<TestReceipt>(send(store, 'bert', 'left'))).toMatchObject({ outcome: 'accepted' });
    expect(mails()).toBe(1);
  });

  it('whose receipt cannot be written down is answered all the same, and its key sends nothing again', async () => {
    const store = await connectedStore();
    shop.world.meanwhile = () => sql`delete from integration_idempotency where store_id = ${store.id}`.execute(shop.database.kysely);
    expect(await read<TestReceipt>(send(store, 'bert', 'lost'))).toMatchObject({ outcome: 'accepted' });
    expect(mails()).toBe(1);
  });

  it('of a server that stopped on the way stays under its key beyond the minute of other claims', async () => {
    const store = await connectedStore();
    let release = () => {};
    const sending = new Promise<void>((began) => { shop.world.meanwhile = () => new Promise<void>((resume) => { release = resume; began(); }); });
    const first = send(store, 'bert', 'cut off');
    await sending;
    shop.time.now = new Date('2026-11-27T06:05:00.000Z');
    expect(await read<Problem>(send(store, 'bert', 'cut off'))).toMatchObject({ code: 'request_in_progress' });
    release();
    expect((await first).status).toBe(200);
    expect(mails()).toBe(1);
  });

  it('to a provider that is left alone for a moment is not sent, and that is said (SR-73)', async () => {
    const store = await connectedStore();
    shop.world.mood = 'down';
    for (let count = 0; count < outagesToRest; count += 1) await send(store, 'bert');
    expect(mails()).toBe(outagesToRest);
    const answer = await send(store, 'bert');
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([502, '10']);
    expect(mails()).toBe(outagesToRest);
    shop.time.now = new Date(shop.time.now.getTime() + restMs);
    shop.world.mood = 'well';
    expect(await read<TestReceipt>(send(store, 'bert'))).toMatchObject({ outcome: 'accepted' });
  });

  it('needs a connection, good values and a provider that takes one; nothing is sent without', async () => {
    const store = await shop.store();
    expect(await read<Problem>(send(store, 'bert'))).toMatchObject({ code: 'not_connected' });
    await store.connect(anna);
    expect(await read<Problem>(send(store, 'b'))).toMatchObject({ code: 'validation_failed', fields: { to: 'Enter a name.' } });
    expect(await read<Problem>(store.send('POST', '/pager/test-event', {}))).toMatchObject({ status: 404, code: 'not_found' });
    expect(await read<Problem>(store.send('POST', '/mailer/test-event', { values: { to: 'bert' }, credentials: {} }))).toMatchObject({ code: 'bad_request' });
    expect(mails()).toBe(0);
  });
});
