import { afterEach, describe, expect, test, vi } from 'vitest';
import { createRestAdapter } from '../../src/adapters/rest.ts';
import { type ErrorCode, errorTable, type IntegrationsAdapter, IntegrationsError, isIntegrationsError } from '../../src/core/index.ts';
import { disconnectedIntegration } from '../../src/core/integration.ts';

afterEach(() => void vi.useRealTimers());

const klaviyo = disconnectedIntegration('klaviyo');
const o = (signal = new AbortController().signal) => ({ signal });

const over = (fetch: typeof globalThis.fetch) => createRestAdapter({ storeId: 'store', fetch }) as Required<IntegrationsAdapter>;
const answering = (body: BodyInit | null, status: number, headers: Record<string, string> = {}) => over(async () => new Response(body, { status, headers }));
const problem = (body: unknown, status: number, headers: Record<string, string> = {}) => answering(JSON.stringify(body), status, { 'content-type': 'application/problem+json', ...headers });

async function failure(adapter: Required<IntegrationsAdapter>, signal?: AbortSignal): Promise<IntegrationsError> {
  const error: unknown = await adapter.status({ integration: 'klaviyo' }, o(signal)).then((value) => value, (thrown: unknown) => thrown);
  if (!isIntegrationsError(error)) throw new Error(`Not our error: ${String(error)}`);
  return error;
}

describe('a problem', () => {
  test.each(Object.entries(errorTable).filter(([, [status]]) => status !== 0).map(([code, [status]]) => [code as ErrorCode, status] as const))('of code %s keeps it', async (code, status) => {
    expect(await failure(problem(new IntegrationsError(code).problem, status))).toMatchObject({ code, problem: { status, code } });
  });

  test('keeps text, fields, request id and the current Integration', async () => {
    const current = { ...klaviyo, revision: '9', secret: 'dropped' };
    const error = await failure(problem({ ...new IntegrationsError('conflict', { detail: 'Ben changed this.', requestId: 'r1', fields: { 'a.b': 'Too long.' } }).problem, current, stack: 'at db.ts' }, 412));
    expect(error.problem).toEqual({ type: 'about:blank', title: 'Conflict', status: 412, detail: 'Ben changed this.', code: 'conflict', requestId: 'r1', fields: { 'a.b': 'Too long.' }, current: { ...klaviyo, revision: '9' } });
  });

  test.each<[string, unknown, number, ErrorCode]>([
    ['an unknown code goes by its status', { code: 'brand_new', detail: 'SELECT *' }, 403, 'forbidden'],
    ['a code of the browser is not taken from a server', { code: 'popup_blocked', detail: 'SELECT *' }, 500, 'internal'],
    ['no code goes by its status', { detail: 'SELECT *' }, 401, 'unauthenticated'],
    ['a code of Object.prototype is unknown', { code: 'constructor', detail: 'SELECT *' }, 429, 'rate_limited'],
    ['a list is no problem', ['SELECT *'], 404, 'not_found'],
    ['an odd status is internal', { code: 7, detail: 'SELECT *' }, 418, 'internal'],
  ])('%s, without its text (SR-33)', async (_, body, status, code) => {
    const error = await failure(problem(body, status));
    expect(error).toMatchObject({ code, message: errorTable[code][2] });
    expect(JSON.stringify(error.problem)).not.toContain('SELECT');
  });

  test('drops members of a wrong type', async () => {
    const { problem: kept } = await failure(problem({ code: 'validation_failed', detail: { a: 1 }, fields: { a: 1 }, retryAfter: 'soon', current: { id: 'x' } }, 422));
    expect(kept).toEqual(new IntegrationsError('validation_failed').problem);
  });
});

describe('Retry-After', () => {
  test.each<[string, string | null, unknown, number | undefined]>([
    ['seconds', '7', {}, 7], ['a date', 'Sun, 22 Nov 2026 12:00:30 GMT', {}, 30], ['a date gone by', 'Sun, 22 Nov 2026 11:00:00 GMT', {}, 0],
    ['nonsense', 'soon', {}, undefined], ['nothing', null, {}, undefined], ['the body, which is exact', '7', { retryAfter: 3 }, 3],
  ])('is read from %s', async (_, header, more, seconds) => {
    vi.useFakeTimers({ now: Date.UTC(2026, 10, 22, 12), toFake: ['Date'] });
    const error = await failure(problem({ code: 'rate_limited', ...(more as object) }, 429, header === null ? {} : { 'retry-after': header }));
    expect(error.problem.retryAfter).toBe(seconds);
  });

  test('is also read where the body says nothing', async () => {
    expect((await failure(answering('slow down', 429, { 'retry-after': '2' }))).problem).toMatchObject({ code: 'rate_limited', retryAfter: 2 });
  });
});

const html = '<html><body>nginx 1.2 at 10.0.0.1</body></html>';
test.each<[string, BodyInit | null, number, string, ErrorCode]>([
  ['HTML of a gateway, 502', html, 502, 'text/html', 'unavailable'],
  ['HTML of a gateway, 503', html, 503, 'text/html', 'unavailable'],
  ['HTML of a gateway, 504', html, 504, 'text/html', 'timeout'],
  ['HTML with 500', html, 500, 'text/html', 'internal'],
  ['HTML with 401', html, 401, 'text/html', 'unauthenticated'],
  ['HTML that calls itself a problem', html, 503, 'application/problem+json', 'unavailable'],
  ['JSON of a gateway', '{"code":"invalid_credentials","message":"10.0.0.1"}', 503, 'text/plain', 'unavailable'],
  ['an empty error', '', 500, '', 'internal'],
  ['a redirect', null, 302, '', 'internal'],
  ['HTML with 200', html, 200, 'text/html', 'internal'],
  ['nothing with 200', '', 200, 'application/json', 'internal'],
  ['204', null, 204, '', 'internal'],
  ['JSON cut short', JSON.stringify(klaviyo).slice(0, -9), 200, 'application/json', 'internal'],
  ['JSON of a wrong shape', '{"id":"10.0.0.1"}', 200, 'application/json', 'internal'],
  ['a list where one was asked for', `[${JSON.stringify(klaviyo)}]`, 200, 'application/json', 'internal'],
])('%s is a typed error without the body (SR-19, SR-33)', async (_, body, status, type, code) => {
  const error = await failure(answering(body, status, type ? { 'content-type': type } : {}));
  expect(error.code).toBe(code);
  expect(error.message + error.stack + JSON.stringify(error.problem) + String(error.cause)).not.toContain('10.0.0.1');
});

const change = (body: string, status: number, type: string) => answering(body, status, { 'content-type': type }).disconnect({ integration: 'klaviyo' }, o()).catch((error: unknown) => error);

test.each([502, 503, 504, 520])('a %i of a gateway says nothing of a change it may have passed on (SR-15)', async (status) => {
  const error = await change(html, status, 'text/html');
  expect(error).toMatchObject({ code: 'network_failed', problem: { status } });
  expect((error as Error).message).toMatch(/may or may not have happened/);
});

test.each<[number, ErrorCode]>([[502, 'provider_unavailable'], [503, 'unavailable'], [503, 'rate_limited']])('a %i of our own server, code %s, is its word on a change', async (status, code) => {
  expect(await change(JSON.stringify(new IntegrationsError(code).problem), status, 'application/problem+json')).toMatchObject({ code });
});

test.each([['a read', 'GET'], ['a change', 'DELETE']])('408 of a server that gave up waiting is a timeout for %s', async (_, method) => {
  expect(method === 'GET' ? await failure(answering('', 408)) : await change('', 408, 'text/html')).toMatchObject({ code: 'timeout', problem: { status: 408 } });
});

test('an entry in a wrong shape costs its card, not the list; unknown members are dropped', async () => {
  const adapter = answering(JSON.stringify({ integrations: [{ ...klaviyo, token: 'x' }, { id: 'twilio' }, null] }), 200);
  expect(await adapter.list(o())).toEqual([klaviyo]);
  await expect(answering('{"items":[]}', 200).list(o())).rejects.toMatchObject({ code: 'internal' });
});

describe('the connection', () => {
  test('a fetch that fails is network_failed', async () => {
    expect(await failure(over(() => Promise.reject(new TypeError('Failed to fetch'))))).toMatchObject({ code: 'network_failed' });
  });

  test('a body that breaks off is network_failed', async () => {
    const body = new ReadableStream({ start: (controller) => { controller.enqueue(new TextEncoder().encode('{"id":')); controller.error(new TypeError('terminated')); } });
    expect(await failure(answering(body, 200))).toMatchObject({ code: 'network_failed' });
  });

  test('an abort before, during the request and during the body is aborted (SR-30)', async () => {
    let sent = 0;
    const never = () => { sent++; return new Promise<Response>(() => {}); };
    expect(await failure(over(never), AbortSignal.abort())).toMatchObject({ code: 'aborted' });
    expect(sent).toBe(0);

    for (const fetch of [never, async () => new Response(new ReadableStream({ start: () => {} }))]) {
      const caller = new AbortController();
      const failing = failure(over(fetch), caller.signal);
      await new Promise((done) => setImmediate(done));
      caller.abort();
      expect(await failing).toMatchObject({ code: 'aborted' });
    }
  });

  test('hands its signal to fetch, and takes its own listener off', async () => {
    const caller = new AbortController();
    const removed = vi.spyOn(caller.signal, 'removeEventListener');
    const signals: unknown[] = [];
    await over(async (_, init) => { signals.push(init?.signal); return Response.json(klaviyo); }).status({ integration: 'klaviyo' }, o(caller.signal));
    await new Promise((done) => setImmediate(done));
    expect(signals).toEqual([caller.signal]);
    expect(removed).toHaveBeenCalledTimes(1);
  });
});

test('every method rejects with our error only', async () => {
  const adapter = answering(html, 200, { 'content-type': 'text/html' });
  const integration = 'klaviyo';
  const calls = [
    adapter.list(o()), adapter.add({ provider: 'klaviyo' }, o()), adapter.connect({ integration, credentials: {} }, o()), adapter.configure({ integration, configuration: {}, revision: '1' }, o()),
    adapter.update({ integration, revision: '1' }, o()), adapter.disconnect({ integration }, o()), adapter.status({ integration }, o()), adapter.verify({ integration }, o()), adapter.impact({ integration }, o()), adapter.options({ integration, field: 'list' }, o()),
  ];
  for (const result of await Promise.allSettled(calls)) expect(result.status === 'rejected' && isIntegrationsError(result.reason, 'internal')).toBe(true);
});
