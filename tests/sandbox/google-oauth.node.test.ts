import { describe, expect, test } from 'vitest';
import { callback, type Choice, pkce, type Served, serveSandbox } from './oauth-harness.ts';

const root = 'https://www.googleapis.com/auth/';
const adwords = `${root}adwords`;
const datamanager = `${root}datamanager`;
const at = (provider: string) => ({ page: `/${provider}/accounts.google.com/o/oauth2/v2/auth`, token: `/${provider}/oauth2.googleapis.com/token`, revoke: `/${provider}/oauth2.googleapis.com/revoke` });

function ask(served: Served, provider = 'google-ads', more: Record<string, string> = {}) {
  const { verifier, challenge } = pkce();
  const query = { response_type: 'code', client_id: served.client(provider).clientId, redirect_uri: callback(provider), scope: `openid email ${adwords} ${datamanager}`, state: 'a.b', access_type: 'offline', prompt: 'consent', code_challenge: challenge, code_challenge_method: 'S256', ...more };
  return { verifier, query };
}

async function allowed(served: Served, { provider = 'google-ads', choice, more }: { provider?: string; choice?: Choice; more?: Record<string, string> } = {}) {
  const { verifier, query } = ask(served, provider, more);
  const back = await served.consent(at(provider).page, query, choice);
  const { clientId, clientSecret } = served.client(provider);
  const fields = { grant_type: 'authorization_code', code: back.get('code') ?? '', code_verifier: verifier, redirect_uri: callback(provider), client_id: clientId, client_secret: clientSecret };
  return { back, exchange: (wrong: Record<string, string> = {}) => served.form(at(provider).token, { ...fields, ...wrong }) };
}

function refresh(served: Served, refresh_token: string, provider = 'google-ads') {
  const { clientId, clientSecret } = served.client(provider);
  return served.form(at(provider).token, { grant_type: 'refresh_token', refresh_token, client_id: clientId, client_secret: clientSecret });
}

const customers = (served: Served, access: string) => served.call('/google-ads/googleads.googleapis.com/v25/customers:listAccessibleCustomers', { headers: { authorization: `Bearer ${access}` } });

test('the whole way: consent, code, tokens, a call, a refresh, the end', async () => {
  const served = await serveSandbox();
  const { back, exchange } = await allowed(served, { choice: { account: 'Second Shop' } });
  expect(Object.fromEntries(back)).toMatchObject({ iss: 'https://accounts.google.com', state: 'a.b', scope: `openid email ${adwords} ${datamanager}` });
  const { status, body } = await exchange();
  expect([status, body]).toEqual([200, { access_token: expect.stringMatching(/^ya29\./), expires_in: 3599, refresh_token: expect.stringMatching(/^1\/\//), scope: `openid email ${adwords} ${datamanager}`, token_type: 'Bearer', id_token: expect.any(String) }]);
  const key = served.sandbox.accounts.find((one) => one.provider === 'google-ads' && one.name === 'Second Shop');
  expect((await customers(served, body.access_token)).body.resourceNames[0]).toBe(`customers/${key?.credentials['customerId']}`);
  const person = await served.call('/google-ads/openidconnect.googleapis.com/v1/userinfo', { headers: { authorization: `Bearer ${body.access_token}` } });
  expect(person.body).toEqual({ sub: expect.stringMatching(/^\d{21}$/), email: 'second.shop@example.com', email_verified: true });

  await served.step(3600);
  expect((await customers(served, body.access_token)).body.error.details[0].errors[0].errorCode).toEqual({ authenticationError: 'OAUTH_TOKEN_INVALID' });
  const again = (await refresh(served, body.refresh_token)).body;
  expect(Object.keys(again)).not.toContain('refresh_token');
  expect((await customers(served, again.access_token)).status).toBe(200);

  expect((await served.form(at('google-ads').revoke, { token: body.refresh_token })).status).toBe(200);
  expect((await customers(served, again.access_token)).status).toBe(401);
  expect(await refresh(served, body.refresh_token)).toMatchObject({ status: 400, body: { error: 'invalid_grant', error_description: 'Token has been expired or revoked.' } });
  expect(await served.form(at('google-ads').revoke, { token: body.refresh_token })).toMatchObject({ status: 400, body: { error: 'invalid_token' } });
  expect(await served.tokens()).toEqual(['google-ads issued', 'google-ads refreshed', 'google-ads revoked']);
});

test('says who signed in, in an ID token that its published key proves', async () => {
  const served = await serveSandbox();
  const { body } = await (await allowed(served, { more: { scope: 'openid profile' } })).exchange();
  const [head = '', claims = '', signature = ''] = (body.id_token as string).split('.');
  const { keys: [jwk] } = (await served.call('/google-ads/www.googleapis.com/oauth2/v3/certs')).body as { keys: JsonWebKey[] };
  const key = await crypto.subtle.importKey('jwk', jwk ?? {}, { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }, false, ['verify']);
  expect(await crypto.subtle.verify('RSASSA-PKCS1-v1_5', key, Buffer.from(signature, 'base64url'), Buffer.from(`${head}.${claims}`))).toBe(true);
  const at = Date.parse('2026-11-22T12:00:00Z') / 1000;
  expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toEqual({ iss: 'https://accounts.google.com', azp: served.client('google-ads').clientId, aud: served.client('google-ads').clientId, sub: expect.stringMatching(/^\d{21}$/), name: 'Harbour Goods', iat: at, exp: at + 3600 });
});

describe('a refresh token', () => {
  test('comes only where offline access is asked for, and again only with consent', async () => {
    const served = await serveSandbox();
    const given: boolean[] = [];
    for (const [access_type, prompt] of [['online', 'consent'], ['offline', ''], ['offline', 'consent']] as const) {
      const { exchange } = await allowed(served, { more: { access_type, prompt } });
      given.push('refresh_token' in (await exchange()).body);
    }
    expect(given).toEqual([false, false, true]);
    const other = await allowed(served, { more: { prompt: '' }, choice: { account: 'Second Shop' } });
    expect((await other.exchange()).body).toHaveProperty('refresh_token');
  });

  test('ends after six months without use', async () => {
    const served = await serveSandbox();
    const { body } = await (await allowed(served)).exchange();
    await served.step(179 * 86_400);
    expect((await refresh(served, body.refresh_token)).status).toBe(200);
    await served.step(180 * 86_400);
    expect((await refresh(served, body.refresh_token)).body.error).toBe('invalid_grant');
  });
});

test('to revoke is to end what this person granted to every client of the project, and to nobody else', async () => {
  const served = await serveSandbox();
  const ads = (await (await allowed(served, { choice: { account: 'Second Shop' } })).exchange()).body;
  const analytics = (await (await allowed(served, { provider: 'google-analytics-4', more: { scope: `${root}analytics.readonly` }, choice: { account: 'Second Shop' } })).exchange()).body;
  const other = (await (await allowed(served)).exchange()).body;
  await served.form(at('google-ads').revoke, { token: ads.access_token });
  expect((await refresh(served, analytics.refresh_token, 'google-analytics-4')).body.error).toBe('invalid_grant');
  expect((await refresh(served, other.refresh_token)).status).toBe(200);
  expect((await served.tokens()).filter((one) => one.endsWith('revoked')).sort()).toEqual(['google-ads revoked', 'google-analytics-4 revoked']);
});

test('a token may do what was ticked: without adwords, Google Ads refuses it by scope', async () => {
  const served = await serveSandbox();
  const { back, exchange } = await allowed(served, { choice: { scopes: ['openid', datamanager] } });
  const { body } = await exchange();
  expect([back.get('scope'), body.scope]).toEqual([`openid ${datamanager}`, `openid ${datamanager}`]);
  expect(await customers(served, body.access_token)).toMatchObject({ status: 403, body: { error: { status: 'PERMISSION_DENIED', details: [{ reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT' }] } } });
  const more = await allowed(served, { more: { scope: adwords, include_granted_scopes: 'true' } });
  expect((await more.exchange()).body.scope.split(' ').sort()).toEqual([adwords, datamanager, 'openid'].sort());
});

test('"partial_scopes" holds back the wide scope', async () => {
  const served = await serveSandbox();
  await served.fault('google-ads', 'partial_scopes');
  expect((await allowed(served)).back.get('scope')).toBe(`openid email ${adwords}`);
});

describe('a code is refused', () => {
  test.each([
    ['with another verifier', { code_verifier: pkce().verifier }, 400, { error: 'invalid_grant', error_description: 'Invalid code verifier.' }],
    ['without a verifier', { code_verifier: '' }, 400, { error: 'invalid_grant', error_description: 'Missing code verifier.' }],
    ['with another redirect URI', { redirect_uri: 'https://shop.example/' }, 400, { error: 'redirect_uri_mismatch', error_description: 'Bad Request' }],
    ['when nobody made it', { code: '4/0Anothing' }, 400, { error: 'invalid_grant', error_description: 'Malformed auth code.' }],
    ['with another secret', { client_secret: 'wrong' }, 401, { error: 'invalid_client', error_description: 'Unauthorized' }],
    ['from a client that is not known', { client_id: 'nobody' }, 401, { error: 'invalid_client', error_description: 'The OAuth client was not found.' }],
    ['with another grant type', { grant_type: 'password' }, 400, { error: 'unsupported_grant_type', error_description: 'Invalid grant_type: password' }],
  ])('%s, and stays good for who presents it well', async (_, wrong, status, body) => {
    const served = await serveSandbox();
    const { exchange } = await allowed(served);
    expect(await exchange(wrong)).toMatchObject({ status, body });
    expect((await exchange()).status).toBe(200);
  });

  test('by another client of the project', async () => {
    const served = await serveSandbox();
    const { exchange } = await allowed(served);
    const { clientId, clientSecret } = served.client('google-analytics-4');
    expect((await exchange({ client_id: clientId, client_secret: clientSecret })).body.error).toBe('invalid_grant');
  });

  test('after ten minutes', async () => {
    const served = await serveSandbox();
    const { exchange } = await allowed(served);
    await served.step(600);
    expect((await exchange()).body).toEqual({ error: 'invalid_grant', error_description: 'Bad Request' });
  });

  test('the second time, and what it gave ends', async () => {
    const served = await serveSandbox();
    const { exchange } = await allowed(served);
    const { body } = await exchange();
    expect((await exchange()).body).toEqual({ error: 'invalid_grant', error_description: 'Bad Request' });
    expect([(await customers(served, body.access_token)).status, (await refresh(served, body.refresh_token)).status]).toEqual([401, 400]);
  });
});

test('denied, the answer still says who gave it', async () => {
  const served = await serveSandbox();
  const { query } = ask(served);
  expect(Object.fromEntries(await served.consent(at('google-ads').page, query, { press: 'deny' }))).toEqual({ error: 'access_denied', iss: 'https://accounts.google.com', state: 'a.b' });
});

test.each([[{ client_id: 'nobody' }, 'invalid_client'], [{ redirect_uri: 'https://evil.example/' }, 'redirect_uri_mismatch'], [{ scope: 'everything' }, 'invalid_scope'], [{ scope: 'toString' }, 'invalid_scope'], [{ response_type: 'token' }, 'unsupported_response_type'], [{ code_challenge_method: 'plain' }, 'invalid_request']])('Google shows a page and sends nobody back: %j', async (more, says) => {
  const served = await serveSandbox();
  const answer = await served.call(`${at('google-ads').page}?${new URLSearchParams(ask(served, 'google-ads', more).query)}`);
  expect([answer.headers.get('location'), answer.text]).toEqual([null, expect.stringContaining(says)]);
});

test('access tokens of pasted keys live for an hour, too', async () => {
  const served = await serveSandbox();
  const { clientId = '', clientSecret = '', refreshToken = '' } = served.sandbox.accounts.find((one) => one.provider === 'google-ads')?.credentials ?? {};
  const { body } = await served.form(at('google-ads').token, { grant_type: 'refresh_token', refresh_token: refreshToken, client_id: clientId, client_secret: clientSecret });
  expect((await customers(served, body.access_token)).status).toBe(200);
  await served.step(3599);
  expect((await customers(served, body.access_token)).status).toBe(401);
});
