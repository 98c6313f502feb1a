import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createRestAdapter } from '../../src/adapters/rest.ts';
import { IntegrationsError, isIntegrationsError } from '../../src/core/errors.ts';
import { type RouteName, routePath, routes } from '../../src/core/routes.ts';
import { createIntegrationsHandlers } from '../../src/testing/msw.ts';
import { describeConformance } from './run-conformance.ts';
import { fixture, parcelAdapter, parcelSetup } from './parcel.ts';

const network = setupServer();
const host = 'https://shop.example';
const signal = AbortSignal.timeout(60_000);

beforeAll(() => network.listen({ onUnhandledFrame: 'error' }));
afterEach(() => network.resetHandlers());
afterAll(() => network.close());

describeConformance('The REST adapter, over MSW and the memory adapter,', {
  setup: () => {
    const { adapter, otherStore = adapter } = parcelSetup();
    network.use(...createIntegrationsHandlers({ adapter, storeId: 's1' }), ...createIntegrationsHandlers({ adapter: otherStore, storeId: 's2' }));
    return {
      adapter: createRestAdapter({ baseUrl: host, storeId: 's1' }),
      otherStore: createRestAdapter({ baseUrl: host, storeId: 's2' }),
      teardown: () => network.resetHandlers(),
    };
  },
  fixture,
  omits: ['subscribe', 'authorization'],
});

describe('handlers for MSW', () => {
  const address = (name: RouteName, more: Record<string, string> = {}) => host + routePath(routes[name], { storeId: 's1', integrationId: 'parcel', field: 'shop', provider: 'parcel', id: 'parcel_1', ...more });
  const send = (name: RouteName, body?: unknown, headers: Record<string, string> = {}) =>
    fetch(address(name), { method: routes[name].method, headers: { 'content-type': 'application/json', ...headers }, ...(body !== undefined && { body: JSON.stringify(body) }) });

  test('answer every route there is; what no adapter can know, and what this one lacks, with not_found', async () => {
    const { list, connect, configure, disconnect } = parcelAdapter();
    network.use(...createIntegrationsHandlers({ adapter: { list, connect, configure, disconnect } }));
    for (const name of ['status', 'impact', 'verify', 'options', 'providers', 'openapi'] as const) {
      const answer = await send(name, routes[name].method === 'GET' ? undefined : {});
      expect([name, answer.status, answer.headers.get('content-type'), ((await answer.json()) as { code: string }).code]).toEqual([
        name,
        404,
        'application/problem+json',
        'not_found',
      ]);
    }
    for (const name of Object.keys(routes) as RouteName[]) expect((await send(name, routes[name].method === 'GET' ? undefined : {})).status).toBeLessThan(500);
    expect(await (await send('health')).json()).toEqual({ live: true, ready: true });
  });

  test('answer changes with the revision as ETag, and a new account with 201', async () => {
    network.use(...createIntegrationsHandlers({ adapter: parcelAdapter() }));
    const connected = await send('connect', { credentials: fixture.credentials.valid });
    expect(connected.headers.get('etag')).toBe(`"${((await connected.json()) as { revision: string }).revision}"`);
    expect((await send('add', { provider: 'parcel' })).status).toBe(201);
  });

  test('ask for If-Match where a save could overwrite, take * for any revision, and honour it elsewhere', async () => {
    network.use(...createIntegrationsHandlers({ adapter: parcelAdapter() }));
    await send('connect', { credentials: fixture.credentials.valid });
    const save = { configuration: fixture.configuration.valid };
    expect((await send('configure', save)).status).toBe(428);
    expect((await send('configure', save, { 'if-match': 'W/"1"' })).status).toBe(400);
    expect((await send('configure', save, { 'if-match': '*' })).status).toBe(200);
    const stale = await send('disconnect', undefined, { 'if-match': '"0"' });
    expect([stale.status, stale.headers.get('etag')]).toEqual([412, '"2"']);
    expect((await send('disconnect', undefined, { 'if-match': '"2"' })).status).toBe(200);
  });

  test('take JSON only, of the members the contract names', async () => {
    network.use(...createIntegrationsHandlers({ adapter: parcelAdapter() }));
    expect((await send('connect', { credentials: fixture.credentials.valid }, { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await fetch(address('connect'), { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{' })).status).toBe(400);
    const refused = await send('connect', { credentials: {}, status: 'connected' });
    expect(await refused.json()).toMatchObject({ status: 400, code: 'bad_request', detail: expect.stringMatching(/status/) });
  });

  test('answer for one store only where one is named', async () => {
    network.use(...createIntegrationsHandlers({ adapter: parcelAdapter(), storeId: 's2' }));
    await expect(createRestAdapter({ baseUrl: host, storeId: 's1' }).list({ signal })).rejects.toMatchObject({ code: 'network_failed' });
    expect(await createRestAdapter({ baseUrl: host, storeId: 's2' }).list({ signal })).toHaveLength(1);
  });

  test('answer for one address only where one is named', async () => {
    network.use(...createIntegrationsHandlers({ adapter: parcelAdapter(), baseUrl: `${host}/shop/` }));
    expect(await createRestAdapter({ baseUrl: `${host}/shop`, storeId: 's1' }).list({ signal })).toHaveLength(1);
    await expect(createRestAdapter({ baseUrl: host, storeId: 's1' }).list({ signal })).rejects.toMatchObject({ code: 'network_failed' });
  });

  test.for([
    [new IntegrationsError('rate_limited', { retryAfter: 7 }), 'rate_limited', 7],
    [new IntegrationsError('network_failed'), 'network_failed', undefined],
    [new Error('select * from keys'), 'internal', undefined],
  ] as const)('tell a failure as a backend would: %s', async ([failure, code, retryAfter]) => {
    network.use(...createIntegrationsHandlers({ adapter: { ...parcelAdapter(), list: () => Promise.reject(failure) } }));
    const told: unknown = await createRestAdapter({ baseUrl: host, storeId: 's1' })
      .list({ signal })
      .catch((error: unknown) => error);
    expect(isIntegrationsError(told, code) && told.problem.retryAfter).toBe(retryAfter);
    expect(JSON.stringify(told)).not.toContain('select');
  });
});
