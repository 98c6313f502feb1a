import { describe, expect, test } from 'vitest';
import { callback, type Choice, type Served, serveSandbox } from './oauth-harness.ts';

const login = '/mailchimp/login.mailchimp.com/oauth2';
const redirect_uri = callback('mailchimp');

const ask = (served: Served, more: Record<string, string> = {}) => ({ response_type: 'code', client_id: served.client('mailchimp').clientId, redirect_uri, state: 'a.b', ...more });

async function allowed(served: Served, choice?: Choice) {
  const back = await served.consent(`${login}/authorize`, ask(served), choice);
  const { clientId, clientSecret } = served.client('mailchimp');
  const fields = { grant_type: 'authorization_code', client_id: clientId, client_secret: clientSecret, redirect_uri, code: back.get('code') ?? '' };
  return { back, exchange: (wrong: Record<string, string> = {}) => served.form(`${login}/token`, { ...fields, ...wrong }) };
}

const account = (served: Served, dc: string, authorization: string) => served.call(`/mailchimp/${dc}.api.mailchimp.com/3.0/`, { headers: { authorization } });

test('the whole way: consent without scopes, code, a token that does not end, where it belongs, a call', async () => {
  const served = await serveSandbox();
  const page = await served.call(`${login}/authorize?${new URLSearchParams(ask(served))}`);
  expect(page.text).toContain('It may do everything');
  const { back, exchange } = await allowed(served, { account: 'Second Shop' });
  expect([...back.keys()]).toEqual(['code', 'state']);
  const { status, body } = await exchange();
  expect([status, body]).toEqual([200, { access_token: expect.stringMatching(/^[0-9a-f]{32}$/), expires_in: 0, scope: null }]);

  await served.step(315_360_000);
  for (const scheme of ['OAuth', 'Bearer']) {
    const { body: metadata } = await served.call(`${login}/metadata`, { headers: { authorization: `${scheme} ${body.access_token}` } });
    expect(metadata).toMatchObject({ dc: 'us6', role: 'owner', accountname: 'Second Shop', api_endpoint: 'https://us6.api.mailchimp.com', login: { email: 'owner@shop.example' } });
  }
  for (const authorization of [`Bearer ${body.access_token}`, `Basic ${btoa(`any:${body.access_token}-us6`)}`]) expect((await account(served, 'us6', authorization)).body).toMatchObject({ account_name: 'Second Shop' });
  expect((await account(served, 'us21', `Bearer ${body.access_token}`)).body).toMatchObject({ status: 401, title: 'API Key Invalid' });
  expect(await served.tokens()).toEqual(['mailchimp issued']);
});

test('there is nothing to refresh and nothing to revoke', async () => {
  const served = await serveSandbox();
  const { exchange } = await allowed(served);
  expect(await exchange({ grant_type: 'refresh_token' })).toMatchObject({ status: 400, body: { error: 'unsupported_grant_type' } });
  expect((await served.form(`${login}/revoke`, { token: 'x' })).status).toBe(404);
});

describe('a code is refused', () => {
  test.each([
    ['with another secret', { client_secret: 'wrong' }, 401, 'invalid_client'], ['from a client that is not known', { client_id: '1' }, 401, 'invalid_client'],
    ['with another redirect URI', { redirect_uri: 'https://shop.example/' }, 400, 'redirect_uri_mismatch'], ['when nobody made it', { code: 'nothing' }, 400, 'invalid_grant'],
  ])('%s, and stays good for who presents it well', async (_, wrong, status, error) => {
    const served = await serveSandbox();
    const { exchange } = await allowed(served);
    expect(await exchange(wrong as Record<string, string>)).toMatchObject({ status, body: { error } });
    expect((await exchange()).status).toBe(200);
  });

  test('when the client proves itself in a header instead of the body', async () => {
    const served = await serveSandbox();
    const { back } = await allowed(served);
    const { clientId, clientSecret } = served.client('mailchimp');
    const answer = await served.form(`${login}/token`, { grant_type: 'authorization_code', code: back.get('code') ?? '', redirect_uri }, { authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` });
    expect(answer.body.error).toBe('invalid_client');
  });

  test('after ten minutes', async () => {
    const served = await serveSandbox();
    const { exchange } = await allowed(served);
    await served.step(600);
    expect((await exchange()).body.error).toBe('invalid_grant');
  });

  test('the second time; what it gave goes on', async () => {
    const served = await serveSandbox();
    const { exchange } = await allowed(served);
    const { access_token: token } = (await exchange()).body as { access_token: string };
    expect((await exchange()).body.error).toBe('invalid_grant');
    expect((await account(served, 'us21', `Bearer ${token}`)).status).toBe(200);
  });
});

test('"revoked" is met where a token is used and where it is asked about; "partial_scopes" lets it only read', async () => {
  const served = await serveSandbox();
  const { access_token: token } = (await (await allowed(served)).exchange()).body as { access_token: string };
  await served.fault('mailchimp', 'revoked');
  expect(await served.call(`${login}/metadata`, { headers: { authorization: `OAuth ${token}` } })).toMatchObject({ status: 401, body: { error: 'invalid_token' } });
  expect((await account(served, 'us21', `Bearer ${token}`)).status).toBe(401);
  await served.fault('mailchimp', 'partial_scopes');
  expect((await (await allowed(served)).exchange()).status).toBe(200);
  expect((await account(served, 'us21', `Bearer ${token}`)).status).toBe(200);
  expect((await served.call('/mailchimp/us21.api.mailchimp.com/3.0/ecommerce/stores', { method: 'POST', body: '{}', headers: { authorization: `Bearer ${token}` } })).status).toBe(403);
});

test('denied, or wrongly asked', async () => {
  const served = await serveSandbox();
  expect(Object.fromEntries(await served.consent(`${login}/authorize`, ask(served), { press: 'deny' }))).toEqual({ error: 'access_denied', state: 'a.b' });
  for (const [more, says] of [[{ client_id: '1' }, 'invalid_client'], [{ redirect_uri: 'https://evil.example/' }, 'redirect_uri_mismatch']] as const) {
    const answer = await served.call(`${login}/authorize?${new URLSearchParams(ask(served, more))}`);
    expect([answer.headers.get('location'), answer.text]).toEqual([null, expect.stringContaining(says)]);
  }
});
