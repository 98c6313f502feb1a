import { describe, expect, test } from 'vitest';
import { callback, type Choice, type Served, serveSandbox } from './oauth-harness.ts';

const provider = 'tiktok-ads';
const page = `/${provider}/business-api.tiktok.com/portal/auth`;
const api = `/${provider}/business-api.tiktok.com/open_api/v1.3`;

const app = (served: Served) => ({ app_id: served.client(provider).clientId, secret: served.client(provider).clientSecret });
const ask = (served: Served, more: Record<string, string> = {}) => ({ app_id: app(served).app_id, redirect_uri: callback(provider), state: 'a.b', ...more });
const send = (served: Served, path: string, body: object, headers: Record<string, string> = {}) => served.call(api + path, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });

async function allowed(served: Served, choice?: Choice) {
  const back = await served.consent(page, ask(served), choice);
  return { back, exchange: (wrong: object = {}) => send(served, '/oauth2/access_token/', { ...app(served), auth_code: back.get('auth_code'), ...wrong }) };
}

const campaigns = (served: Served, token: string, advertiser: string) => served.call(`${api}/campaign/get/?advertiser_id=${advertiser}`, { headers: { 'access-token': token } });

test('the whole way: consent, code, a token that does not end, calls, the end', async () => {
  const served = await serveSandbox();
  const { back, exchange } = await allowed(served);
  expect([[...back.keys()].sort(), back.get('code')]).toEqual([['auth_code', 'code', 'state'], back.get('auth_code')]);
  const { status, body } = await exchange();
  expect([status, body]).toEqual([200, { code: 0, message: 'OK', request_id: expect.any(String), data: { access_token: expect.stringMatching(/^[0-9a-f]{40}$/), advertiser_ids: [expect.stringMatching(/^\d{19}$/), expect.any(String)], scope: [1, 2, 3, 4, 5, 6, 8] } }]);
  const { access_token: token, advertiser_ids: [first, outlet] } = body.data as { access_token: string; advertiser_ids: [string, string] };
  const names = (await served.call(`${api}/oauth2/advertiser/get/?${new URLSearchParams(app(served))}`, { headers: { 'access-token': token } })).body.data.list as { advertiser_id: string; advertiser_name: string }[];
  expect(names).toEqual([{ advertiser_id: first, advertiser_name: 'Harbour Goods' }, { advertiser_id: outlet, advertiser_name: 'Harbour Goods outlet' }]);

  await served.step(315_360_000);
  expect((await campaigns(served, token, first)).body.code).toBe(0);
  expect((await send(served, '/oauth2/refresh_token/', { ...app(served), refresh_token: token })).body.code).toBe(40107);

  expect((await send(served, '/oauth2/revoke_token/', { ...app(served), access_token: token })).body.code).toBe(40104);
  expect((await send(served, '/oauth2/revoke_token/', { ...app(served), secret: 'x', access_token: token }, { 'access-token': token })).body.code).toBe(40101);
  expect((await send(served, '/oauth2/revoke_token/', { ...app(served), access_token: 'another' }, { 'access-token': token })).body.code).toBe(40105);
  expect((await send(served, '/oauth2/revoke_token/', { ...app(served), access_token: token }, { 'access-token': token })).body.code).toBe(0);
  expect(await campaigns(served, token, first)).toMatchObject({ status: 200, body: { code: 40105, message: 'Access token is incorrect or has been revoked.' } });
  expect((await send(served, '/oauth2/revoke_token/', { ...app(served), access_token: token }, { 'access-token': token })).body.code).toBe(40105);
  expect(await served.tokens()).toEqual(['tiktok-ads issued', 'tiktok-ads revoked']);
});

test('a token may do what was ticked, and is told the scope it lacks', async () => {
  const served = await serveSandbox();
  const { access_token: token, advertiser_ids: [first], scope } = (await (await allowed(served, { scopes: ['1', '4'] })).exchange()).body.data as { access_token: string; advertiser_ids: string[]; scope: number[] };
  expect(scope).toEqual([1, 4]);
  expect((await campaigns(served, token, first ?? '')).body).toMatchObject({ code: 40001, message: expect.stringContaining('Ads Management') });
  expect((await served.call(`${api}/bc/get/`, { headers: { 'access-token': token } })).body.code).toBe(0);
});

test('"partial_scopes" leaves what may only look', async () => {
  const served = await serveSandbox();
  await served.fault(provider, 'partial_scopes');
  expect((await (await allowed(served)).exchange()).body.data.scope).toEqual([1, 4]);
});

describe('a code is refused with a status of 200', () => {
  test.each([
    ['with another secret', { secret: 'wrong' }, 40101], ['from an app that is not known', { app_id: '1' }, 40113], ['when nobody made it', { auth_code: 'nothing' }, 40101], ['without one', { auth_code: null }, 40002],
  ])('%s, and stays good for who presents it well', async (_, wrong, code) => {
    const served = await serveSandbox();
    const { exchange } = await allowed(served);
    expect(await exchange(wrong)).toMatchObject({ status: 200, body: { code, data: {} } });
    expect((await exchange()).body.code).toBe(0);
  });

  test('as a form', async () => {
    const served = await serveSandbox();
    const { back } = await allowed(served);
    expect((await served.form(`${api}/oauth2/access_token/`, { ...app(served), auth_code: back.get('auth_code') ?? '' })).body.code).toBe(40002);
  });

  test('after an hour', async () => {
    const served = await serveSandbox();
    const { exchange } = await allowed(served);
    await served.step(3600);
    expect((await exchange()).body).toMatchObject({ code: 40110, message: 'Auth code is expired.' });
  });

  test('the second time; what it gave goes on', async () => {
    const served = await serveSandbox();
    const { exchange } = await allowed(served);
    const { access_token: token, advertiser_ids: [first] } = (await exchange()).body.data as { access_token: string; advertiser_ids: string[] };
    expect((await exchange()).body.code).toBe(40110);
    expect((await campaigns(served, token, first ?? '')).body.code).toBe(0);
  });
});

test('the older address works, too; "revoked" and "down" are met in the envelope', async () => {
  const served = await serveSandbox();
  const back = await served.consent(`/${provider}/ads.tiktok.com/marketing_api/auth`, ask(served));
  for (const [fault, code] of [['revoked', 40105], ['down', 50000], ['rate_limited', 40100]] as const) {
    await served.fault(provider, fault, { times: 1 });
    expect((await send(served, '/oauth2/access_token/', { ...app(served), auth_code: back.get('auth_code') })).body.code).toBe(code);
  }
});

test('denied, or wrongly asked', async () => {
  const served = await serveSandbox();
  expect(Object.fromEntries(await served.consent(page, ask(served), { press: 'deny' }))).toEqual({ error: 'access_denied', state: 'a.b' });
  for (const [more, says] of [[{ app_id: '1' }, 'invalid_client'], [{ redirect_uri: 'https://evil.example/' }, 'redirect_uri_mismatch']] as const) {
    const answer = await served.call(`${page}?${new URLSearchParams(ask(served, more))}`);
    expect([answer.headers.get('location'), answer.text]).toEqual([null, expect.stringContaining(says)]);
  }
});
