import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { cardState } from '../../src/client/card-state.ts';
import { createIntegrationsClient } from '../../src/client/create-client.ts';
import { IntegrationsError } from '../../src/core/index.ts';
import { available, codeOf, connected, passedTest, readyClient } from './fixtures.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

const keys = { privateKey: 'pk_0123456789abcdef' };
const settled = (client: Awaited<ReturnType<typeof readyClient>>['client']) => {
  const { operations, unknown, integrations } = client.getState();
  return { operations, unknown, status: integrations['klaviyo']?.status };
};
const flush = () => vi.advanceTimersByTimeAsync(0);

describe('one operation per Integration', () => {
  test('a second activation of the same verb joins the first: one request, one answer (SR-17)', async () => {
    const { client, count, call, events } = await readyClient();
    const both = [client.connect('klaviyo', keys), client.connect('klaviyo', { ...keys })];
    await flush();
    expect(count('connect')).toBe(1);
    call('connect').answer(connected('klaviyo'));
    const [first, second] = await Promise.all(both);
    expect(first).toBe(second);
    expect(events.map((event) => event.type)).toEqual(['loaded', 'started', 'succeeded']);
  });

  test('the same verb with other values is another intent and waits', async () => {
    const { client, count, call } = await readyClient([connected('klaviyo')]);
    const first = client.update('klaviyo', { enabled: false });
    const second = client.update('klaviyo', { label: 'Main' });
    await flush();
    expect(count('update')).toBe(1);
    expect(call('update').input).toEqual({ integration: 'klaviyo', enabled: false, revision: '1' });
    call('update').answer(connected('klaviyo', { enabled: false, revision: '2' }));
    await first;
    await flush();
    expect(call('update').input).toEqual({ integration: 'klaviyo', label: 'Main', revision: '2' });
    call('update').answer(connected('klaviyo', { enabled: false, label: 'Main', revision: '3' }));
    await second;
    expect(client.getState().integrations['klaviyo']).toMatchObject({ enabled: false, label: 'Main' });
  });

  test('another verb waits for the first, also when that fails', async () => {
    const { client, count, call } = await readyClient();
    const connecting = codeOf(client.connect('klaviyo', keys));
    const disconnecting = client.disconnect('klaviyo');
    await flush();
    expect(count('disconnect')).toBe(0);
    call('connect').fail(new IntegrationsError('invalid_credentials'));
    expect(await connecting).toBe('invalid_credentials');
    await flush();
    expect(client.getState().operations['klaviyo']).toMatchObject({ verb: 'disconnect', phase: 'running' });
    call('disconnect').answer(available('klaviyo'));
    await disconnecting;
    expect(client.getState().operations).toEqual({});
  });

  test('Integrations do not wait for each other', async () => {
    const { client, call } = await readyClient();
    const both = [client.connect('klaviyo', keys), client.connect('twilio', keys)];
    await flush();
    call('connect', 1).answer(connected('twilio'));
    call('connect', 0).answer(connected('klaviyo'));
    await Promise.all(both);
  });

  test('who leaves the queue before its turn sends nothing', async () => {
    const { client, count, call } = await readyClient();
    const caller = new AbortController();
    const first = client.disconnect('klaviyo');
    const second = codeOf(client.connect('klaviyo', keys, caller.signal));
    caller.abort();
    expect(await second).toBe('aborted');
    call('disconnect').answer(available('klaviyo'));
    await first;
    await flush();
    expect(count('connect')).toBe(0);
    expect(client.getState().operations).toEqual({});
  });

  test('one of two joined callers may leave; the operation goes on for the other', async () => {
    const { client, call } = await readyClient();
    const caller = new AbortController();
    const leaving = codeOf(client.connect('klaviyo', keys, caller.signal));
    const staying = client.connect('klaviyo', keys);
    await flush();
    caller.abort();
    expect(await leaving).toBe('aborted');
    expect(call('connect').o.signal.aborted).toBe(false);
    call('connect').answer(connected('klaviyo'));
    expect(await staying).toMatchObject({ status: 'connected' });
  });
});

describe('how it stands', () => {
  test('runs, is slow after 10 s, and times out after 15 with an unknown outcome (UX-44, SR-15, SR-30)', async () => {
    const { client, call, count } = await readyClient();
    const work = codeOf(client.connect('klaviyo', keys));
    const phase = () => client.getState().operations['klaviyo']?.phase;
    expect(phase()).toBe('running');
    await vi.advanceTimersByTimeAsync(9999);
    expect(phase()).toBe('running');
    await vi.advanceTimersByTimeAsync(1);
    expect(phase()).toBe('slow');
    await vi.advanceTimersByTimeAsync(5000);
    expect(await work).toBe('timeout');
    expect(phase()).toBe('unknown');
    await vi.advanceTimersByTimeAsync(600_000);
    expect(count('connect')).toBe(1);

    const checking = client.refresh('klaviyo');
    const { integrations, operations, unknown } = client.getState();
    expect(cardState(integrations['klaviyo'], operations['klaviyo'], unknown['klaviyo'])).toBe('unknown');
    call('status').answer(connected('klaviyo'));
    await checking;
    expect(settled(client)).toEqual({ operations: {}, unknown: {}, status: 'connected' });
  });

  test('takes a shorter deadline from its host', async () => {
    const { client } = await readyClient(undefined, { deadline: 3000 });
    const work = codeOf(client.disconnect('klaviyo'));
    await vi.advanceTimersByTimeAsync(3000);
    expect(await work).toBe('timeout');
  });

  test('a lost connection leaves a change unknown, a refusal does not (SR-15)', async () => {
    const { client, call } = await readyClient([connected('klaviyo'), connected('twilio')]);
    const lost = codeOf(client.disconnect('klaviyo'));
    const refused = codeOf(client.disconnect('twilio'));
    await flush();
    call('disconnect', 0).fail(new IntegrationsError('network_failed'));
    call('disconnect', 1).fail(new IntegrationsError('forbidden'));
    expect(await refused).toBe('forbidden');
    for (let tries = 0; tries < 2; tries++) {
      await vi.advanceTimersByTimeAsync(1000);
      call('disconnect').fail(new IntegrationsError('network_failed'));
    }
    expect(await lost).toBe('network_failed');
    expect(client.getState().operations).toMatchObject({ klaviyo: { phase: 'unknown' }, twilio: { phase: 'failed' } });
    expect(Object.keys(client.getState().unknown)).toEqual(['klaviyo']);
    client.dismiss('twilio');
    expect(client.getState().operations).not.toHaveProperty('twilio');
  });

  test('an unreadable answer to a change leaves it unknown, because it did happen', async () => {
    const { client, call } = await readyClient();
    const work = codeOf(client.connect('klaviyo', keys));
    await flush();
    call('connect').answer(connected('twilio'));
    expect(await work).toBe('internal');
    expect(client.getState().operations['klaviyo']).toMatchObject({ phase: 'unknown' });
    expect(client.getState().integrations['twilio']).toMatchObject({ status: 'disconnected' });
  });

  test('a success after Cancel is reconciled, not lost or doubled (UX-44)', async () => {
    const { client, call, count } = await readyClient();
    const caller = new AbortController();
    const work = codeOf(client.connect('klaviyo', keys, caller.signal));
    await flush();
    caller.abort();
    expect(await work).toBe('aborted');
    await flush();
    expect(client.getState().operations['klaviyo']).toMatchObject({ phase: 'unknown' });
    call('connect').answer(connected('klaviyo'));
    await flush();
    expect(settled(client)).toEqual({ operations: {}, unknown: {}, status: 'connected' });
    expect(count('connect')).toBe(1);
  });

  test('takes what is stored now from a conflict and keeps its problem', async () => {
    const { client, call } = await readyClient([connected('klaviyo')]);
    const work = client.configure('klaviyo', { days: 7 }, '1').catch((error: IntegrationsError) => error.problem.current?.revision);
    await flush();
    expect(call('configure').input).toEqual({ integration: 'klaviyo', configuration: { days: 7 }, revision: '1' });
    call('configure').fail(new IntegrationsError('conflict', { current: connected('klaviyo', { configuration: { days: 30 }, revision: '2' }) }));
    expect(await work).toBe('2');
    expect(client.getState()).toMatchObject({ integrations: { klaviyo: { revision: '2', configuration: { days: 30 } } }, operations: { klaviyo: { phase: 'failed', problem: { code: 'conflict' } } } });
  });

  test('a repeated change names the revision it named at first, though news came in between', async () => {
    const news = new EventTarget();
    const { client, call, adapter } = await readyClient([connected('klaviyo')]);
    const second = createIntegrationsClient({
      adapter: { ...adapter, list: async () => [connected('klaviyo')], subscribe: (listener) => (news.addEventListener('news', () => listener(connected('klaviyo', { revision: '2' }))), () => {}) },
      providers: client.providers,
    });
    await second.preload();
    await second.load();
    const pausing = second.update('klaviyo', { enabled: false });
    await flush();
    call('update').fail(new IntegrationsError('unavailable'));
    news.dispatchEvent(new Event('news'));
    await vi.advanceTimersByTimeAsync(1000);
    expect(second.getState().integrations['klaviyo']?.revision).toBe('2');
    expect([call('update', 0).input, call('update', 1).input]).toEqual([expect.objectContaining({ revision: '1' }), expect.objectContaining({ revision: '1' })]);
    call('update').answer(connected('klaviyo', { enabled: false, revision: '3' }));
    await pausing;
  });

  test('every change carries a key, kept over its retries; reads carry none (SR-17, SR-32)', async () => {
    const { client, call, count } = await readyClient([connected('klaviyo')]);
    const work = client.disconnect('klaviyo', { eraseData: true });
    await flush();
    call('disconnect').fail(new IntegrationsError('unavailable'));
    await vi.advanceTimersByTimeAsync(1000);
    expect(count('disconnect')).toBe(2);
    expect(call('disconnect', 0).o.idempotencyKey).toMatch(/^[0-9a-f-]{36}$/);
    expect(call('disconnect', 1).o.idempotencyKey).toBe(call('disconnect', 0).o.idempotencyKey);
    expect(call('disconnect').input).toEqual({ integration: 'klaviyo', eraseData: true });
    call('disconnect').answer(available('klaviyo'));
    await work;
    void client.refresh('klaviyo');
    await flush();
    expect(call('status').o).not.toHaveProperty('idempotencyKey');
    call('status').answer(available('klaviyo'));
    await flush();
  });
});

describe('a test of the connection', () => {
  test('keeps its newest result by address, one run at a time, and drops it with the credentials (UX-67)', async () => {
    const { client, call, count } = await readyClient([connected('klaviyo')]);
    const runs = [client.verify('klaviyo'), client.verify('klaviyo')];
    await flush();
    expect(count('verify')).toBe(1);
    call('verify').answer(passedTest);
    await Promise.all(runs);
    expect(client.getState().verifications).toEqual({ klaviyo: passedTest });
    expect(client.getState().operations).toEqual({});
    const gone = client.disconnect('klaviyo');
    await flush();
    call('disconnect').answer(available('klaviyo'));
    await gone;
    expect(client.getState().verifications).toEqual({});
  });

  test('leaves nothing behind when it was cancelled, even if its answer still comes', async () => {
    const { client, call } = await readyClient([connected('klaviyo')]);
    const caller = new AbortController();
    const work = codeOf(client.verify('klaviyo', {}, caller.signal));
    await flush();
    caller.abort();
    expect(await work).toBe('aborted');
    call('verify').answer(passedTest);
    await flush();
    expect(client.getState().verifications).toEqual({});
    expect(client.getState().operations).toEqual({});
  });

  test('fails plainly when its answer is lost, because it changes nothing', async () => {
    const { client } = await readyClient([connected('klaviyo')]);
    const work = codeOf(client.verify('klaviyo'));
    await vi.advanceTimersByTimeAsync(15_000);
    expect(await work).toBe('timeout');
    expect(client.getState().operations).toMatchObject({ klaviyo: { verb: 'verify', phase: 'failed' } });
    expect(client.getState().unknown).not.toHaveProperty('klaviyo');
  });
});

test('choices and impact leave no trace in the state and end with their caller', async () => {
  const { client, call } = await readyClient([connected('klaviyo')]);
  const before = client.getState();
  const choices = client.options('klaviyo', 'list', { query: 'new' });
  const impact = client.impact('klaviyo');
  await flush();
  expect(call('options').input).toEqual({ integration: 'klaviyo', field: 'list', query: 'new' });
  call('options').answer({ items: [{ value: 'a', label: 'A' }], nextCursor: null });
  call('impact').answer({ items: ['Emails stop.'] });
  expect(await choices).toEqual({ items: [{ value: 'a', label: 'A' }], nextCursor: null });
  expect(await impact).toEqual({ items: ['Emails stop.'], keeps: [], choices: {} });
  const caller = new AbortController();
  const left = codeOf(client.options('klaviyo', 'list', {}, caller.signal));
  caller.abort();
  expect(await left).toBe('aborted');
  const broken = codeOf(client.options('klaviyo', 'list'));
  await flush();
  call('options').answer({ items: ['a'] });
  expect(await broken).toBe('internal');
  expect(client.getState()).toBe(before);
});
