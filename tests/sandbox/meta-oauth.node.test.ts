import { describe, expect, test } from 'vitest';
import { callback, type Choice, type Served, serveSandbox } from './oauth-harness.ts';

const graph = (provider: string) => `/${provider}/graph.facebook.com/v26.0`;
const page = (provider: string) => `/${provider}/www.facebook.com/v26.0/dialog/oauth`;

const ask = (served: Served, provider: string, more: Record<string, string> = {}) => ({ response_type: 'code', client_id: served.client(provider).clientId, redirect_uri: callback(provider), scope: 'ads_management,ads_read,business_management', state: 'a.b', ...more });

async function allowed(served: Served, { provider = 'facebook-ads', choice, more }: { provider?: string; choice?: Choice; more?: Record<string, string> } = {}) {
  const back = await served.consent(page(provider), ask(served, provider, more), choice);
  const { clientId, clientSecret } = served.client(provider);
  const fields = { client_id: clientId, client_secret: clientSecret, redirect_uri: callback(provider), code: back.get('code') ?? '' };
  return { back, exchange: (wrong: Record<string, string> = {}) => served.call(`${graph(provider)}/oauth/access_token?${new URLSearchParams({ ...fields, ...wrong })}`) };
}

function longer(served: Served, token: string, wrong: Record<string, string> = {}) {
  const { clientId, clientSecret } = served.client('facebook-ads');
  return served.call(`${graph('facebook-ads')}/oauth/access_token?${new URLSearchParams({ grant_type: 'fb_exchange_token', client_id: clientId, client_secret: clientSecret, fb_exchange_token: token, ...wrong })}`);
}

const call = (served: Served, token: string, path: string, { provider = 'facebook-ads', method = 'GET' } = {}) => served.call(graph(provider) + path, { method, headers: { authorization: `Bearer ${token}` } });

test('the whole way: consent, code, a short token, a long one, a call, another long one, the end', async () => {
  const served = await serveSandbox();
  const { back, exchange } = await allowed(served, { choice: { account: 'Second Shop' } });
  expect([...back.keys()].sort()).toEqual(['code', 'state']);
  const { status, body: short } = await exchange();
  expect([status, short]).toEqual([200, { access_token: expect.stringMatching(/^EAA[A-Za-z0-9]{190}$/), token_type: 'bearer', expires_in: 5400 }]);
  const long = (await longer(served, short.access_token)).body;
  expect([long.expires_in, long.access_token === short.access_token]).toEqual([5_183_944, false]);

  await served.step(5400);
  expect(await call(served, short.access_token, '/me')).toMatchObject({ status: 400, body: { error: { type: 'OAuthException', code: 190, error_subcode: 463 } } });
  expect((await longer(served, short.access_token)).body.error).toMatchObject({ code: 190, error_subcode: 463 });
  expect((await call(served, long.access_token, '/me?fields=id,name')).body).toEqual({ id: expect.stringMatching(/^\d{17}$/), name: 'Second Shop' });
  expect((await call(served, long.access_token, '/me/adaccounts?fields=name')).body.data[0].name).toBe('Second Shop');
  expect((await call(served, long.access_token, '/me/permissions')).body.data).toEqual(['ads_management', 'ads_read', 'business_management'].map((permission) => ({ permission, status: 'granted' })));

  await served.step(50 * 86_400);
  const renewed = (await longer(served, long.access_token)).body;
  await served.step(20 * 86_400);
  expect((await call(served, long.access_token, '/me')).status).toBe(400);
  expect((await call(served, renewed.access_token, '/me')).status).toBe(200);

  expect((await call(served, renewed.access_token, '/me/permissions', { method: 'DELETE' })).body).toEqual({ success: true });
  expect((await call(served, renewed.access_token, '/me')).body.error.code).toBe(190);
  expect(await served.tokens()).toEqual(['facebook-ads issued', 'facebook-ads refreshed', 'facebook-ads refreshed', 'facebook-ads revoked']);
});

test('to take back the app is to end it for this person everywhere, and for nobody else', async () => {
  const served = await serveSandbox();
  const ads = (await (await allowed(served)).exchange()).body.access_token as string;
  const again = (await (await allowed(served)).exchange()).body.access_token as string;
  const pixel = (await (await allowed(served, { provider: 'meta-pixel' })).exchange()).body.access_token as string;
  const other = (await (await allowed(served, { choice: { account: 'Second Shop' } })).exchange()).body.access_token as string;
  await call(served, ads, '/me/permissions', { method: 'DELETE' });
  const statuses = [await call(served, again, '/me'), await call(served, pixel, '/me', { provider: 'meta-pixel' }), await call(served, other, '/me')].map(({ status }) => status);
  expect(statuses).toEqual([400, 400, 200]);
});

describe('what was refused', () => {
  test('is named, keeps the calls that need it from working, and is asked for again only with rerequest', async () => {
    const served = await serveSandbox();
    const token = (await (await allowed(served, { provider: 'meta-pixel', choice: { scopes: ['ads_read'] } })).exchange()).body.access_token as string;
    expect((await call(served, token, '/me/permissions', { provider: 'meta-pixel' })).body.data).toContainEqual({ permission: 'ads_management', status: 'declined' });
    const pixel = served.sandbox.accounts.find((one) => one.provider === 'meta-pixel')?.credentials['pixelId'];
    expect((await call(served, token, `/${pixel}`, { provider: 'meta-pixel' })).status).toBe(200);
    expect(await call(served, token, `/${pixel}`, { provider: 'meta-pixel', method: 'POST' })).toMatchObject({ status: 403, body: { error: { code: 200 } } });

    const permissions = async (more: Record<string, string>) => {
      const access = (await (await allowed(served, { provider: 'meta-pixel', more })).exchange()).body.access_token as string;
      return ((await call(served, access, '/me/permissions', { provider: 'meta-pixel' })).body.data as { status: string }[]).map(({ status }) => status);
    };
    expect(await permissions({})).toEqual(['granted', 'declined', 'declined']);
    expect(await permissions({ auth_type: 'rerequest', scope: 'business_management' })).toEqual(['granted', 'granted']);
    expect(await permissions({ auth_type: 'rerequest' })).toEqual(['granted', 'granted', 'granted']);
    expect(await permissions({ scope: 'ads_read' })).toEqual(['granted', 'granted', 'granted']);
  });

  test('one permission alone can be taken back', async () => {
    const served = await serveSandbox();
    const token = (await (await allowed(served)).exchange()).body.access_token as string;
    expect((await call(served, token, '/me/permissions/business_management', { method: 'DELETE' })).body).toEqual({ success: true });
    expect(await call(served, token, '/me/businesses')).toMatchObject({ status: 400, body: { error: { code: 100, message: '(#100) Missing Permissions' } } });
    expect((await call(served, token, '/me/adaccounts')).status).toBe(200);
  });

  test('"partial_scopes" leaves what may only read', async () => {
    const served = await serveSandbox();
    await served.fault('facebook-ads', 'partial_scopes');
    const token = (await (await allowed(served)).exchange()).body.access_token as string;
    expect((await call(served, token, '/me/permissions')).body.data).toEqual([{ permission: 'ads_read', status: 'granted' }, { permission: 'ads_management', status: 'declined' }, { permission: 'business_management', status: 'declined' }]);
    expect((await call(served, token, '/me/permissions', { method: 'DELETE' })).status).toBe(200);
  });
});

describe('a code is refused as the graph refuses', () => {
  test.each([
    ['with another redirect URI', { redirect_uri: 'https://shop.example/' }, { code: 100, error_subcode: 36008 }],
    ['when nobody made it', { code: 'AQnothing' }, { code: 100, message: 'Invalid verification code format.' }],
    ['without one', { code: '' }, { code: 1, message: 'Missing authorization code' }],
    ['with another secret', { client_secret: 'wrong' }, { code: 1, message: 'Error validating client secret.' }],
    ['from an app that is not known', { client_id: '123' }, { code: 101 }],
  ])('%s, and stays good for who presents it well', async (_, wrong, error) => {
    const served = await serveSandbox();
    const { exchange } = await allowed(served);
    expect(await exchange(wrong)).toMatchObject({ status: 400, body: { error: { type: 'OAuthException', ...error } } });
    expect((await exchange()).status).toBe(200);
  });

  test('after ten minutes', async () => {
    const served = await serveSandbox();
    const { exchange } = await allowed(served);
    await served.step(600);
    expect((await exchange()).body.error).toMatchObject({ code: 100, error_subcode: 36007 });
  });

  test('the second time; what it gave goes on', async () => {
    const served = await serveSandbox();
    const { exchange } = await allowed(served);
    const token = (await exchange()).body.access_token as string;
    expect((await exchange()).body.error).toMatchObject({ code: 100, error_subcode: 36009, message: 'This authorization code has been used.' });
    expect((await call(served, token, '/me')).status).toBe(200);
  });
});

test('a token of another app or of nobody is not exchanged', async () => {
  const served = await serveSandbox();
  expect((await longer(served, 'EAAnothing')).body.error.code).toBe(190);
  expect((await longer(served, 'EAAnothing', { client_secret: 'x' })).body.error.code).toBe(1);
});

test('Meta tells its app about a token', async () => {
  const served = await serveSandbox();
  const token = (await (await allowed(served)).exchange()).body.access_token as string;
  const { clientId, clientSecret } = served.client('facebook-ads');
  const debug = () => served.call(`${graph('facebook-ads')}/debug_token?${new URLSearchParams({ input_token: token, access_token: `${clientId}|${clientSecret}` })}`);
  expect((await debug()).body.data).toMatchObject({ app_id: clientId, is_valid: true, expires_at: Date.parse('2026-11-22T12:00:00Z') / 1000 + 5400, scopes: ['ads_management', 'ads_read', 'business_management'] });
  await served.step(5400);
  expect((await debug()).body.data).toMatchObject({ is_valid: false, error: { code: 190, subcode: 463 } });
});

test('denied, the answer says why in Meta’s words', async () => {
  const served = await serveSandbox();
  expect(Object.fromEntries(await served.consent(page('facebook-ads'), ask(served, 'facebook-ads'), { press: 'deny' }))).toEqual({ error: 'access_denied', error_reason: 'user_denied', error_description: 'Permissions error', error_code: '200', state: 'a.b' });
});

test.each([[{ client_id: '123' }, 'invalid_client'], [{ redirect_uri: 'https://evil.example/' }, 'redirect_uri_mismatch'], [{ scope: 'ads_read ads_management' }, 'Invalid Scopes'], [{ scope: 'toString' }, 'Invalid Scopes']])('Facebook shows a page and sends nobody back: %j', async (more, says) => {
  const served = await serveSandbox();
  const answer = await served.call(`${page('facebook-ads')}?${new URLSearchParams(ask(served, 'facebook-ads', more))}`);
  expect([answer.headers.get('location'), answer.text]).toEqual([null, expect.stringContaining(says)]);
});
