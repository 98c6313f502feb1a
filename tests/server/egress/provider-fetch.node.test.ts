import { describe, expect, it } from 'vitest';
import { createBreaker, outagesToRest } from '../../../src/server/egress/breaker.ts';
import { createHostTurns } from '../../../src/server/egress/host-turns.ts';
import type { ProviderRequest } from '../../../src/server/connector.ts';
import { createProviderFetch, type ProviderFetchOptions } from '../../../src/server/egress/provider-fetch.ts';
import { largestAnswer, readAnswer } from '../../../src/server/egress/read-answer.ts';
import type { LogEntry } from '../../../src/server/options.ts';

const calls = { method: 'GET', url: 'https://a.klaviyo.com/api/accounts?api_secret=s3cr3t' } as const;
const never = new AbortController().signal;

function providerFetch(answer: (url: string, init: RequestInit) => Response | Promise<Response>, more: Partial<ProviderFetchOptions> = {}) {
  const sent: { url: string; init: RequestInit }[] = [];
  const log: LogEntry[] = [];
  const fetcher = createProviderFetch({
    connector: { provider: 'klaviyo', hosts: ['a.klaviyo.com', 'b.klaviyo.com'] },
    turns: createHostTurns({ most: 4, share: 4 }),
    breaker: createBreaker(() => 0),
    fetch: (async (url: string, init: RequestInit) => {
      sent.push({ url, init });
      return answer(url, init);
    }) as never,
    log: (entry) => log.push(entry),
    ...more,
  });
  const send = (call: ProviderRequest, signal: AbortSignal, store = 'a store') => fetcher(call, store, signal);
  return { send, sent, log };
}

describe('createProviderFetch', () => {
  it('answers status, headers, text and JSON, whatever the status', async () => {
    const { send, sent } = providerFetch(() => Response.json({ ok: 1 }, { status: 429, headers: { 'retry-after': '3' } }));
    const answer = await send({ ...calls, headers: { authorization: 'Bearer x' } }, never);
    expect(answer).toMatchObject({ status: 429, text: '{"ok":1}', json: { ok: 1 } });
    expect(answer.headers.get('retry-after')).toBe('3');
    expect(sent[0]).toMatchObject({ url: calls.url, init: { redirect: 'manual', credentials: 'omit', headers: { authorization: 'Bearer x' } } });
  });

  it('is not made for a connector whose host rules are too wide (SR-70)', () => {
    expect(() => providerFetch(() => new Response(''), { connector: { provider: 'x', hosts: ['*.klaviyo.com'] } })).toThrow(TypeError);
  });

  it('never takes the beginning of an answer for the whole of it when time is up (SR-73)', async () => {
    const abort = new AbortController();
    const body = new ReadableStream<Uint8Array>({ start: (controller) => controller.enqueue(new TextEncoder().encode('{"partial":1}')) });
    const reading = readAnswer(new Response(body), abort.signal);
    abort.abort(new Error('time is up'));
    await expect(reading).rejects.toThrow('time is up');
  });

  it('answers undefined for what is not JSON, and lets no key reach a prototype', async () => {
    const text = async (body: string) => (await providerFetch(() => new Response(body)).send(calls, never)).json;
    expect(await text('<html>')).toBeUndefined();
    expect(await text('')).toBeUndefined();
    expect(await text('{"a":{"__proto__":{"admin":true},"b":1}}')).toEqual({ a: { b: 1 } });
  });

  it('asks the stand-in at <base>/HOST/PATH, after the rules were applied to the original (SR-71)', async () => {
    const { send, sent } = providerFetch(() => Response.json({}), { endpoint: 'http://127.0.0.1:4401/klaviyo' });
    await send(calls, never);
    expect(sent[0]?.url).toBe('http://127.0.0.1:4401/klaviyo/a.klaviyo.com/api/accounts?api_secret=s3cr3t');
    await expect(send({ method: 'GET', url: 'https://evil.com/api' }, never)).rejects.toMatchObject({ code: 'validation_failed' });
    await expect(send({ method: 'GET', url: 'http://127.0.0.1:4401/klaviyo' }, never)).rejects.toMatchObject({ code: 'validation_failed' });
    expect(sent).toHaveLength(1);
  });

  it.each([301, 302, 303, 307, 308, 304])('follows no redirect: %i (SR-72)', async (status) => {
    const { send, sent } = providerFetch(() => new Response(null, { status, headers: { location: 'https://evil.com/' } }));
    await expect(send(calls, never)).rejects.toMatchObject({ code: 'provider_unavailable' });
    expect(sent).toHaveLength(1);
  });

  it.each([['x-a', 'a\r\nx-b: c'], ['x-a', 'a\nb'], ['x-a', 'a\0'], ['x-a', 'ключ'], ['x a', 'b'], ['x\r\nb', 'c'], ['', 'a']])('sends nothing when header %j is %j (SR-52)', async (name, value) => {
    const { send, sent, log } = providerFetch(() => Response.json({}));
    await expect(send({ ...calls, headers: { [name]: value } }, never)).rejects.toMatchObject({ code: 'validation_failed' });
    expect(sent).toHaveLength(0);
    expect(log).toEqual([{ level: 'warn', event: 'egress_refused', provider: 'klaviyo', reason: 'header' }]);
  });

  it('reads 1 MiB and no more (SR-73)', async () => {
    const body = (bytes: number) => providerFetch(() => new Response('a'.repeat(bytes))).send(calls, never);
    expect((await body(largestAnswer)).text).toHaveLength(largestAnswer);
    await expect(body(largestAnswer + 1)).rejects.toMatchObject({ code: 'provider_unavailable' });
    let cancelled = false;
    const endless = new ReadableStream<Uint8Array>({ pull: (controller) => controller.enqueue(new Uint8Array(65_536)), cancel: () => void (cancelled = true) });
    await expect(providerFetch(() => new Response(endless)).send(calls, never)).rejects.toMatchObject({ code: 'provider_unavailable' });
    expect(cancelled).toBe(true);
  });

  it('ends at the deadline, with or without headers, even if fetch ignores the signal (SR-73)', async () => {
    const silent = providerFetch(() => new Promise(() => {}), { deadline: 30 });
    await expect(silent.send(calls, never)).rejects.toMatchObject({ code: 'timeout' });
    const trickle = new ReadableStream<Uint8Array>({ start: (controller) => controller.enqueue(new Uint8Array([0x7b])) });
    await expect(providerFetch(() => new Response(trickle), { deadline: 30 }).send(calls, never)).rejects.toMatchObject({ code: 'timeout' });
  });

  it('keeps the cause of a broken connection out of the problem', async () => {
    const cause = Object.assign(new Error('getaddrinfo ENOTFOUND a.klaviyo.com'), { code: 'ENOTFOUND' });
    const failure = await providerFetch(() => Promise.reject(new TypeError('fetch failed', { cause }))).send(calls, never).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'provider_unavailable' });
    expect(JSON.stringify(failure)).not.toContain('klaviyo.com');
    expect((failure as Error).cause).toMatchObject({ cause: { code: 'ENOTFOUND' } });
  });

  it('never logs an address, refused or not (SR-82)', async () => {
    const { send, log } = providerFetch(() => Response.json({}));
    await send(calls, never);
    await send({ method: 'GET', url: 'https://evil.com/?api_secret=s3cr3t' }, never).catch(() => {});
    expect(log).toHaveLength(1);
    expect(JSON.stringify(log)).not.toMatch(/s3cr3t|evil\.com/);
  });

  it.each<[string, () => Response | Promise<Response>, 'rests' | 'is asked again']>([
    ['503', () => new Response('', { status: 503 }), 'rests'],
    ['a Cloudflare 522', () => new Response('', { status: 522 }), 'rests'],
    ['no connection', () => Promise.reject(new TypeError('fetch failed', { cause: { code: 'ECONNRESET' } })), 'rests'],
    ['silence until the deadline', () => new Promise(() => {}), 'rests'],
    ['401', () => new Response('', { status: 401 }), 'is asked again'],
    ['429', () => new Response('', { status: 429 }), 'is asked again'],
    ['500, perhaps the fault of the request', () => new Response('', { status: 500 }), 'is asked again'],
    ['a redirect', () => new Response(null, { status: 302 }), 'is asked again'],
    ['no such host', () => Promise.reject(new TypeError('fetch failed', { cause: { code: 'ENOTFOUND' } })), 'is asked again'],
  ])('a host that answers %s again and again (SR-73)', async (_, answer, expected) => {
    const { send, sent } = providerFetch(answer, { deadline: 20 });
    for (let count = 0; count < outagesToRest; count += 1) await send(calls, never).catch(() => {});
    const last = await send(calls, never).catch((error: unknown) => error);
    expect(sent).toHaveLength(expected === 'rests' ? outagesToRest : outagesToRest + 1);
    if (expected === 'rests') expect(last).toMatchObject({ code: 'provider_unavailable', problem: { retryAfter: 10 } });
  });

  it('counts no outage of calls whose caller has left (SR-73)', async () => {
    const leaving = providerFetch(() => new Promise(() => {}));
    for (let count = 0; count < outagesToRest; count += 1) {
      const caller = new AbortController();
      const asked = leaving.send(calls, caller.signal).catch(() => {});
      caller.abort();
      await asked;
    }
    expect(leaving.sent).toHaveLength(outagesToRest);
    // Waited for by a caller who stays: were the host at rest, this would not be sent.
    void leaving.send(calls, AbortSignal.timeout(50)).catch(() => {});
    await new Promise(setImmediate);
    expect(leaving.sent).toHaveLength(outagesToRest + 1);
  });

  it('sends at most so many calls to one host at a time, and no host waits for another (SR-73)', async () => {
    const waiting: (() => void)[] = [];
    const { send, sent } = providerFetch(() => new Promise((resolve) => waiting.push(() => resolve(Response.json({})))));
    const first = Array.from({ length: 10 }, () => send(calls, never));
    await new Promise(setImmediate);
    expect(sent).toHaveLength(4);
    const other = send({ method: 'GET', url: 'https://b.klaviyo.com/' }, never);
    await new Promise(setImmediate);
    expect(sent).toHaveLength(5);
    while (sent.length < 11 || waiting.length > 0) {
      waiting.shift()?.();
      await new Promise(setImmediate);
    }
    await Promise.all([...first, other]);
  });
});
