import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { signingIn } from './fixtures.ts';

type Page = Awaited<ReturnType<typeof signingIn>>;
let page: Page | undefined;
const open = async (...given: Parameters<typeof signingIn>) => (page = await signingIn(...given));
afterEach(() => page?.end());

describe('a window', () => {
  test('opens empty in the click itself, its opener cut, and only then goes to the provider (UX-50, SR-2)', async () => {
    const { verbs, popup, attempt, phase, integration } = await open();
    verbs.begin('acme-ads');
    expect(popup.counts().opened).toBe(1);
    expect(attempt()?.phase).toBe('beginning');
    expect(popup.url()).toBeNull();
    await phase('waiting');
    expect(popup.url()?.host).toBe('acme-ads.example');
    expect(integration()?.authorization?.id).toBe(attempt()?.authorization);
  });

  test('that is open comes to the front on a second click; nothing else is begun (UX-50, UX-51)', async () => {
    const { at, verbs, popup } = await open();
    await at();
    verbs.begin('acme-ads');
    expect(popup.counts()).toEqual({ opened: 1, focused: 1 });
    expect(verbs.bringBack('acme-ads')).toBe(true);
    expect(popup.counts().focused).toBe(2);
  });

  test('the browser blocks is said at once: nothing is begun and nothing navigates (UX-52)', async () => {
    const { verbs, attempt, integration } = await open({}, { blocked: true });
    verbs.begin('acme-ads');
    expect(attempt()).toEqual({ phase: 'blocked' });
    expect(integration()?.authorization).toBeNull();
  });

  test('goes nowhere but to https addresses, and closes otherwise (SR-7)', async () => {
    const { adapter, verbs, popup, phase, attempt } = await open();
    const begin = adapter.authorization.begin.bind(adapter.authorization);
    adapter.authorization.begin = async (...given) => ({ ...(await begin(...given)), url: 'javascript:alert(1)' });
    verbs.begin('acme-ads');
    await phase('failed');
    expect(attempt()?.problem?.code).toBe('internal');
    expect(popup.url()).toBeNull();
  });

  test('two providers at once do not know of each other (UX-50)', async () => {
    const { at, popup, phase, attempt, integration } = await open();
    await at('acme-ads');
    const state = popup.url()?.searchParams.get('state') ?? '';
    await at('other-ads');
    expect(await popup.answer({ code: 'one' }, state)).toBe(true);
    await phase('completed', 'acme-ads');
    expect(attempt('other-ads')?.phase).toBe('waiting');
    expect(integration('other-ads')?.status).toBe('disconnected');
  });
});

describe('an answer', () => {
  test('connects, is acknowledged, and leaves no trace of its code (UX-54, SR-13)', async () => {
    const { at, popup, phase, integration, client, events } = await open({ signIn: () => ({ id: 'a1', label: 'Ana’s ads' }) });
    await at();
    const { href } = popup.url() ?? { href: '' };
    expect(await popup.answer({ code: 'very-secret-code' })).toBe(true);
    await phase('completed');
    expect(integration()).toMatchObject({ status: 'connected', scheme: 'oauth2', account: { label: 'Ana’s ads' }, authorization: null, scopes: { granted: ['read', 'manage'], missing: [] } });
    const secret = new URL(href).searchParams.get('state')?.split('.')[1];
    for (const kept of [JSON.stringify(client.getState()), JSON.stringify(events)]) {
      expect(kept).not.toContain('very-secret-code');
      expect(kept).not.toContain(secret);
    }
    expect(events.map((event) => event.type)).toEqual(['loaded', 'started', 'succeeded']);
  });

  test('of another sign-in, another state or another shape is ignored (UX-54, SR-5)', async () => {
    const { at, popup, attempt, phase } = await open();
    await at();
    const { authorization = '' } = attempt() ?? {};
    expect(await popup.answer({ code: 'x' }, `${authorization}.guessed`)).toBe(false);
    const channel = new BroadcastChannel(`integrations:${authorization}`);
    for (const message of [null, 'text', { state: popup.url()?.searchParams.get('state') }, { state: popup.url()?.searchParams.get('state'), code: 7 }]) channel.postMessage(message);
    channel.close();
    expect(await popup.answer({ code: 'x' })).toBe(true);
    await phase('completed');
  });

  test('delivered by somebody else is read from the record; it connects once (UX-54, SR-6)', async () => {
    const { at, popup, phase, adapter, integration } = await open();
    await at();
    const state = popup.url()?.searchParams.get('state') ?? '';
    await adapter.authorization.complete({ response: { state, code: 'elsewhere' } }, { signal: new AbortController().signal });
    window.dispatchEvent(new Event('focus'));
    await phase('completed');
    expect(integration()?.status).toBe('connected');
  });

  test('whose own delivery was lost is found out by the record (SR-15)', async () => {
    const { at, popup, phase, adapter } = await open();
    await at();
    adapter.controls.failNext('complete', 'timeout', { lostAnswer: true });
    await popup.answer({ code: 'ok' });
    await phase('completed');
  });

  test('that the callback page handed in as well waits for what becomes of it there (UX-54, SR-15)', async () => {
    const { at, popup, phase, adapter, events } = await open();
    await at();
    const state = popup.url()?.searchParams.get('state') ?? '';
    adapter.controls.failNext('complete', 'authorization_mismatch');
    await popup.answer({ code: 'ok' });
    await phase('finishing');
    // Only now has the other delivery come to its end.
    await adapter.authorization.complete({ response: { state, code: 'ok' } }, { signal: new AbortController().signal });
    await phase('completed');
    expect(events.map(({ type }) => type)).not.toContain('failed');
  });

  test('that could not be exchanged can be handed in again, without a new sign-in (UX-61)', async () => {
    const { at, popup, phase, adapter, attempt, verbs } = await open();
    await at();
    adapter.controls.failNext('complete', 'internal');
    await popup.answer({ code: 'ok' });
    await phase('failed');
    expect(attempt()).toMatchObject({ retry: true, problem: { code: 'internal' } });
    verbs.retry('acme-ads');
    await phase('completed');
    expect(popup.counts().opened).toBe(1);
  });

  test.each([
    ['access_denied', 'authorization_denied'],
    ['server_error', 'provider_unavailable'],
  ])('%s ends as %s, and the card is as it was (UX-57, UX-60)', async (error, code) => {
    const { at, popup, phase, attempt, integration } = await open();
    await at();
    await popup.answer({ error, error_description: '<b>no</b>' });
    await phase('failed');
    expect(attempt()?.problem?.code).toBe(code);
    expect(attempt()?.retry).toBeFalsy();
    expect(integration()).toMatchObject({ status: 'disconnected', authorization: null });
  });

  test('with fewer scopes connects and names what is missing (UX-58)', async () => {
    const { at, popup, phase, integration } = await open({ signIn: () => ({ label: 'Ads', scopes: ['read'] }) });
    await at();
    await popup.answer({ code: 'ok' });
    await phase('completed');
    expect(integration()?.scopes).toEqual({ granted: ['read'], missing: ['manage'] });
  });
});

describe('a closed reading', () => {
  // Beside other pages under test this one need not have it.
  const focusOf = () => vi.spyOn(window.top?.document ?? document, 'hasFocus').mockReturnValue(true);
  let focus: ReturnType<typeof focusOf>;
  beforeEach(() => void (focus = focusOf()));
  afterEach(() => focus.mockRestore());

  test('of a window that severed its opener is no verdict: the sign-in goes on and succeeds (UX-55, SR-6)', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] });
    try {
      const { at, popup, phase, attempt } = await open();
      await at();
      popup.sever();
      await vi.advanceTimersByTimeAsync(60_000);
      expect(attempt()?.phase).toBe('checking');
      await popup.answer({ code: 'ok' });
      await phase('completed');
    } finally {
      vi.useRealTimers();
    }
  });

  test('of one whose later page severed its opener does not count while somebody is still in front of it (UX-55)', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] });
    focus.mockReturnValue(false);
    try {
      const { at, popup, phase, attempt } = await open();
      await at();
      await vi.advanceTimersByTimeAsync(1_000);
      popup.sever();
      await vi.advanceTimersByTimeAsync(60_000);
      expect(attempt()?.phase).toBe('checking');
      // Back at this page, where the window is not: now it counts.
      focus.mockReturnValue(true);
      await vi.advanceTimersByTimeAsync(4_000);
      expect(attempt()?.phase).toBe('checking');
      await vi.advanceTimersByTimeAsync(2_000);
      expect(attempt()?.phase).toBe('closed');
      await popup.answer({ code: 'ok' });
      await phase('completed');
    } finally {
      vi.useRealTimers();
    }
  });

  test('of one that was at the provider counts after a grace; a late answer still wins (UX-56)', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] });
    try {
      const { at, popup, phase, attempt } = await open();
      await at();
      await vi.advanceTimersByTimeAsync(1_000);
      popup.close();
      await vi.advanceTimersByTimeAsync(1_000);
      expect(attempt()?.phase).toBe('checking');
      await vi.advanceTimersByTimeAsync(6_000);
      expect(attempt()?.phase).toBe('closed');
      await popup.answer({ code: 'ok' });
      await phase('completed');
    } finally {
      vi.useRealTimers();
    }
  });
});
