import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readArguments } from '../../../demo/arguments.ts';
import { createCostlyLimit } from '../../../src/server/http/costly-limit.ts';
import { keyOf, openShop, read, type Shop } from '../shop.ts';

const anna = { apiKey: keyOf.anna, region: 'eu' };
let shop: Shop;
beforeAll(async () => { shop = await openShop(); });
afterAll(() => shop.close());

describe('the limit of costly calls (SR-55)', () => {
  it('is one of user and store: beyond it 429 says how long to wait, and everybody else goes on', async () => {
    const limited = await openShop({ database: shop.database, limits: { costlyPerMinute: 2 } });
    const store = await limited.store();
    expect([(await store.connect(anna)).status, (await store.send('POST', '/mailer/verify', {})).status]).toEqual([200, 200]);
    const third = await store.connect(anna);
    expect([third.status, third.headers.get('retry-after'), third.headers.get('content-type')]).toEqual([429, '30', 'application/problem+json; charset=utf-8']);
    expect(await read(third)).toMatchObject({ code: 'rate_limited', retryAfter: 30 });
    expect((await store.send('GET', '')).status).toBe(200);
    expect((await (await limited.store()).connect(anna)).status).toBe(200);
    limited.hook.answer = { actor: 'ben', session: 's2' };
    expect((await store.connect(anna)).status).toBe(200);
    limited.hook.answer = { actor: 'ana', session: 'another' };
    expect((await store.connect(anna)).status).toBe(429);
    limited.time.now = new Date(limited.time.now.getTime() + 30_000);
    expect([(await store.connect(anna)).status, (await store.connect(anna)).status]).toEqual([200, 429]);
    await limited.server.stop();
  });

  it('is not had anew by writing the store in capitals', async () => {
    const limited = await openShop({ database: shop.database, limits: { costlyPerMinute: 1 } });
    const { id, base } = await limited.store();
    const verify = async (store: string) => (await limited.server.fetch(new Request(`https://shop.example${base.replace(id, store)}/mailer/verify`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }))).status;
    expect([await verify(id), await verify(id.toUpperCase()), await verify(id.replace(/[a-f]/, (letter) => `%${letter.toUpperCase().charCodeAt(0).toString(16)}`))]).toEqual([409, 429, 429]);
    await limited.server.stop();
  });

  it('counts by address too where the host tells it, over users and stores', async () => {
    const limited = await openShop({ database: shop.database, limits: { costlyPerMinute: 2, costlyPerMinuteAndIp: 3 } });
    const [one, other] = [await limited.store(), await limited.store()];
    const as = async (store: typeof one, actor: string, ip?: string) => {
      limited.hook.answer = { actor, session: 's', ...(ip === undefined ? {} : { ip }) };
      return (await store.send('POST', '/mailer/verify', {})).status;
    };
    expect([await as(one, 'ana', '192.0.2.1'), await as(one, 'ben', '192.0.2.1'), await as(other, 'cleo', '192.0.2.1')]).toEqual([409, 409, 409]);
    expect(await as(other, 'dan', '192.0.2.1')).toBe(429);
    expect(await as(other, 'dan', '192.0.2.2')).toBe(409);
    expect(await as(other, 'eve')).toBe(409);
    await limited.server.stop();
  });

  it('is 120 a minute by default, for an address ten times that', () => {
    const count = createCostlyLimit({}, () => 0);
    const spend = (actor: string) => { for (let call = 0; call < 120; call += 1) count({ actor, session: 's', ip: '192.0.2.1' }, 'store'); };
    for (const actor of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j']) {
      spend(actor);
      expect(() => count({ actor, session: 's' }, 'store')).toThrow(expect.objectContaining({ code: 'rate_limited' }));
    }
    expect(() => count({ actor: 'k', session: 's', ip: '192.0.2.1' }, 'store')).toThrow(expect.objectContaining({ code: 'rate_limited' }));
    expect(() => count({ actor: 'k', session: 's', ip: '192.0.2.2' }, 'store')).not.toThrow();
  });

  it.each([{ costlyPerMinute: 0 }, { costlyPerMinute: Number.NaN }, { costlyPerMinuteAndIp: -1 }])('is refused as %j', (limits) => {
    expect(() => createCostlyLimit(limits, () => 0)).toThrow(TypeError);
  });

  it('is set in the demo by --limit', () => {
    expect(readArguments(['--limit', '3']).limit).toBe(3);
    expect(readArguments([]).limit).toBeUndefined();
    expect(() => readArguments(['--limit', '0'])).toThrow('--limit');
  });
});

describe('stores that share a server (SR-55)', () => {
  it('wait for no more than one transaction of a store that floods', async () => {
    const [loud, quiet] = [await shop.store(), await shop.store()];
    const ended: string[] = [];
    const done = (name: string) => (response: Response) => { ended.push(`${name} ${response.status}`); };
    const flood = Array.from({ length: 30 }, () => loud.send('GET', '').then(done('loud')));
    const one = quiet.send('GET', '').then(done('quiet'));
    await Promise.all([...flood, one]);
    expect(ended).toHaveLength(31);
    expect(ended.indexOf('quiet 200')).toBeLessThan(4);
  });

  it('reach a provider that is slow for another store', async () => {
    const [loud, quiet] = [await shop.store(), await shop.store()];
    let release = () => {};
    const held = new Promise<void>((resolve) => { release = resolve; });
    let asked = 0;
    const slow = await openShop({ database: shop.database, fetch: (async (_: string, init: RequestInit) => {
      asked += 1;
      if (new Headers(init.headers).get('authorization')?.includes(keyOf.bert)) await held;
      return Response.json({ id: 'anna', name: 'anna', proven: true });
    }) as never });
    const verify = (store: { base: string }, apiKey: string) => slow.server.fetch(new Request(`https://shop.example${store.base}/mailer/verify`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ credentials: { apiKey, region: 'eu' } }) }));
    const flood = Array.from({ length: 40 }, () => verify(loud, keyOf.bert));
    expect((await verify(quiet, keyOf.anna)).status).toBe(200);
    expect(asked).toBeLessThanOrEqual(7);
    release();
    expect(new Set((await Promise.all(flood)).map(({ status }) => status))).toEqual(new Set([200]));
    await slow.server.stop();
  });
});
