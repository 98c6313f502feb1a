import { afterEach, describe, expect, test, vi } from 'vitest';
import { createIntegrationsClient } from '../../src/client/create-client.ts';
import { type Integration, IntegrationsError } from '../../src/core/index.ts';
import { available, codeOf, connected, provider, readyClient, silentAdapter } from './fixtures.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const flush = () => new Promise((done) => setImmediate(done));

describe('the list', () => {
  test('is read once, however often it is asked for meanwhile (DX-9)', async () => {
    const { adapter, call, count } = silentAdapter();
    const client = createIntegrationsClient({ adapter, providers: [provider('klaviyo')] });
    const reads = [client.load(), client.load()];
    expect(client.getState().phase).toBe('loading');
    await flush();
    expect(count('list')).toBe(1);
    call('list').answer([available('klaviyo')]);
    await Promise.all(reads);
    expect(client.getState()).toMatchObject({ phase: 'ready', order: ['klaviyo'] });
  });

  test('asked for afresh, gives up a read that hangs and ignores what it answers late (UX-2)', async () => {
    const { adapter } = silentAdapter();
    const signals: AbortSignal[] = [];
    const answers: ((list: readonly Integration[]) => void)[] = [];
    const list = ({ signal }: { signal: AbortSignal }) => new Promise<readonly Integration[]>((resolve) => { signals.push(signal); answers.push(resolve); });
    const client = createIntegrationsClient({ adapter: { ...adapter, list }, providers: [provider('klaviyo')] });
    const hanging = client.load();
    await flush();
    const fresh = client.load({ fresh: true });
    await flush();
    expect(signals.map((one) => one.aborted)).toEqual([true, false]);
    answers[1]?.([connected('klaviyo')]);
    answers[0]?.([available('klaviyo')]);
    await Promise.all([hanging, fresh]);
    expect(client.getState()).toMatchObject({ phase: 'ready', integrations: { klaviyo: { status: 'connected' } } });
  });

  test('shows an offered provider it leaves out, or answers in a wrong shape, as unknown at its place (UX-9, SR-19)', async () => {
    const { client } = await readyClient([available('meta'), connected('twilio'), { id: 'klaviyo', status: 'disconnected' } as never]);
    expect(client.getState().order).toEqual(['twilio', 'klaviyo']);
    expect(client.getState().unknown).toMatchObject({ klaviyo: { code: 'internal' } });
    expect(Object.keys(client.getState().integrations)).toEqual(['twilio']);
    const twice = await readyClient([connected('twilio'), { id: 'twilio' } as never]);
    expect(twice.client.getState().integrations).toMatchObject({ twilio: { status: 'connected' } });
    const without = await readyClient([connected('twilio')]);
    expect(without.client.getState().order).toEqual(['klaviyo', 'twilio']);
  });

  test.each([['a hang', () => new Promise(() => {})], ['a throw', () => { throw new Error('secret text'); }], ['no list', async () => ({ integrations: [] })]])('survives %s (SR-19, UX-8)', async (_, list) => {
    vi.useFakeTimers();
    const { adapter } = silentAdapter();
    const client = createIntegrationsClient({ adapter: { ...adapter, list: list as never }, providers: [provider('klaviyo')] });
    const loaded = client.load();
    await vi.advanceTimersByTimeAsync(15_000);
    await loaded;
    expect(client.getState()).toMatchObject({ phase: 'failed', order: [] });
    expect(JSON.stringify(client.getState())).not.toContain('secret text');
    expect(vi.getTimerCount()).toBe(0);
  });

  test('is read again after a failure that may pass, within one deadline (SR-31)', async () => {
    vi.useFakeTimers();
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    const { client, call, count } = await readyClient([connected('klaviyo'), available('twilio')]);
    const again = client.load();
    await vi.advanceTimersByTimeAsync(1000);
    call('list').fail(new IntegrationsError('rate_limited', { retryAfter: 2 }));
    await vi.advanceTimersByTimeAsync(2249);
    expect(count('list')).toBe(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(count('list')).toBe(3);
    await vi.advanceTimersByTimeAsync(11_749);
    expect(client.getState().problem).toBeNull();
    await vi.advanceTimersByTimeAsync(1);
    await again;
    expect(client.getState().problem).toMatchObject({ code: 'timeout' });
    expect(call('list').o.signal.aborted).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('keeps what was known when a later read fails, and says it is not known now (UX-9)', async () => {
    const { client, call, events } = await readyClient([connected('klaviyo'), available('twilio')]);
    const again = client.load();
    await flush();
    call('list').fail(new IntegrationsError('unauthenticated', { requestId: 'r1' }));
    await again;
    const state = client.getState();
    expect(state).toMatchObject({ phase: 'ready', problem: { code: 'unauthenticated' }, integrations: { klaviyo: { status: 'connected' } } });
    expect(Object.keys(state.unknown)).toEqual(['klaviyo', 'twilio']);
    expect(events.at(-1)).toMatchObject({ type: 'load_failed', code: 'unauthenticated', requestId: 'r1', version: 1 });

    const one = client.refresh('klaviyo');
    await flush();
    call('status').answer(connected('klaviyo'));
    await one;
    expect(Object.keys(client.getState().unknown)).toEqual(['twilio']);
  });
});

describe('late answers (SR-16)', () => {
  test.each([['integer revisions', '1', '2'], ['opaque revisions', 'zz', 'aa']])('a list that began before a change finished does not undo it, with %s', async (_, before, after) => {
    const { client, call } = await readyClient([available('klaviyo', { revision: before }), available('twilio')]);
    const connecting = client.connect('klaviyo', {});
    const reading = client.load();
    await flush();
    call('connect').answer(connected('klaviyo', { revision: after }));
    await connecting;
    call('list').answer([available('klaviyo', { revision: before }), connected('twilio')]);
    await reading;
    expect(client.getState().integrations).toMatchObject({ klaviyo: { status: 'connected' }, twilio: { status: 'connected' } });
  });

  test('compares revisions as numbers: 10 is newer than 9', async () => {
    const { client, call } = await readyClient([connected('klaviyo', { revision: '8' })]);
    const saving = client.configure('klaviyo', {}, '8');
    const reading = client.load();
    await flush();
    call('configure').answer(connected('klaviyo', { revision: '9' }));
    await saving;
    call('list').answer([connected('klaviyo', { revision: '10', label: 'Changed elsewhere' })]);
    await reading;
    expect(client.getState().integrations['klaviyo']).toMatchObject({ revision: '10' });
  });

  test('a failed or incomplete old list does not doubt what has answered since', async () => {
    const { client, call } = await readyClient([connected('klaviyo'), available('twilio')]);
    for (const end of [(list: ReturnType<typeof call>) => list.fail(new IntegrationsError('internal')), (list: ReturnType<typeof call>) => list.answer([available('twilio')])]) {
      const reading = client.load();
      const checking = client.refresh('klaviyo');
      await flush();
      call('status').answer(connected('klaviyo'));
      await checking;
      end(call('list'));
      await reading;
      expect(client.getState().unknown).not.toHaveProperty('klaviyo');
    }
  });

  test('an erased Integration starts its revisions again, and stays erased', async () => {
    const { client, call } = await readyClient([connected('klaviyo', { revision: '7' })]);
    const erasing = client.disconnect('klaviyo', { eraseData: true });
    const reading = client.load();
    await flush();
    call('list').answer([connected('klaviyo', { revision: '7' })]);
    await reading;
    call('disconnect').answer(available('klaviyo', { revision: '0' }));
    await erasing;
    expect(client.getState().integrations['klaviyo']).toMatchObject({ status: 'disconnected' });
  });

  test('only a list that began after an outcome was lost settles it (SR-15)', async () => {
    const { client, call } = await readyClient([connected('klaviyo')]);
    const work = codeOf(client.disconnect('klaviyo'));
    const early = client.load();
    await flush();
    call('disconnect').fail(new IntegrationsError('aborted'));
    expect(await work).toBe('aborted');
    call('list').answer([connected('klaviyo')]);
    await early;
    expect(client.getState().operations['klaviyo']).toMatchObject({ phase: 'unknown' });
    const later = client.load();
    await flush();
    call('list').answer([available('klaviyo', { revision: '2' })]);
    await later;
    expect(client.getState().operations).toEqual({});
    expect(client.getState().integrations['klaviyo']).toMatchObject({ status: 'disconnected' });
    expect(client.getState().unknown).not.toHaveProperty('klaviyo');
  });
});

describe('news from elsewhere', () => {
  test('is taken over unless it is older or of no offered provider, and ends with the client', async () => {
    const { adapter, call } = silentAdapter();
    let push: (integration: Integration) => void = () => {};
    const end = vi.fn();
    const client = createIntegrationsClient({ adapter: { ...adapter, subscribe: (listener) => ((push = listener), end) }, providers: [provider('klaviyo')] });
    const loaded = client.load();
    await flush();
    call('list').answer([connected('klaviyo', { revision: '5' })]);
    await loaded;
    await client.preload();
    push(connected('klaviyo', { revision: '6', label: 'New' }));
    push(connected('klaviyo', { revision: '5', label: 'Old' }));
    push(available('meta'));
    push({ id: 'klaviyo' } as never);
    expect(client.getState().integrations).toEqual({ klaviyo: expect.objectContaining({ label: 'New' }) as unknown });
    client.destroy();
    expect(end).toHaveBeenCalledTimes(1);
  });

  test('does not settle an outcome that is unknown, which it may predate (SR-15)', async () => {
    const { adapter, call } = silentAdapter();
    let push: (integration: Integration) => void = () => {};
    const client = createIntegrationsClient({ adapter: { ...adapter, subscribe: (listener) => ((push = listener), () => {}) }, providers: [provider('klaviyo')] });
    const loaded = client.load();
    await flush();
    call('list').answer([available('klaviyo')]);
    await loaded;
    await client.preload();
    const work = codeOf(client.connect('klaviyo', {}));
    await flush();
    call('connect').fail(new IntegrationsError('aborted'));
    await work;
    push(available('klaviyo', { label: 'Renamed' }));
    expect(client.getState()).toMatchObject({ operations: { klaviyo: { phase: 'unknown' } }, unknown: { klaviyo: { code: 'aborted' } } });
  });

  test('a subscription that throws costs the news only', async () => {
    const { adapter, call } = silentAdapter();
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const client = createIntegrationsClient({ adapter: { ...adapter, subscribe: () => { throw new Error('no'); } }, providers: [provider('klaviyo')] });
    const loaded = client.load();
    await flush();
    call('list').answer([available('klaviyo')]);
    await loaded;
    expect(client.getState().phase).toBe('ready');
  });
});

test('an adapter without status is checked again through its list', async () => {
  const silent = silentAdapter();
  const { status: _, ...adapter } = silent.adapter;
  const client = createIntegrationsClient({ adapter, providers: [provider('klaviyo')] });
  expect([...client.capabilities].sort()).toEqual(['impact', 'options', 'update', 'verify']);
  await client.preload();
  const checking = client.refresh('klaviyo');
  await flush();
  silent.call('list').answer([connected('klaviyo')]);
  expect(await checking).toMatchObject({ status: 'connected' });
});

test('a check that fails shows the status as unknown (UX-9)', async () => {
  const { client, call } = await readyClient([connected('klaviyo')]);
  const checking = codeOf(client.refresh('klaviyo'));
  await flush();
  call('status').fail(new IntegrationsError('forbidden'));
  expect(await checking).toBe('forbidden');
  expect(client.getState().operations).toEqual({});
  expect(client.getState()).toMatchObject({ unknown: { klaviyo: { code: 'forbidden' } }, integrations: { klaviyo: { status: 'connected' } } });
});
