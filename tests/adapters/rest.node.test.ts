import { describe, expect, test } from 'vitest';
import { createRestAdapter, type RestAdapterOptions } from '../../src/adapters/rest.ts';
import type { IntegrationsAdapter } from '../../src/core/index.ts';
import { disconnectedIntegration } from '../../src/core/integration.ts';

interface Seen { method: string; url: string; headers: Record<string, string>; body: unknown; init: RequestInit }

const store = '00000000-0000-4000-8000-00000000000a';
const klaviyo = disconnectedIntegration('klaviyo');
const verification = { outcome: 'verified', account: null, checkedAt: '2026-11-22T12:00:00.000Z', stages: [] };
const page = { items: [{ value: 'a', label: 'A' }], nextCursor: 'next' };

function backend(answer: unknown = klaviyo, options: Partial<RestAdapterOptions> = {}) {
  const seen: Seen[] = [];
  const adapter = createRestAdapter({
    storeId: store,
    fetch: async (input, init = {}) => {
      seen.push({ method: init.method ?? 'GET', url: String(input), headers: Object.fromEntries(new Headers(init.headers)), body: typeof init.body === 'string' ? JSON.parse(init.body) : init.body, init });
      return Response.json(answer);
    },
    ...options,
  }) as Required<IntegrationsAdapter>;
  return { adapter, seen, only: () => { expect(seen).toHaveLength(1); return seen[0] as Seen; } };
}

const o = (idempotencyKey?: string) => ({ signal: new AbortController().signal, ...(idempotencyKey && { idempotencyKey }) });
const base = `/api/stores/${store}/integrations`;
const json = { 'content-type': 'application/json' };
const keyed = { ...json, 'idempotency-key': 'k1' };

const requests: readonly [string, (a: Required<IntegrationsAdapter>) => Promise<unknown>, unknown, Partial<Seen>][] = [
  ['list', (a) => a.list(o()), { integrations: [klaviyo] }, { method: 'GET', url: base, headers: {}, body: undefined }],
  ['add', (a) => a.add({ provider: 'klaviyo', label: 'B' }, o('k1')), klaviyo, { method: 'POST', url: base, headers: keyed, body: { provider: 'klaviyo', label: 'B' } }],
  ['connect', (a) => a.connect({ integration: 'klaviyo', credentials: { key: 'x' } }, o('k1')), klaviyo, { method: 'POST', url: `${base}/klaviyo/connect`, headers: keyed, body: { credentials: { key: 'x' } } }],
  ['configure', (a) => a.configure({ integration: 'klaviyo', configuration: { days: 3 }, revision: '4' }, o('k1')), klaviyo, { method: 'PUT', url: `${base}/klaviyo/configure`, headers: { ...keyed, 'if-match': '"4"' }, body: { configuration: { days: 3 } } }],
  ['update', (a) => a.update({ integration: 'klaviyo', enabled: false, revision: '4' }, o('k1')), klaviyo, { method: 'PATCH', url: `${base}/klaviyo`, headers: { ...keyed, 'if-match': '"4"' }, body: { enabled: false } }],
  ['disconnect', (a) => a.disconnect({ integration: 'klaviyo' }, o('k1')), klaviyo, { method: 'DELETE', url: `${base}/klaviyo/disconnect`, headers: keyed, body: undefined }],
  ['disconnect and erase', (a) => a.disconnect({ integration: 'klaviyo', eraseData: true }, o('k1')), klaviyo, { method: 'DELETE', url: `${base}/klaviyo/disconnect?eraseData=true`, headers: keyed }],
  ['status', (a) => a.status({ integration: 'klaviyo' }, o()), klaviyo, { method: 'GET', url: `${base}/klaviyo/status`, headers: {}, body: undefined }],
  ['impact', (a) => a.impact({ integration: 'klaviyo' }, o()), { items: ['Emails stop.'] }, { method: 'GET', url: `${base}/klaviyo/impact`, headers: {} }],
  ['verify', (a) => a.verify({ integration: 'klaviyo', credentials: { key: 'x' } }, o('k1')), verification, { method: 'POST', url: `${base}/klaviyo/verify`, headers: keyed, body: { credentials: { key: 'x' } } }],
  ['verify what is stored', (a) => a.verify({ integration: 'klaviyo' }, o()), verification, { method: 'POST', url: `${base}/klaviyo/verify`, headers: json, body: {} }],
  ['options', (a) => a.options({ integration: 'klaviyo', field: 'list.id', query: 'a b&c', cursor: 'n' }, o()), page, { method: 'GET', url: `${base}/klaviyo/options/list.id?query=a+b%26c&cursor=n`, headers: {}, body: undefined }],
  ['options without a query', (a) => a.options({ integration: 'klaviyo', field: 'list' }, o()), page, { method: 'GET', url: `${base}/klaviyo/options/list` }],
  ['options with unsaved values', (a) => a.options({ integration: 'klaviyo', field: 'list', query: 'a', values: { key: 'x' } }, o()), page, { method: 'POST', url: `${base}/klaviyo/options/list`, headers: json, body: { query: 'a', values: { key: 'x' } } }],
];

test.each(requests)('%s keeps to the route table', async (_, call, answer, expected) => {
  const { adapter, only } = backend(answer);
  const given = await call(adapter);
  expect(given).toEqual('integrations' in (answer as object) ? [klaviyo] : answer);
  const { headers, ...request } = only();
  const { headers: wanted, ...rest } = expected;
  expect(request).toMatchObject(rest);
  expect(headers).toEqual({ accept: 'application/json, application/problem+json', ...(wanted ?? {}) });
});

test('never follows a redirect, caches or puts values into a URL', async () => {
  const { adapter, seen, only } = backend(page);
  await adapter.options({ integration: 'klaviyo', field: 'list', values: { key: 'secret-value' } }, o());
  expect(only().init).toMatchObject({ redirect: 'manual', cache: 'no-store' });
  expect(seen.map(({ url }) => url).join()).not.toContain('secret');
});

test.each([
  ['a/../b', 'a%2F..%2Fb'], ['klaviyo~k2', 'klaviyo~k2'], ['ä?#%', '%C3%A4%3F%23%25'], ['a\r\nb: c', 'a%0D%0Ab%3A%20c'], ['\ud800', '%EF%BF%BD'], ['a\0b', 'a%00b'],
])('encodes the address %j as one segment (SR-52)', async (integration, segment) => {
  const { adapter, only } = backend();
  await adapter.status({ integration }, o());
  expect(only().url).toBe(`${base}/${segment}/status`);
});

test.each(['', '.', '..'])('sends nothing for the address %j, which would name another resource (SR-52)', async (integration) => {
  const { adapter, seen } = backend();
  await expect(adapter.status({ integration }, o())).rejects.toMatchObject({ code: 'not_found' });
  await expect(adapter.options({ integration: 'klaviyo', field: integration }, o())).rejects.toMatchObject({ code: 'not_found' });
  expect(seen).toEqual([]);
});

test.each(['4"\r\nx: y', 'ü\u0394'])('sends nothing with the revision %j, which is no header (SR-52)', async (revision) => {
  const { adapter, seen } = backend();
  await expect(adapter.configure({ integration: 'klaviyo', configuration: {}, revision }, o())).rejects.toMatchObject({ code: 'internal' });
  expect(seen).toEqual([]);
});

describe('options', () => {
  test.each([['https://api.example.com', 'https://api.example.com/api/'], ['https://api.example.com/shop/', 'https://api.example.com/shop/api/'], ['', '/api/']])('base URL %j precedes /api', async (baseUrl, start) => {
    const { adapter, only } = backend({ integrations: [] }, { baseUrl });
    await adapter.list(o());
    expect(only().url).toBe(`${start}stores/${store}/integrations`);
  });

  test('headers may be a record or an async function asked before each request; ours win', async () => {
    const record = backend(klaviyo, { headers: { authorization: 'Bearer a', 'Content-Type': 'text/plain' } });
    await record.adapter.disconnect({ integration: 'klaviyo' }, o());
    expect(record.only().headers).toMatchObject({ authorization: 'Bearer a', ...json });
    let asked = 0;
    const fresh = backend(klaviyo, { headers: async ({ signal }) => ({ authorization: `Bearer ${++asked} ${signal.aborted}` }) });
    await fresh.adapter.status({ integration: 'klaviyo' }, o());
    await fresh.adapter.status({ integration: 'klaviyo' }, o());
    expect(fresh.seen.map(({ headers }) => headers['authorization'])).toEqual(['Bearer 1 false', 'Bearer 2 false']);
  });

  test('headers that cannot be had send nothing and quote nothing', async () => {
    const { adapter, seen } = backend(klaviyo, { headers: () => { throw new Error('token abc'); } });
    const error = await adapter.list(o()).catch((thrown: Error) => thrown) as Error;
    expect(error).toMatchObject({ code: 'internal' });
    expect(error.message + String(error.cause)).not.toContain('abc');
    expect(seen).toEqual([]);
  });

  test('without a fetch the global one of the moment is used', async () => {
    const before = globalThis.fetch;
    const adapter = createRestAdapter({ storeId: store });
    try {
      globalThis.fetch = async () => Response.json({ integrations: [klaviyo] });
      expect(await adapter.list(o())).toHaveLength(1);
    } finally {
      globalThis.fetch = before;
    }
  });
});
