import { afterEach, describe, expect, test, vi } from 'vitest';
import { signingIn } from './fixtures.ts';

let page: Awaited<ReturnType<typeof signingIn>> | undefined;
const open = async (...given: Parameters<typeof signingIn>) => (page = await signingIn(...given));
afterEach(() => page?.end());

const call = { signal: new AbortController().signal };

describe('an end', () => {
  test('by Cancel closes the window, tells the server, and leaves the card as it was (UX-51)', async () => {
    const { at, verbs, attempt, integration, adapter, popup } = await open();
    await at();
    const { authorization = '' } = attempt() ?? {};
    verbs.cancel('acme-ads');
    expect(attempt()).toBeUndefined();
    expect(integration()?.authorization).toBeNull();
    await vi.waitFor(async () => expect(await adapter.authorization.poll({ authorization }, call)).toEqual({ status: 'cancelled' }));
    expect(await popup.answer({ code: 'late' })).toBe(false);
    expect(integration()?.status).toBe('disconnected');
  });

  test('by age is told by the record (UX-62)', async () => {
    let ahead = 0;
    const { at, phase, attempt } = await open({ now: () => new Date(Date.now() + ahead) });
    await at();
    ahead = 601_000;
    window.dispatchEvent(new Event('focus'));
    await phase('failed');
    expect(attempt()?.problem?.code).toBe('authorization_expired');
  });

  test('of the page leaves no listener, timer or channel, and what is begun stands in the record (SR-9, UX-62)', async () => {
    const { at, client, popup, attempt, integration, verbs, phase } = await open();
    await at();
    const { authorization = '' } = attempt() ?? {};
    client.destroy();
    expect(attempt()).toBeUndefined();
    expect(await popup.answer({ code: 'late' })).toBe(false);
    expect(integration()?.authorization?.id).toBe(authorization);
    verbs.resume('acme-ads', authorization);
    await phase('checking');
  });

  test('of one that was begun before a reload comes from the record (UX-62)', async () => {
    const { at, client, popup, attempt, verbs, phase, adapter, integration } = await open();
    await at();
    const { authorization = '' } = attempt() ?? {};
    const state = popup.url()?.searchParams.get('state') ?? '';
    client.destroy();
    verbs.resume('acme-ads', authorization);
    await adapter.authorization.complete({ response: { state, code: 'ok' } }, call);
    window.dispatchEvent(new Event('focus'));
    await phase('completed');
    expect(integration()?.status).toBe('connected');
  });
});

test('a page that was loaded anew looks as soon as the callback page says that it delivered, and at nothing else (UX-54, UX-62)', async () => {
  const { at, client, popup, attempt, verbs, phase, adapter } = await open();
  await at();
  const { authorization = '' } = attempt() ?? {};
  const state = popup.url()?.searchParams.get('state') ?? '';
  client.destroy();
  const polled = vi.spyOn(adapter.authorization, 'poll');
  verbs.resume('acme-ads', authorization);
  const resumed = performance.now();
  await adapter.authorization.complete({ response: { state, code: 'ok' } }, call);
  const channel = new BroadcastChannel(`integrations:${authorization}`);
  const before = polled.mock.calls.length;
  const third = new BroadcastChannel(`integrations:${authorization}`);
  await new Promise<void>((heard) => {
    // Opened last, it hears the last after the page has.
    third.onmessage = ({ data }) => { if (data === 'last') heard(); };
    for (const other of [null, 'delivered', { delivered: 1 }, { state, code: 'ok' }, 'last']) channel.postMessage(other);
  });
  third.close();
  expect(polled.mock.calls.length).toBe(before);
  channel.postMessage({ delivered: true });
  await phase('completed');
  channel.close();
  // The record is looked at every three seconds as well.
  expect(performance.now() - resumed).toBeLessThan(2_500);
});

describe('a choice', () => {
  const other = { seed: { 'acme-ads': { status: 'connected' as const, account: { id: 'a1', label: 'First' }, configuration: { kept: 'yes' } } }, signIn: () => ({ id: 'b2', label: 'Second' }) };

  test('stands where another account signed in; until it is made nothing changed (UX-63)', async () => {
    const { at, popup, phase, attempt, integration } = await open(other);
    await at();
    await popup.answer({ code: 'ok' });
    await phase('needs_choice');
    expect(attempt()?.choices).toEqual([{ value: 'replace', label: 'Second', hint: 'b2' }, { value: 'add', label: 'Second', hint: 'b2' }]);
    expect(integration()?.account).toEqual({ id: 'a1', label: 'First' });
  });

  test('to replace keeps the configuration (UX-63, UX-87)', async () => {
    const { at, popup, phase, verbs, integration } = await open(other);
    await at();
    await popup.answer({ code: 'ok' });
    await phase('needs_choice');
    verbs.resolve('acme-ads', 'replace');
    await phase('completed');
    expect(integration()).toMatchObject({ account: { id: 'b2', label: 'Second' }, configuration: { kept: 'yes' } });
  });

  test('to add leaves the first as it is (UX-63)', async () => {
    const { at, popup, phase, verbs, integration, client } = await open(other);
    await at();
    await popup.answer({ code: 'ok' });
    await phase('needs_choice');
    verbs.resolve('acme-ads', 'add');
    await phase('completed');
    expect(integration()?.account?.id).toBe('a1');
    expect(Object.values(client.getState().integrations).find((one) => one.account?.id === 'b2')).toMatchObject({ status: 'connected' });
  });

  test('among several accounts is a must; a refusal keeps them (UX-64)', async () => {
    const { at, popup, phase, verbs, attempt, adapter, integration } = await open({ signIn: () => [{ value: '1', label: 'One' }, { value: '2', label: 'Two' }] });
    await at();
    await popup.answer({ code: 'ok' });
    await phase('needs_choice');
    adapter.controls.failNext('resolve', 'internal');
    verbs.resolve('acme-ads', { account: '2' });
    await vi.waitFor(() => expect(attempt()).toMatchObject({ phase: 'needs_choice', problem: { code: 'internal' } }));
    verbs.resolve('acme-ads', { account: '2' });
    await phase('completed');
    expect(integration()?.account).toEqual({ id: '2', label: 'Two' });
  });
});
