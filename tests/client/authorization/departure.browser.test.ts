import { afterEach, describe, expect, test, vi } from 'vitest';
import { departureKey } from '../../../src/core/authorization.ts';
import { keepDeparture, takeDeparture } from '../../../src/client/authorization/departure.ts';
import { signingIn } from './fixtures.ts';

let page: Awaited<ReturnType<typeof signingIn>> | undefined;
const open = async (...given: Parameters<typeof signingIn>) => (page = await signingIn(...given));
afterEach(() => {
  page?.end();
  sessionStorage.clear();
});
const call = { signal: new AbortController().signal };
const left = { authorization: 'a1', integration: 'acme-ads' };
const rewrite = (change: object) => sessionStorage.setItem(departureKey, JSON.stringify({ ...JSON.parse(sessionStorage.getItem(departureKey) ?? '{}') as object, ...change }));

describe('what a tab leaves for (SR-8, SR-64)', () => {
  test('is the path of the page as it stands in its address, and comes back once', () => {
    keepDeparture(departureKey, { ...left, draft: { site: 'a' } });
    const { pathname, search, hash } = location;
    expect(takeDeparture(departureKey)).toEqual({ ...left, draft: { site: 'a' }, path: pathname + search + hash, until: expect.any(Number) as number });
    expect(takeDeparture(departureKey)).toBeNull();
    expect(sessionStorage.length).toBe(0);
  });

  test('of another page of this origin waits for that', () => {
    keepDeparture(departureKey, left);
    rewrite({ path: '/another/page' });
    expect(takeDeparture(departureKey)).toBeNull();
    rewrite({ path: `${location.pathname}?tab=other` });
    expect(takeDeparture(departureKey)).toMatchObject(left);
  });

  test('is forgotten after half an hour', () => {
    keepDeparture(departureKey, left);
    rewrite({ until: Date.now() - 1 });
    expect(takeDeparture(departureKey)).toBeNull();
    expect(sessionStorage.length).toBe(0);
  });

  test.each([['no JSON', '{'], ['no object', '"a1"'], ['without an authorization', '{"integration":"acme-ads","path":"/"}'], ['with a path that is none', '{"authorization":"a1","integration":"acme-ads","path":7}']])('that is %s is none', (_, kept) => {
    sessionStorage.setItem(departureKey, kept);
    expect(takeDeparture(departureKey)).toBeNull();
  });

  test('is not asked for where storage is blocked', () => {
    const blocked = vi.spyOn(Storage.prototype, 'getItem').mockImplementation(() => { throw new DOMException('Blocked.', 'SecurityError'); });
    expect(takeDeparture(departureKey)).toBeNull();
    blocked.mockRestore();
  });
});

describe('a tab that comes back (UX-53)', () => {
  /** A sign-in was begun, this tab left for it, and the page is loaded anew. */
  async function back(then: (state: string, id: string) => unknown, more: Parameters<typeof signingIn>[0] = {}, change: object = {}) {
    const opened = await open(more);
    const { id, state } = await opened.adapter.authorization.begin({ integration: 'acme-ads' }, call);
    keepDeparture(departureKey, { authorization: id, integration: 'acme-ads', draft: { site: 'a' } });
    rewrite(change);
    await then(state, id);
    return { ...opened, came: await opened.client.comeBack() };
  }
  const complete = (answer: object) => async (state: string) => void (await page?.adapter.authorization.complete({ response: { state, ...answer } as never }, call).catch(() => undefined));

  test('shows the connection', async () => {
    const { came, attempt, integration } = await back(complete({ code: 'ok' }));
    expect([came, attempt()?.phase, attempt()?.returned, integration()?.status]).toEqual(['acme-ads', 'completed', true, 'connected']);
  });

  test('shows a No, with what was typed before', async () => {
    const { attempt } = await back(complete({ error: 'access_denied' }));
    expect(attempt()).toMatchObject({ phase: 'failed', problem: { code: 'authorization_denied' }, draft: { site: 'a' } });
  });

  test('shows a choice of accounts', async () => {
    const { attempt, verbs, phase, integration } = await back(complete({ code: 'ok' }), { signIn: () => [{ value: '1', label: 'One' }, { value: '2', label: 'Two' }] });
    expect(attempt()?.phase).toBe('needs_choice');
    verbs.resolve('acme-ads', { account: '2' });
    await phase('completed');
    expect(integration()?.account).toEqual({ id: '2', label: 'Two' });
  });

  test('without an answer says so, and takes a late one', async () => {
    const { attempt, adapter, phase, came } = await back((given) => { state = given; });
    expect([came, attempt()?.phase]).toEqual(['acme-ads', 'left']);
    await adapter.authorization.complete({ response: { state, code: 'ok' } }, call);
    window.dispatchEvent(new Event('focus'));
    await phase('completed');
  });
  let state = '';

  test.each([['authorization_mismatch', 'authorization_mismatch'], ['network_failed', 'network_failed'], ['made_up', 'internal']])('whose answer the server did not take (%s) says why', async (code, shown) => {
    const { attempt, integration } = await back(() => undefined, {}, { code });
    expect(attempt()).toMatchObject({ phase: 'failed', problem: { code: shown } });
    expect(integration()?.authorization).toBeNull();
  });

  test.each([['a provider that is not offered', { integration: 'elsewhere' }], ['another page', { path: '/another/page' }]])('for %s shows nothing', async (_, change) => {
    const { came, attempt } = await back(() => undefined, {}, change);
    expect([came, attempt()]).toEqual([null, undefined]);
  });

  test('is asked about once: a second page start finds nothing', async () => {
    const { client } = await back(complete({ code: 'ok' }));
    expect(await client.comeBack()).toBeNull();
  });
});
