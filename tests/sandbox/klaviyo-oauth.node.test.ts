import { describe, expect, test } from 'vitest';
import { callback, pkce, type Choice, type Served, serveSandbox } from './oauth-harness.ts';

const page = '/klaviyo/www.klaviyo.com/oauth/authorize';
const token = '/klaviyo/a.klaviyo.com/oauth/token';
const revoke = '/klaviyo/a.klaviyo.com/oauth/revoke';
const redirect_uri = callback('klaviyo');

const basic = (id: string, secret: string) => ({ authorization: `Basic ${btoa(`${id}:${secret}`)}` });

function ask(served: Served, more: Record<string, string> = {}) {
  const { verifier, challenge } = pkce();
  const query = { response_type: 'code', client_id: served.client('klaviyo').clientId, redirect_uri, scope: 'accounts:read lists:read lists:write', state: 'a.b', code_challenge: challenge, code_challenge_method: 'S256', ...more };
  return { verifier, query };
}

/** A code and everything to exchange it. */
async function allowed(served: Served, choice?: Choice) {
  const { verifier, query } = ask(served);
  const back = await served.consent(page, query, choice);
  const { clientId, clientSecret } = served.client('klaviyo');
  const fields = { grant_type: 'authorization_code', code: back.get('code') ?? '', code_verifier: verifier, redirect_uri };
  return { back, fields, exchange: (more: Record<string, string> = {}, secret = clientSecret) => served.form(token, { ...fields, ...more }, basic(clientId, secret)) };
}

const refresh = (served: Served, refresh_token: string) => served.form(token, { grant_type: 'refresh_token', refresh_token }, basic(served.client('klaviyo').clientId, served.client('klaviyo').clientSecret));
const lists = (served: Served, access: string) => served.call('/klaviyo/a.klaviyo.com/api/lists', { headers: { authorization: `Bearer ${access}`, revision: '2026-07-15' } });

test('the whole way: consent, code, tokens, a call, a refresh, the end', async () => {
  const served = await serveSandbox();
  const { back, exchange } = await allowed(served, { account: 'Second Shop' });
  expect([back.get('state'), [...back.keys()].sort()]).toEqual(['a.b', ['code', 'state']]);
  const { status, body } = await exchange();
  expect([status, body]).toEqual([200, { access_token: expect.stringMatching(/^\w{96}$/), expires_in: 3600, refresh_token: expect.stringMatching(/^\w{64}$/), scope: 'accounts:read lists:read lists:write', token_type: 'Bearer' }]);
  const accounts = await served.call('/klaviyo/a.klaviyo.com/api/accounts', { headers: { authorization: `Bearer ${body.access_token}`, revision: '2026-07-15' } });
  expect(accounts.body.data[0].attributes.contact_information.organization_name).toBe('Second Shop');

  await served.step(3601);
  expect((await lists(served, body.access_token)).body.errors[0]).toMatchObject({ status: 401, code: 'authentication_failed' });
  const again = (await refresh(served, body.refresh_token)).body;
  expect([again.refresh_token, again.access_token === body.access_token]).toEqual([body.refresh_token, false]);
  expect((await lists(served, again.access_token)).status).toBe(200);

  const { clientId, clientSecret } = served.client('klaviyo');
  expect((await served.form(revoke, { token: body.refresh_token, token_type_hint: 'refresh_token' }, basic(clientId, 'x'))).body).toEqual({ error: 'invalid_client' });
  expect((await served.form(revoke, { token: body.refresh_token, token_type_hint: 'refresh_token' }, basic(clientId, clientSecret))).status).toBe(200);
  expect((await lists(served, again.access_token)).status).toBe(401);
  expect(await refresh(served, body.refresh_token)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  expect((await served.form(revoke, { token: body.refresh_token }, basic(clientId, clientSecret))).status).toBe(200);
  expect(await served.tokens()).toEqual(['klaviyo issued', 'klaviyo refreshed', 'klaviyo revoked']);
});

test('a token may do what was ticked, and is refused by name for the rest', async () => {
  const served = await serveSandbox();
  const { exchange } = await allowed(served, { scopes: ['accounts:read', 'lists:read'] });
  const { body } = await exchange();
  expect(body.scope).toBe('accounts:read lists:read');
  expect((await lists(served, body.access_token)).status).toBe(200);
  const write = await served.call('/klaviyo/a.klaviyo.com/api/lists/abc', { method: 'PATCH', headers: { authorization: `Bearer ${body.access_token}`, revision: '2026-07-15' }, body: '{}' });
  expect(write).toMatchObject({ status: 403, body: { errors: [{ code: 'permission_denied', detail: expect.stringContaining('lists:write') }] } });
});

describe('a code is refused', () => {
  test.each([
    ['with another verifier', { code_verifier: pkce().verifier }, { error: 'invalid_grant', error_description: 'Code challenge failed.' }],
    ['with a verifier that is none', { code_verifier: 'short' }, { error: 'invalid_request', error_description: 'Invalid "code_verifier"' }],
    ['without a verifier', { code_verifier: '' }, { error: 'invalid_request', error_description: 'Missing "code_verifier"' }],
    ['with another redirect URI', { redirect_uri: `${redirect_uri}/` }, { error: 'invalid_grant', error_description: 'Invalid "redirect_uri" in request.' }],
    ['when nobody made it', { code: 'nothing' }, { error: 'invalid_grant', error_description: 'Invalid "code" in request.' }],
    ['with another grant type', { grant_type: 'password' }, { error: 'unsupported_grant_type', error_description: 'invalid_grant_type' }],
  ])('%s, and stays good for who presents it well', async (_, wrong, body) => {
    const served = await serveSandbox();
    const { exchange } = await allowed(served);
    expect(await exchange(wrong)).toMatchObject({ status: 400, body });
    expect((await exchange()).status).toBe(200);
  });

  test('with another secret', async () => {
    const served = await serveSandbox();
    const { exchange } = await allowed(served);
    expect(await exchange({}, 'wrong')).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
  });

  test('after five minutes', async () => {
    const served = await serveSandbox();
    const { exchange } = await allowed(served);
    await served.step(300);
    expect((await exchange()).body).toEqual({ error: 'invalid_grant', error_description: 'Invalid "code" in request.' });
    expect(await served.tokens()).toEqual([]);
  });

  test('the second time, and what it gave ends', async () => {
    const served = await serveSandbox();
    const { exchange } = await allowed(served);
    const { body } = await exchange();
    expect((await exchange()).body).toEqual({ error: 'invalid_grant', error_description: 'Invalid "code" in request.' });
    expect((await lists(served, body.access_token)).status).toBe(401);
    expect((await refresh(served, body.refresh_token)).body).toEqual({ error: 'invalid_grant' });
    expect(await served.tokens()).toEqual(['klaviyo issued', 'klaviyo revoked']);
  });

  test('when two exchange it at once, but for one', async () => {
    const served = await serveSandbox();
    const { exchange } = await allowed(served);
    const statuses = (await Promise.all([exchange(), exchange()])).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 400]);
  });
});

test('a refresh token that is not used for 90 days ends; one that is used lives on', async () => {
  const served = await serveSandbox();
  const { body } = await (await allowed(served)).exchange();
  for (const days of [89, 89]) {
    await served.step(days * 86_400);
    expect((await refresh(served, body.refresh_token)).status).toBe(200);
  }
  await served.step(90 * 86_400);
  expect((await refresh(served, body.refresh_token)).body).toEqual({ error: 'invalid_grant' });
});

test('"rotate_refresh" gives a new refresh token; the old one, used again, ends all', async () => {
  const served = await serveSandbox();
  const { body } = await (await allowed(served)).exchange();
  await served.fault('klaviyo', 'rotate_refresh', { times: 1 });
  const rotated = (await refresh(served, body.refresh_token)).body;
  expect(rotated.refresh_token).not.toBe(body.refresh_token);
  expect((await refresh(served, rotated.refresh_token)).body.refresh_token).toBe(rotated.refresh_token);
  expect((await refresh(served, body.refresh_token)).body).toEqual({ error: 'invalid_grant' });
  expect((await refresh(served, rotated.refresh_token)).body).toEqual({ error: 'invalid_grant' });
  expect((await served.tokens()).at(-1)).toBe('klaviyo revoked');
});

test('an app that is not known, or an address that is not registered, sends nobody anywhere', async () => {
  const served = await serveSandbox();
  for (const [more, status, says] of [[{ client_id: 'nobody' }, 401, 'invalid_client'], [{ redirect_uri: 'https://evil.example/' }, 400, 'redirect_uri_mismatch']] as const) {
    const { query } = ask(served, more);
    for (const method of ['GET', 'POST']) {
      const answer = await served.call(`${page}?${new URLSearchParams(query)}`, { method, ...(method === 'POST' && { body: new URLSearchParams({ decision: 'allow', account: 'Harbour Goods' }) }) });
      expect([answer.status, answer.headers.get('location'), answer.text]).toEqual([status, null, expect.stringContaining(says)]);
    }
  }
});

test.each([
  [{ code_challenge_method: 'plain' }, 'invalid_request'], [{ code_challenge: 'short' }, 'invalid_request'], [{ scope: 'everything' }, 'invalid_scope'], [{ response_type: 'token' }, 'unsupported_response_type'],
])('a request with %j goes back with its error and state', async (more, error) => {
  const served = await serveSandbox();
  const answer = await served.call(`${page}?${new URLSearchParams(ask(served, more).query)}`);
  const back = new URL(answer.headers.get('location') ?? '');
  expect([answer.status, back.origin + back.pathname, back.searchParams.get('error'), back.searchParams.get('state')]).toEqual([302, redirect_uri, error, 'a.b']);
});

test('token and revoke on www are stopped at the edge', async () => {
  const served = await serveSandbox();
  expect((await served.form('/klaviyo/www.klaviyo.com/oauth/token', {})).status).toBe(403);
});
