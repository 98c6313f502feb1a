import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { IntegrationsError } from '../../src/core/index.ts';
import { available, codeOf, connected, deferred, provider, silentAdapter } from './fixtures.ts';

const verbs = '../../src/client/create-verbs.ts';

beforeEach(() => void vi.resetModules());
afterEach(() => {
  vi.doUnmock(verbs);
  vi.useRealTimers();
});

/** A page whose list is there, and whose verbs come when the test says so. */
async function pageBeforeVerbs(load: () => Promise<unknown>) {
  vi.doMock(verbs, async (original) => {
    await load();
    return original();
  });
  const { createIntegrationsClient } = await import('../../src/client/create-client.ts');
  const silent = silentAdapter();
  const client = createIntegrationsClient({ adapter: silent.adapter, providers: [provider('klaviyo'), provider('twilio')] });
  const loaded = client.load();
  await Promise.resolve();
  silent.call('list').answer([available('klaviyo'), connected('twilio')]);
  await loaded;
  expect(client.getState().phase).toBe('ready');
  return { client, ...silent };
}

describe('a verb called before its code is there', () => {
  test('is seen to run at once, and a second activation joins it: one request (SR-17)', async () => {
    const code = deferred();
    const { client, call, count } = await pageBeforeVerbs(() => code.promise);
    const both = [client.connect('klaviyo', { key: 'k' }), client.connect('klaviyo', { key: 'k' })];
    expect(client.getState().operations).toMatchObject({ klaviyo: { verb: 'connect', phase: 'running' } });
    expect(count('connect')).toBe(0);
    code.resolve(null);
    await vi.waitFor(() => expect(count('connect')).toBe(1));
    call('connect').answer(connected('klaviyo'));
    const [first, second] = await Promise.all(both);
    expect(first).toBe(second);
    expect(count('connect')).toBe(1);
    expect(client.getState()).toMatchObject({ operations: {}, integrations: { klaviyo: { status: 'connected' } } });
  });

  test('keeps its place: another verb waits for the one called first', async () => {
    const code = deferred();
    const { client, call, count } = await pageBeforeVerbs(() => code.promise);
    const pausing = client.update('twilio', { enabled: false });
    const leaving = client.disconnect('twilio');
    expect(client.getState().operations).toMatchObject({ twilio: { verb: 'update' } });
    code.resolve(null);
    await vi.waitFor(() => expect(count('update')).toBe(1));
    expect(count('disconnect')).toBe(0);
    call('update').answer(connected('twilio', { enabled: false, revision: '2' }));
    await pausing;
    await vi.waitFor(() => expect(count('disconnect')).toBe(1));
    call('disconnect').answer(available('twilio', { revision: '3' }));
    await leaving;
    expect(client.getState().operations).toEqual({});
  });

  test.each(['its caller leaves', 'the client is destroyed'])('sends nothing when %s meanwhile, and runs no longer (SR-30)', async (which) => {
    const code = deferred();
    const { client, count } = await pageBeforeVerbs(() => code.promise);
    const caller = new AbortController();
    const work = codeOf(client.connect('klaviyo', {}, caller.signal));
    if (which === 'its caller leaves') caller.abort();
    else client.destroy();
    expect(await work).toBe('aborted');
    expect(client.getState().operations).toEqual({});
    code.resolve(null);
    await client.preload();
    expect(count('connect')).toBe(0);
  });

  test('ends at the deadline when its code hangs; nothing was sent, so nothing is unknown (SR-30, UX-44)', async () => {
    const { client, count } = await pageBeforeVerbs(() => new Promise(() => {}));
    vi.useFakeTimers();
    const work = codeOf(client.connect('klaviyo', {}));
    await vi.advanceTimersByTimeAsync(15_000);
    expect(await work).toBe('timeout');
    expect(client.getState()).toMatchObject({ operations: { klaviyo: { phase: 'failed', problem: { code: 'timeout' } } }, unknown: {} });
    expect(count('connect')).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('code that cannot be loaded', () => {
  const unreachable = () => Promise.reject(new TypeError('Failed to fetch dynamically imported module'));

  test('is a lost connection in our words; the next call tries again', async () => {
    const load = vi.fn(() => Promise.resolve()).mockImplementationOnce(unreachable);
    const { client, call, count } = await pageBeforeVerbs(load);
    expect(await codeOf(client.connect('klaviyo', {}))).toBe('network_failed');
    expect(client.getState().operations).toMatchObject({ klaviyo: { phase: 'failed', problem: { code: 'network_failed' } } });
    expect(JSON.stringify(client.getState())).not.toContain('dynamically');

    const again = client.connect('klaviyo', {});
    expect(client.getState().operations).toMatchObject({ klaviyo: { phase: 'running' } });
    await vi.waitFor(() => expect(count('connect')).toBe(1));
    call('connect').answer(connected('klaviyo'));
    expect(await again).toMatchObject({ status: 'connected' });
    expect(load).toHaveBeenCalledTimes(2);
  });

  test('fails choices and impact too, and preload says nothing', async () => {
    const { client } = await pageBeforeVerbs(unreachable);
    await client.preload();
    expect(await Promise.all([codeOf(client.options('klaviyo', 'list')), codeOf(client.impact('klaviyo'))])).toEqual(['network_failed', 'network_failed']);
    expect(client.getState().operations).toEqual({});
  });

  test('leaves a failed list with a problem, and the next list mends it (UX-8)', async () => {
    const { client, call } = await pageBeforeVerbs(unreachable);
    const failing = client.load();
    await Promise.resolve();
    call('list').fail(new IntegrationsError('forbidden'));
    await failing;
    expect(client.getState()).toMatchObject({ phase: 'ready', problem: { code: 'network_failed' }, integrations: { twilio: { status: 'connected' } } });
    const mending = client.load();
    await Promise.resolve();
    call('list').answer([available('klaviyo'), connected('twilio')]);
    await mending;
    expect(client.getState()).toMatchObject({ problem: null, unknown: {} });
  });

  test('does not keep a list that hangs beyond its deadline (SR-30)', async () => {
    const { client, call } = await pageBeforeVerbs(() => new Promise(() => {}));
    vi.useFakeTimers();
    const hanging = client.load();
    await vi.advanceTimersByTimeAsync(14_000);
    call('list').fail(new IntegrationsError('unavailable'));
    await vi.advanceTimersByTimeAsync(1000);
    await hanging;
    expect(client.getState().problem).toMatchObject({ code: 'timeout' });
    expect(vi.getTimerCount()).toBe(0);
  });
});

test('a list that began before the verbs came clears what an earlier failure left unknown', async () => {
  const { client, call } = await pageBeforeVerbs(vi.fn(() => Promise.resolve()).mockRejectedValueOnce(new TypeError('offline')));
  const failing = client.load();
  await Promise.resolve();
  call('list').fail(new IntegrationsError('network_failed'));
  await failing;
  expect(Object.keys(client.getState().unknown)).toEqual(['klaviyo', 'twilio']);
  const mending = client.load();
  await Promise.resolve();
  await client.preload();
  call('list').answer([available('klaviyo'), connected('twilio')]);
  await mending;
  expect(client.getState().unknown).toEqual({});
});
