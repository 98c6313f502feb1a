import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { retryDelay } from '../../src/client/retry-delay.ts';
import { runOperation, type RunOptions } from '../../src/client/run-operation.ts';
import { type CallOptions, type ErrorCode, IntegrationsError } from '../../src/core/index.ts';
import { deferred } from './fixtures.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const run = (send: (o: CallOptions) => Promise<unknown>, more: Partial<RunOptions<string>> = {}) =>
  runOperation(send, { deadline: 15_000, signals: [], keyed: true, read: (answer) => (typeof answer === 'string' ? answer : null), ...more });
const failing = (...codes: readonly (ErrorCode | 'answers')[]) => {
  const keys: (string | undefined)[] = [];
  const at: number[] = [];
  const send = async ({ idempotencyKey }: CallOptions) => {
    const code = codes[keys.length] ?? 'internal';
    keys.push(idempotencyKey);
    at.push(Date.now());
    if (code !== 'answers') throw new IntegrationsError(code);
    return 'done';
  };
  return { send, keys, at };
};
const settle = async <T>(work: Promise<T>): Promise<T> => {
  await vi.runAllTimersAsync();
  return work;
};

test('ends an adapter that ignores its signal at the deadline (SR-30, SR-19)', async () => {
  let signal: AbortSignal | undefined;
  const work = run((o) => ((signal = o.signal), new Promise(() => {})));
  await vi.advanceTimersByTimeAsync(14_999);
  expect(signal?.aborted).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(signal?.aborted).toBe(true);
  expect(await work).toMatchObject({ ok: false, error: { code: 'timeout' }, lost: true });
});

test('has one deadline for all tries together (SR-30, SR-31)', async () => {
  const sent: number[] = [];
  const work = run((o) => {
    sent.push(Date.now());
    return sent.length === 1 ? Promise.reject(new IntegrationsError('unavailable')) : new Promise((_, reject) => o.signal.addEventListener('abort', () => reject(o.signal.reason as Error)));
  });
  const start = Date.now();
  expect(await settle(work)).toMatchObject({ error: { code: 'timeout' } });
  expect(Date.now() - start).toBe(15_000);
  expect(sent).toHaveLength(2);
});

test.each(['network_failed', 'rate_limited', 'provider_unavailable', 'unavailable', 'timeout'] as const)('tries at most three times on %s, under one key (SR-17, SR-31)', async (code) => {
  const { send, keys } = failing(code, code, code, 'answers');
  expect(await settle(run(send))).toMatchObject({ ok: false, error: { code } });
  expect(keys).toHaveLength(3);
  expect(new Set(keys).size).toBe(1);
  expect(keys[0]).toMatch(/^[0-9a-f-]{32,36}$/);
});

test.each(['invalid_credentials', 'validation_failed', 'conflict', 'internal', 'unauthenticated', 'forbidden', 'aborted', 'request_in_progress'] as const)('does not repeat after %s (SR-31)', async (code) => {
  const { send, keys } = failing(code, 'answers');
  expect(await settle(run(send))).toMatchObject({ ok: false, error: { code } });
  expect(keys).toHaveLength(1);
});

test('answers what a repeated try answered, and sends no key with a safe call', async () => {
  const { send, keys } = failing('network_failed', 'answers');
  expect(await settle(run(send, { keyed: false }))).toEqual({ ok: true, value: 'done' });
  expect(keys).toEqual([undefined, undefined]);
});

test('gives each intent a key of its own', async () => {
  const { send, keys } = failing('answers', 'answers');
  await run(send);
  await run(send);
  expect(new Set(keys).size).toBe(2);
});

test('waits as long as it is told to (SR-31)', async () => {
  vi.spyOn(Math, 'random').mockReturnValue(0);
  const sent: number[] = [];
  const start = Date.now();
  const work = run(async () => {
    sent.push(Date.now() - start);
    if (sent.length === 1) throw new IntegrationsError('rate_limited', { retryAfter: 4 });
    return 'done';
  });
  expect(await settle(work)).toEqual({ ok: true, value: 'done' });
  expect(sent).toEqual([0, 4000]);
});

test('gives up at once when told to wait longer than 10 s or than is left', async () => {
  expect(retryDelay({ code: 'rate_limited', retryAfter: 11 }, 1, 15_000)).toBeNull();
  expect(retryDelay({ code: 'rate_limited', retryAfter: 6 }, 1, 5000)).toBeNull();
  const start = Date.now();
  expect(await settle(run(() => Promise.reject(new IntegrationsError('rate_limited', { retryAfter: 60 }))))).toMatchObject({ error: { problem: { retryAfter: 60 } } });
  expect(Date.now()).toBe(start);
});

test.each([[1, 500], [2, 1000]])('after try %i waits between 0 and %i ms, evenly spread (SR-31)', (tries, most) => {
  const random = vi.spyOn(Math, 'random');
  expect(retryDelay({ code: 'unavailable' }, tries, 15_000)).toBeLessThanOrEqual(most);
  random.mockReturnValue(0);
  expect(retryDelay({ code: 'unavailable' }, tries, 15_000)).toBe(0);
  random.mockReturnValue(0.5);
  expect(retryDelay({ code: 'unavailable' }, tries, 15_000)).toBe(most / 2);
});

test('stops waiting when the caller leaves (SR-31)', async () => {
  const caller = new AbortController();
  vi.spyOn(Math, 'random').mockReturnValue(0.9);
  const { send, keys } = failing('rate_limited', 'answers');
  const work = run(send, { signals: [caller.signal] });
  await vi.advanceTimersByTimeAsync(100);
  caller.abort();
  expect(await settle(work)).toMatchObject({ error: { code: 'aborted' }, lost: false });
  expect(keys).toHaveLength(1);
});

test('leaves with its caller although the adapter stays, and hears the late answer (UX-44)', async () => {
  const caller = new AbortController();
  const { promise, resolve } = deferred();
  const late: string[] = [];
  const work = run(() => promise, { signals: [caller.signal], onLate: (value) => late.push(value) });
  caller.abort();
  expect(await work).toMatchObject({ error: { code: 'aborted' }, lost: true });
  resolve('done after all');
  await promise;
  await Promise.resolve();
  expect(late).toEqual(['done after all']);
});

test('sends nothing for a caller who has already left', async () => {
  const { send, keys } = failing('answers');
  expect(await run(send, { signals: [AbortSignal.abort()] })).toMatchObject({ error: { code: 'aborted' }, lost: false });
  expect(keys).toEqual([]);
});

test('takes its listeners off the signals it was given', async () => {
  const { signal } = new AbortController();
  const added = vi.spyOn(signal, 'addEventListener');
  const removed = vi.spyOn(signal, 'removeEventListener');
  await settle(run(failing('unavailable', 'answers').send, { signals: [signal] }));
  expect(added).toHaveBeenCalledTimes(1);
  expect(removed).toHaveBeenCalledTimes(1);
});

test.each<[string, readonly ErrorCode[], boolean]>([
  ['a verdict after a lost answer is a verdict on both', ['network_failed', 'invalid_credentials'], false],
  ['"come back later" after a lost answer says nothing of it', ['network_failed', 'rate_limited', 'rate_limited'], true],
  ['a session that ended after a lost answer says nothing of it', ['network_failed', 'unauthenticated'], true],
  ['a request still running has no outcome yet', ['request_in_progress'], true],
  ['a request the server stopped waiting for has none either', ['timeout', 'timeout', 'timeout'], true],
  ['a server that failed in an unforeseen way may have done the work', ['internal'], true],
  ['a refusal has nothing unknown', ['rate_limited', 'unavailable', 'provider_unavailable'], false],
])('%s (SR-15)', async (_, codes, lost) => {
  expect(await settle(run(failing(...codes).send))).toMatchObject({ ok: false, lost });
});

const thrown: readonly [string, () => unknown, ErrorCode][] = [
  ['a foreign error', () => { throw new Error('pk_secret'); }, 'internal'],
  ['a rejection with no error', () => Promise.reject('pk_secret'), 'internal'],
  ['an AbortError', () => Promise.reject(new DOMException('gone', 'AbortError')), 'aborted'],
  ['an AbortSignal.timeout of its own', () => Promise.reject(new DOMException('slow', 'TimeoutError')), 'timeout'],
  ['an answer in a wrong shape', () => ({ pk_secret: 1 }), 'internal'],
  ['nothing at all', () => undefined, 'internal'],
];
test.each(thrown)('makes %s one of our errors, without its text (SR-19, SR-33)', async (_, misbehave, code) => {
  const outcome = await settle(run(misbehave as never));
  expect(outcome).toMatchObject({ ok: false, error: { code } });
  expect(JSON.stringify(outcome) + String(!outcome.ok && outcome.error.stack) + String(!outcome.ok && outcome.error.cause)).not.toContain('pk_secret');
});
