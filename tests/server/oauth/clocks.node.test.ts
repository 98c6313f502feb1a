import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createIntegrationsServer } from '../../../src/server/create-server.ts';
import type { IntegrationsDatabase } from '../../../src/server/storage/database.ts';
import { backends } from './backends.ts';
import { gate } from './gate.ts';
import { openSignIns, type SignIns } from './sign-in-harness.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const hour = 3_600;
const refreshPath = 'integrations/klaviyo/oauth/refresh';

/** A server whose clock is off from the provider's, and that can be told what a refresh brings. */
async function aServerWithAClock(shop: SignIns) {
  const clock = { ahead: 0 };
  const provider = { atToken: (send: () => Promise<Response>): Promise<Response> => send() };
  const server = createIntegrationsServer({
    ...shop.options, now: () => new Date(shop.time.now.getTime() + clock.ahead * 1000),
    fetch: async (url, init) => {
      const send = () => (shop.options.fetch ?? fetch)(url, init);
      return String(url).endsWith('/oauth/token') ? provider.atToken(send) : send();
    },
  });
  await server.start();
  onTestFinished(() => server.stop());
  const on = (method: string, path: string, body?: object) => shop.send<{ status?: string; outcome?: string; items?: object[] }>(method, `stores/${shop.store}/integrations/klaviyo${path}`, body, server);
  return {
    clock, provider, on,
    pass: (seconds: number) => { shop.time.now = new Date(shop.time.now.getTime() + seconds * 1000); },
    lists: async () => (await on('GET', '/options/listId')).body.items?.length ?? 0,
    test: async () => (await on('POST', '/verify', {})).body.outcome,
    status: async () => (await on('GET', '/status')).body.status,
    event: async () => (await on('POST', '/test-event', {})).body.outcome,
    refresh: () => shop.send('POST', refreshPath, { store: shop.store, integration: 'klaviyo' }, server),
    /** How often tokens were asked for while this ran. */
    async asks(run: () => Promise<unknown>) {
      const before = shop.tokenCalls();
      await run();
      return shop.tokenCalls() - before;
    },
  };
}

/** A signed-in shop whose provider rotates its refresh tokens. */
async function aSignedInShop(database: IntegrationsDatabase) {
  const shop = await openSignIns(database);
  await shop.signIn();
  await shop.fault('klaviyo', 'rotate_refresh');
  return { shop, ...(await aServerWithAClock(shop)) };
}

describe.each(backends)('a clock that is off, on %s (SR-94)', (_, open) => {
  let database: IntegrationsDatabase;
  beforeAll(async () => { database = await open(); });
  afterAll(() => database?.close());

  it('by an hour ahead renews access once, not again and again', async () => {
    const { clock, lists, test, status, asks } = await aSignedInShop(database);
    clock.ahead = hour;
    expect(await asks(async () => {
      for (let turn = 0; turn < 4; turn += 1) expect([await lists() > 0, await test(), await status()]).toEqual([true, 'verified', 'connected']);
    })).toBe(1);
  });

  it.each(['lists', 'test', 'status', 'event'] as const)('and is set back by an hour takes access for good that has ended, has it refused by what asks for "%s", renews it once and answers as if nothing was', async (what) => {
    const { clock, pass, lists, test, status, event, asks } = await aSignedInShop(database);
    clock.ahead = hour;
    await lists();
    clock.ahead = 0;
    pass(hour + 1);
    const ask = { lists: async () => (await lists()) > 0, test: async () => (await test()) === 'verified', status: async () => (await status()) === 'connected', event: async () => (await event()) === 'accepted' }[what];
    expect(await asks(async () => {
      for (let turn = 0; turn < 4; turn += 1) expect(await ask()).toBe(true);
    })).toBe(1);
  });

  it('and jumps to and fro renews access once for each hour that really passed and each that seemed to, and loses no grant', async () => {
    const { shop, clock, pass, lists, asks } = await aSignedInShop(database);
    expect(await asks(async () => {
      for (const ahead of [hour, 0, -hour, 0, hour, -hour]) {
        clock.ahead = ahead;
        pass(hour / 2);
        for (let turn = 0; turn < 3; turn += 1) expect(await lists()).toBeGreaterThan(0);
      }
    })).toBeLessThanOrEqual(6);
    expect(await shop.tokens()).not.toContain('klaviyo revoked');
  });

  it('and is set back by an hour while a server holds the lease and dies is not waited for until then', async () => {
    const { clock, provider, lists, refresh, asks } = await aSignedInShop(database);
    const { arrived, release, hold } = gate();
    const healthy = provider.atToken;
    // Its request is lost on the way, so the refresh token is as good as before.
    provider.atToken = () => hold(Response.json({ error: 'temporarily_unavailable' }, { status: 503 }));
    clock.ahead = hour;
    const dead = refresh();
    await arrived;
    provider.atToken = healthy;
    clock.ahead = 0;
    expect(await asks(async () => { expect((await refresh()).status).toBe(200); })).toBe(1);
    release();
    expect((await dead).status).toBe(502);
    expect(await lists()).toBeGreaterThan(0);
  });

  it('ends a sign-in early when it is set ahead, with words and without asking the provider', async () => {
    const { shop, clock } = await aSignedInShop(database);
    const begun = await shop.begin();
    const back = await shop.visit(begun);
    clock.ahead = hour;
    shop.time.now = new Date(shop.time.now.getTime() + hour * 1000);
    const before = shop.tokenCalls();
    expect(await shop.handIn(back)).toMatchObject({ status: 410, body: { code: 'authorization_expired' } });
    expect(shop.tokenCalls()).toBe(before);
  });
});

describe.each(backends)('a provider whose times cannot be believed, on %s (SR-65, SR-94)', (_, open) => {
  let database: IntegrationsDatabase;
  beforeAll(async () => { database = await open(); });
  afterAll(() => database?.close());

  const telling = (seconds: unknown) => async (send: () => Promise<Response>) => {
    const answer = await send();
    const body = (await answer.json()) as Record<string, unknown>;
    return Response.json('access_token' in body ? { ...body, expires_in: seconds } : body, { status: answer.status });
  };

  it.each([0, -1, 1e12, 1e308, 'soon', null, {}])('keeps the rotated token of a refresh whose end is %j, and asks no more until access is refused', async (seconds) => {
    const { shop, provider, pass, lists, asks } = await aSignedInShop(database);
    provider.atToken = telling(seconds);
    pass(hour);
    const calls = async () => { for (let turn = 0; turn < 3; turn += 1) expect(await lists()).toBeGreaterThan(0); };
    expect(await asks(calls)).toBe(1);
    pass(hour + 1);
    expect(await asks(calls)).toBe(1);
    expect(await shop.tokens()).not.toContain('klaviyo revoked');
  });

  it('shares one renewed token among all who come at once, even if it lives for half a minute', async () => {
    const { provider, pass, lists, asks } = await aSignedInShop(database);
    provider.atToken = telling(30);
    pass(hour);
    expect(await asks(async () => {
      for (const found of await Promise.all(Array.from({ length: 12 }, lists))) expect(found).toBeGreaterThan(0);
    })).toBe(1);
    // One after the other, each finds it about to end: a refresh for each, and never two.
    expect(await asks(async () => { for (let turn = 0; turn < 3; turn += 1) await lists(); })).toBe(3);
  });
});
