import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createIntegrationsServer } from '../../../src/server/create-server.ts';
import type { IntegrationsDatabase } from '../../../src/server/storage/database.ts';
import { backends } from './backends.ts';
import { gate } from './gate.ts';
import { openSignIns, type SignIns } from './sign-in-harness.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const refreshPath = 'integrations/klaviyo/oauth/refresh';
const later = async (shop: SignIns, seconds: number) => { shop.time.now = new Date(shop.time.now.getTime() + seconds * 1000); };
const refresh = (shop: SignIns) => shop.send<object>('POST', refreshPath, { store: shop.store, integration: 'klaviyo' });
const lists = (shop: SignIns) => shop.on<{ items: object[] }>('GET', 'klaviyo/options/listId');

describe.each(backends)('access that ends, on %s', (_, open) => {
  let database: IntegrationsDatabase;
  beforeAll(async () => { database = await open(); });
  afterAll(() => database?.close());

  it('is renewed once for many calls at the same moment, over two servers, and the revision stays (SR-67)', async () => {
    const shop = await openSignIns(database);
    await shop.signIn();
    await shop.fault('klaviyo', 'rotate_refresh');
    const second = createIntegrationsServer(shop.options);
    await second.start();
    const { revision } = await shop.card();
    await later(shop, 3_600);
    const answers = await Promise.all(Array.from({ length: 12 }, (__, n) => shop.send<{ items: object[] }>('GET', `stores/${shop.store}/integrations/klaviyo/options/listId`, undefined, n % 2 ? second : shop.server)));
    expect(answers.map(({ status }) => status)).toEqual(Array(12).fill(200));
    expect((await shop.tokens()).filter((event) => event === 'klaviyo refreshed')).toHaveLength(1);
    expect(await shop.card()).toMatchObject({ status: 'connected', revision });
  });

  it('is renewed again and again where the provider rotates the refresh token (SR-68)', async () => {
    const shop = await openSignIns(database);
    await shop.signIn();
    await shop.fault('klaviyo', 'rotate_refresh');
    for (let round = 0; round < 3; round += 1) {
      await later(shop, 3_600);
      expect((await lists(shop)).status).toBe(200);
    }
    expect((await refresh(shop))).toMatchObject({ status: 200, body: { status: 'connected' } });
    expect((await shop.tokens()).filter((event) => event === 'klaviyo refreshed')).toHaveLength(4);
  });

  it('needs a new sign-in once the grant is gone, keeps the settings, and nobody asks again (SR-68)', async () => {
    const shop = await openSignIns(database);
    await shop.signIn();
    await shop.fault('klaviyo', 'revoked');
    expect(await shop.on('GET', 'klaviyo/status')).toMatchObject({ status: 200, body: { status: 'needs_reauth', scheme: 'oauth2', problem: { code: 'invalid_credentials', detail: 'Klaviyo has ended this sign-in. Sign in again; your settings are kept.' } } });
    const calls = shop.tokenCalls();
    await later(shop, 3_600);
    expect(await refresh(shop)).toMatchObject({ status: 422, body: { code: 'invalid_credentials' } });
    expect((await lists(shop)).body.code).toBe('invalid_credentials');
    expect(shop.tokenCalls()).toBe(calls);
    await shop.fault('klaviyo', 'none');
    expect((await shop.signIn()).body).toMatchObject({ status: 'completed', integration: { status: 'connected', problem: null } });
  });

  it.each(['down', 'malformed', 'rate_limited', 'redirect'] as const)('that cannot be renewed because the provider is "%s" keeps the grant and its status (SR-68)', async (fault) => {
    const shop = await openSignIns(database);
    await shop.signIn();
    await later(shop, 3_600);
    await shop.fault('klaviyo', fault);
    const { body } = await shop.on<{ status: string; problem: { code: string }; retryAt: string }>('GET', 'klaviyo/status');
    expect(body).toMatchObject({ status: 'connected', problem: { code: fault === 'rate_limited' ? 'rate_limited' : 'provider_unavailable' }, retryAt: expect.any(String) });
    await shop.fault('klaviyo', 'none');
    expect(await shop.on('GET', 'klaviyo/status')).toMatchObject({ body: { status: 'connected', problem: null, retryAt: null } });
  });

  it('is not brought back by a refresh that ends after a disconnect, nor after a new sign-in (SR-69)', async () => {
    for (const meanwhile of ['disconnect', 'sign-in'] as const) {
      const shop = await openSignIns(database);
      await shop.signIn();
      const { arrived, release, hold } = gate();
      const slow = createIntegrationsServer({ ...shop.options, fetch: async (url, init) => {
        const answer = await (shop.options.fetch ?? fetch)(url, init);
        return String(url).endsWith('/oauth/token') ? hold(answer) : answer;
      } });
      await slow.start();
      const running = shop.send<object>('POST', refreshPath, { store: shop.store, integration: 'klaviyo' }, slow);
      await arrived;
      if (meanwhile === 'disconnect') await shop.on('DELETE', 'klaviyo/disconnect');
      else expect((await shop.signIn()).body.status).toBe('completed');
      const before = await shop.stored();
      release();
      expect((await running).status).toBe(meanwhile === 'disconnect' ? 409 : 200);
      expect(JSON.parse(await shop.stored())[0].i).toMatchObject(meanwhile === 'disconnect' ? [{ status: 'disconnected', credentials: {} }] : [{ credentials: JSON.parse(before)[0].i[0].credentials }]);
    }
  });

  it('is taken over from a holder that died, whose late answer then writes nothing (SR-67)', async () => {
    const shop = await openSignIns(database);
    await shop.signIn();
    const { arrived, release, hold } = gate();
    const hung = createIntegrationsServer({ ...shop.options, fetch: async (url, init) => {
      await hold(null);
      return (shop.options.fetch ?? fetch)(url, init);
    } });
    await hung.start();
    const late = shop.send<object>('POST', refreshPath, { store: shop.store, integration: 'klaviyo' }, hung);
    await arrived;
    await later(shop, 31);
    expect((await refresh(shop)).status).toBe(200);
    const after = JSON.parse(await shop.stored())[0].i[0].credentials as object;
    release();
    expect((await late).status).toBe(200);
    expect(JSON.parse(await shop.stored())[0].i[0].credentials).toEqual(after);
  });

  it.each([
    ['tokens', null, 200],
    ['that it is unwell', () => Response.json({ error: 'temporarily_unavailable' }, { status: 503 }), 502],
    ['that the grant is gone', () => Response.json({ error: 'invalid_grant' }, { status: 400 }), 422],
  ] as const)('is not touched by a holder that was overtaken and is told %s while the next one still asks (SR-67)', async (__, told, status) => {
    const shop = await openSignIns(database);
    await shop.signIn();
    const holder = async (answer: () => Response | null) => {
      const { arrived, release, hold } = gate();
      const server = createIntegrationsServer({ ...shop.options, fetch: async (url, init) => {
        const real = await (shop.options.fetch ?? fetch)(url, init);
        return String(url).endsWith('/oauth/token') ? hold(answer() ?? real) : real;
      } });
      await server.start();
      const running = shop.send<object>('POST', refreshPath, { store: shop.store, integration: 'klaviyo' }, server);
      await arrived;
      return { release, running };
    };
    const row = async () => (JSON.parse(await shop.stored()) as [{ i: [object] }])[0].i[0];
    const overtaken = await holder(() => told?.() ?? null);
    await later(shop, 31);
    const next = await holder(() => null);
    const before = await row();
    overtaken.release();
    // Told tokens, it waits for what the next one brings; else it says what it was told. Either way it has settled first.
    if (told) expect((await overtaken.running).status).toBe(status);
    else await expect.poll(() => shop.stored()).toMatch(/"kept": ?false/);
    expect(await row()).toEqual(before);
    next.release();
    expect((await next.running).status).toBe(200);
    if (!told) expect((await overtaken.running).status).toBe(200);
    expect(await shop.card()).toMatchObject({ status: 'connected', problem: null });
    expect((await lists(shop)).status).toBe(200);
  });

  it('is renewed once for a test event that it no longer lets in, which then goes out again; where the new access is not let in either, the refusal is the receipt', async () => {
    const shop = await openSignIns(database);
    await shop.signIn();
    const refusals = { left: 0 };
    const events: string[] = [];
    const server = createIntegrationsServer({ ...shop.options, fetch: async (url, init) => {
      if (!String(url).endsWith('/api/events')) return (shop.options.fetch ?? fetch)(url, init);
      events.push(new Headers(init?.headers).get('authorization') ?? '');
      return refusals.left-- > 0 ? Response.json({ errors: [{ code: 'authentication_failed', detail: 'Incorrect authentication credentials.' }] }, { status: 401 }) : new Response(null, { status: 202 });
    } });
    await server.start();
    const event = () => shop.send<{ outcome: string; problem?: object }>('POST', `stores/${shop.store}/integrations/klaviyo/test-event`, {}, server);
    const before = shop.tokenCalls();
    refusals.left = 1;
    expect(await event()).toMatchObject({ status: 200, body: { outcome: 'accepted' } });
    expect([new Set(events).size, events.length, shop.tokenCalls() - before]).toEqual([2, 2, 1]);
    refusals.left = 2;
    expect(await event()).toMatchObject({ status: 200, body: { outcome: 'refused', problem: { code: 'invalid_credentials' } } });
    expect([events.length, shop.tokenCalls() - before]).toEqual([4, 2]);
    expect(await shop.card()).toMatchObject({ status: 'connected' });
  });

  it('has no refresh where keys are stored, or nothing is', async () => {
    const shop = await openSignIns(database);
    expect(await refresh(shop)).toMatchObject({ status: 409, body: { code: 'not_connected' } });
    const { credentials } = shop.sandbox.accounts.find(({ provider, outcome }) => provider === 'klaviyo' && outcome === 'valid')!;
    expect((await shop.on('POST', 'klaviyo/connect', { credentials })).status).toBe(200);
    expect(await refresh(shop)).toMatchObject({ status: 400, body: { code: 'bad_request' } });
  });
});
