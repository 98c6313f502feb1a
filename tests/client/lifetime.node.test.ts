import { afterEach, describe, expect, test, vi } from 'vitest';
import { createIntegrationsClient } from '../../src/client/create-client.ts';
import { IntegrationsError, isIntegrationsError } from '../../src/core/index.ts';
import { available, codeOf, connected, provider, readyClient, silentAdapter } from './fixtures.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('destroy', () => {
  test('aborts what runs and leaves no timer, listener or event (DX-9, SR-9)', async () => {
    vi.useFakeTimers();
    const { client, call, events } = await readyClient([connected('klaviyo')]);
    const heard = vi.fn();
    client.subscribe(heard);
    const working = [codeOf(client.disconnect('klaviyo')), codeOf(client.impact('klaviyo')), codeOf(client.connect('klaviyo', {}))];
    const reading = client.load();
    await vi.advanceTimersByTimeAsync(0);
    const before = { heard: heard.mock.calls.length, events: events.length };
    client.destroy();
    expect(await Promise.all(working)).toEqual(['aborted', 'aborted', 'aborted']);
    await reading;
    expect([call('disconnect'), call('impact'), call('list')].map(({ o }) => o.signal.aborted)).toEqual([true, true, true]);
    call('disconnect').answer(available('klaviyo'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(vi.getTimerCount()).toBe(0);
    expect({ heard: heard.mock.calls.length, events: events.length }).toEqual(before);
  });

  test('is no end: load and verbs work again', async () => {
    const { client, call } = await readyClient([connected('klaviyo')]);
    client.destroy();
    const heard = vi.fn();
    client.subscribe(heard);
    const reading = client.load();
    await Promise.resolve();
    call('list').answer([available('klaviyo'), available('twilio')]);
    await reading;
    expect(client.getState().integrations['klaviyo']).toMatchObject({ status: 'disconnected' });
    expect(heard).toHaveBeenCalled();
  });

  test('a mount undone at once, as StrictMode does, sends one request in all (DX-9)', async () => {
    const { adapter, call, count } = silentAdapter();
    const client = createIntegrationsClient({ adapter, providers: [provider('klaviyo')] });
    void client.load();
    client.destroy();
    expect(client.getState().phase).toBe('idle');
    const loaded = client.load();
    await Promise.resolve();
    await Promise.resolve();
    expect(count('list')).toBe(1);
    call('list').answer([available('klaviyo')]);
    await loaded;
    expect(client.getState().phase).toBe('ready');
  });
});

describe('code of the host that throws', () => {
  test('onEvent and subscribers break nothing', async () => {
    const complaints = vi.spyOn(console, 'error').mockImplementation(() => {});
    const { client, call } = await readyClient(undefined, { onEvent: () => { throw new Error('listener'); } });
    client.subscribe(() => { throw new Error('subscriber'); });
    const connecting = client.connect('klaviyo', {});
    await new Promise((done) => setImmediate(done));
    call('connect').answer(connected('klaviyo'));
    expect(await connecting).toMatchObject({ status: 'connected' });
    expect(complaints).toHaveBeenCalled();
  });
});

describe('events', () => {
  test('carry version, time and what they are about', async () => {
    const { client, call, events } = await readyClient(undefined, { now: () => Date.UTC(2026, 10, 22) });
    const failing = codeOf(client.connect('klaviyo', {}));
    await new Promise((done) => setImmediate(done));
    call('connect').fail(new IntegrationsError('invalid_credentials', { requestId: 'r-7' }));
    await failing;
    client.emit({ type: 'dialog_closed', dialog: 'connect', integration: 'klaviyo', provider: 'klaviyo' });
    const stamp = { version: 1, at: '2026-11-22T00:00:00.000Z' };
    const about = { integration: 'klaviyo', provider: 'klaviyo' };
    expect(events).toEqual([
      { ...stamp, type: 'loaded', integrations: 2 },
      { ...stamp, type: 'started', verb: 'connect', ...about },
      { ...stamp, type: 'failed', verb: 'connect', ...about, code: 'invalid_credentials', requestId: 'r-7', durationMs: 0 },
      { ...stamp, type: 'dialog_closed', dialog: 'connect', ...about },
    ]);
  });
});

describe('forms', () => {
  test('load once; a failed load is tried again', async () => {
    const real = provider('klaviyo').forms;
    const load = vi.fn().mockRejectedValueOnce(new TypeError('Failed to fetch dynamically imported module')).mockResolvedValue(real);
    const client = createIntegrationsClient({ adapter: silentAdapter().adapter, providers: [provider('klaviyo', { forms: load })] });
    expect(await codeOf(client.forms('klaviyo'))).toBe('network_failed');
    const [first, second] = await Promise.all([client.forms('klaviyo'), client.forms('klaviyo')]);
    expect(first).toBe(second);
    expect(load).toHaveBeenCalledTimes(2);
    expect(await codeOf(client.forms('nobody'))).toBe('provider_unknown');
  });
});

test('a verb the adapter lacks rejects with our error', async () => {
  const { list, connect, configure, disconnect } = silentAdapter().adapter;
  const client = createIntegrationsClient({ adapter: { list, connect, configure, disconnect }, providers: [provider('klaviyo')] });
  expect([...client.capabilities]).toEqual([]);
  for (const call of [client.verify('klaviyo'), client.update('klaviyo', { enabled: false }), client.options('klaviyo', 'list'), client.impact('klaviyo')]) {
    const error: unknown = await call.catch((thrown: unknown) => thrown);
    expect(isIntegrationsError(error, 'method_not_allowed')).toBe(true);
  }
});

test('works on pages without a secure context, where crypto has no randomUUID', async () => {
  vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) });
  try {
    const { client, call } = await readyClient();
    void client.disconnect('klaviyo');
    await new Promise((done) => setImmediate(done));
    expect(call('disconnect').o.idempotencyKey).toMatch(/^[0-9a-f]{32}$/);
    call('disconnect').answer(available('klaviyo'));
  } finally {
    vi.unstubAllGlobals();
  }
});
