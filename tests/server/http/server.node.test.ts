import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { errorTable, type Problem } from '../../../src/core/errors.ts';
import { createIntegrationsServer } from '../../../src/server/create-server.ts';
import { type Guards, handleRequest } from '../../../src/server/handle-request.ts';
import type { IntegrationsServerOptions } from '../../../src/server/options.ts';
import { keyOf, openShop, read, type Shop } from '../shop.ts';

let shop: Shop;
beforeAll(async () => { shop = await openShop(); });
afterAll(() => shop.close());
const signedIn = { actor: 'ana', session: 's1' };
beforeEach(() => {
  shop.hook.answer = signedIn;
  shop.asked.length = 0;
  shop.log.length = 0;
});

const anna = { apiKey: keyOf.anna, region: 'eu' };

describe('set-up', () => {
  const set = (more: Partial<IntegrationsServerOptions>) => () => createIntegrationsServer({ providers: [], database: shop.database, vault: {} as never, origins: [], redirectUri: () => '', authorize: () => 'unauthenticated', ...more });
  it('is refused without an authorize hook (SR-40)', () => {
    expect(set({ authorize: undefined })).toThrow(/authorize/);
    expect(set({ authorize: {} as never })).toThrow(TypeError);
  });
  it('is refused with loose origins, a provider nothing can prove, and unsafe endpoints', () => {
    expect(set({ origins: ['*'] })).toThrow(/origin/);
    expect(set({ providers: [{ id: 'lonely', name: 'Lonely', category: 'x', summary: '', forms: { auth: {}, disconnect: { impact: [], keeps: [] } } }] })).toThrow(/no connector/);
    expect(set({ basePath: 'api/' })).toThrow(/basePath/);
    expect(set({ limits: { costlyPerMinute: 0 } })).toThrow(/costlyPerMinute/);
  });
  it('does not start while outbound calls are unguarded, and answers nothing before it has started', async () => {
    const { vault } = { vault: (await import('../../../src/server/vault/create-aes-gcm-vault.ts')).createAesGcmVault({ keys: [{ id: 'k', key: Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64') }], current: 'k' }) };
    const server = set({ vault, authorize: () => signedIn })();
    await expect(server.start()).rejects.toThrow(/pinnedFetch/);
    const answer = await server.fetch(new Request('https://shop.example/api/stores/a/integrations'));
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('5');
    await expect(set({ vault, fetch: globalThis.fetch })().start()).rejects.toThrow(/egress/);
  });
});

describe('the host’s hook (SR-40, SR-41)', () => {
  it('is not even asked about a route that names no action, which is open to nobody', async () => {
    let asked = 0;
    const router = { match: () => ({ name: 'list', route: { method: 'GET', path: '/' }, parameters: { storeId: 's' } }) };
    const guards = { router, origins: new Set(), authorize: () => { asked += 1; return signedIn; }, running: () => true, matched: () => {} } as unknown as Guards;
    await expect(handleRequest(new Request('https://shop.example/'), 'id', guards)).rejects.toMatchObject({ code: 'forbidden' });
    expect(asked).toBe(0);
  });
});

describe('every answer', () => {
  const expected = { 'x-content-type-options': 'nosniff', 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'content-security-policy': "default-src 'none'; frame-ancestors 'none'", 'cross-origin-resource-policy': 'same-origin', vary: 'Origin' };

  it('carries the guarding headers and names no software (SR-47)', async () => {
    const store = await shop.store();
    const answers = [
      await store.send('GET', ''), await store.connect(anna), await store.connect({}), await store.send('GET', '/nope/status'), await store.send('PUT', '/mailer'), await store.send('POST', '/mailer/connect', '{'),
      await store.send('OPTIONS', ''), await store.send('HEAD', ''), await shop.server.fetch(new Request('https://shop.example/')), await shop.server.fetch(new Request('https://shop.example/api/integrations/health')),
      await store.send('OPTIONS', '', undefined, { origin: 'https://app.example', 'access-control-request-method': 'POST' }), await store.send('DELETE', '/mailer/disconnect', undefined, { origin: 'null' }),
    ];
    for (const answer of answers) {
      expect(Object.fromEntries(answer.headers)).toMatchObject(expected);
      expect(answer.headers.get('server') ?? answer.headers.get('x-powered-by')).toBeNull();
      if (answer.status !== 204) expect(answer.headers.get('content-type')).toBe(answer.status < 400 ? 'application/json; charset=utf-8' : 'application/problem+json; charset=utf-8');
    }
  });

  it('is a problem of the closed table when it is an error, with a request id that the log knows (SR-54)', async () => {
    const store = await shop.store();
    for (const answer of [await store.send('POST', '/mailer/connect', '{"a":'), await store.send('GET', '/x/status'), await store.send('PUT', '/mailer/configure', {})]) {
      const problem = await read<Problem>(answer);
      expect(errorTable[problem.code][0]).toBe(answer.status);
      expect(problem).toMatchObject({ status: answer.status, type: 'about:blank', detail: expect.stringMatching(/\.$/) });
      expect(answer.headers.get('x-request-id')).toBe(problem.requestId);
      expect(shop.log.filter((entry) => entry['requestId'] === problem.requestId)).toHaveLength(1);
    }
  });
});

describe('browsers (SR-44, SR-45)', () => {
  it('are told the methods by a preflight from a listed origin', async () => {
    const store = await shop.store();
    const ask = (origin: string, names = 'content-type, x-csrf-token') => store.send('OPTIONS', '/mailer/connect', undefined, { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': names });
    const yes = await ask('https://app.example');
    expect([yes.status, yes.headers.get('access-control-allow-methods'), yes.headers.get('access-control-allow-headers')]).toEqual([204, 'POST, OPTIONS', 'content-type, x-csrf-token']);
    expect((await ask('https://app.example', 'a;b')).headers.get('access-control-allow-headers')).toBe('content-type, if-match, idempotency-key');
    expect((await ask('https://evil.example')).status).toBe(403);
    expect(shop.asked).toEqual([]);
  });

  it('cannot send a form: only JSON is taken, an empty body is not (SR-44)', async () => {
    const store = await shop.store();
    for (const type of ['text/plain', 'application/x-www-form-urlencoded']) expect((await store.send('POST', '/mailer/connect', '{}', { 'content-type': type })).status).toBe(415);
    // Refused by its type before it is read: read, it would be too large.
    expect((await store.send('POST', '/mailer/connect', 'a'.repeat(70_000), { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await store.send('POST', '/mailer/connect')).status).toBe(415);
    expect((await store.send('DELETE', '/mailer/disconnect', 'a=b', { 'content-type': 'text/plain' })).status).toBe(415);
    const untyped = new Request(`https://shop.example${store.base}/mailer/disconnect`, { method: 'DELETE', body: new TextEncoder().encode('{}') });
    expect((await shop.server.fetch(untyped)).status).toBe(415);
    expect((await store.send('DELETE', '/mailer/disconnect')).status).toBe(200);
  });
});

describe('the log (SR-82)', () => {
  it('has one line for each request, without path, body, key or person', async () => {
    const store = await shop.store();
    await store.connect({ ...anna, webhookSecret: 'whs-secret-1234567890' }, { 'idempotency-key': 'idem-secret', cookie: 'session=cookie-secret' });
    await store.send('GET', '/mailer/options/listId?query=search-secret');
    expect(shop.log).toEqual([
      { level: 'info', event: 'request', method: 'POST', route: 'connect', status: 200, ms: expect.any(Number), requestId: expect.any(String) },
      { level: 'info', event: 'request', method: 'GET', route: 'options', status: 200, ms: expect.any(Number), requestId: expect.any(String) },
    ]);
  });

  it('keeps an inner fault inside: 500 with a request id, name and place in the log, the message nowhere (SR-54)', async () => {
    const broken = await openShop({ database: shop.database, connectors: [{ provider: 'mailer', hosts: ['m.example'], verify: async () => ({ outcome: 'verified', account: { get label(): string { throw new RangeError('mk-secret'); } }, stages: [] }) }, { provider: 'pager', hosts: ['p.example'], verify: async () => { throw new TypeError('mk-secret'); } }] });
    const store = await broken.store();
    const answer = await store.connect(anna);
    const told = await answer.text();
    expect(JSON.parse(told)).toMatchObject({ status: 500, code: 'internal' });
    expect(told).not.toMatch(/mk-secret|RangeError/);
    expect((await store.send('POST', '/pager/connect', { credentials: { token: 't' } })).status).toBe(502);
    expect(broken.log).toContainEqual(expect.objectContaining({ event: 'internal_error', error: 'RangeError' }));
    expect(JSON.stringify(broken.log)).not.toContain('mk-secret');
    await broken.server.stop();
  });

  it('may fail without failing the request', async () => {
    const noisy = await openShop({ database: shop.database, log: () => { throw new Error('disk full'); } });
    expect((await (await noisy.store()).send('GET', '')).status).toBe(200);
    await noisy.server.stop();
  });
});

describe('stopping (SR-97)', () => {
  it('lets running requests finish, refuses new ones, and tells readiness apart from liveness', async () => {
    const stopping = await openShop({ database: shop.database });
    const store = await stopping.store();
    const health = async () => {
      const answer = await stopping.server.fetch(new Request('https://shop.example/api/integrations/health'));
      return [answer.status, await read(answer)];
    };
    expect(await health()).toEqual([200, { live: true, ready: true }]);
    const order: string[] = [];
    let refused: Response | undefined;
    let stopped: Promise<void> | undefined;
    stopping.world.meanwhile = async () => {
      stopped = stopping.server.stop();
      refused = await store.send('GET', '');
      void stopped.then(() => order.push('stopped'));
      await new Promise(setImmediate);
      order.push('still working');
    };
    expect((await store.connect(anna)).status).toBe(200);
    expect(refused?.status).toBe(503);
    await stopped;
    expect(order).toEqual(['still working', 'stopped']);
    expect(await health()).toEqual([503, { live: true, ready: false }]);
  });
});
