import { expect, test } from 'vitest';
import { createSandbox, type SavedGrants } from '../../src/sandbox/index.ts';
import { callback, pkce, type Served, serveSandbox } from './oauth-harness.ts';

const page = '/klaviyo/www.klaviyo.com/oauth/authorize';
const token = '/klaviyo/a.klaviyo.com/oauth/token';
const redirect_uri = callback('klaviyo');

function start(served: Served) {
  const { verifier, challenge } = pkce();
  const { clientId, clientSecret } = served.client('klaviyo');
  const query = { response_type: 'code', client_id: clientId, redirect_uri, scope: 'accounts:read lists:read lists:write', state: 's', code_challenge: challenge, code_challenge_method: 'S256' };
  const headers = { authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` };
  return { query, exchange: (code: string | null) => served.form(token, { grant_type: 'authorization_code', code: code ?? '', code_verifier: verifier, redirect_uri }, headers), refresh: (refresh_token: string) => served.form(token, { grant_type: 'refresh_token', refresh_token }, headers) };
}

test.each([['down', 503, 'temporarily_unavailable'], ['rate_limited', 429, 'rate_limit_exceeded'], ['revoked', 400, 'invalid_grant']] as const)('"%s" is met at the token endpoint and never on the consent page', async (fault, status, error) => {
  const served = await serveSandbox();
  const { query, exchange } = start(served);
  await served.fault('klaviyo', fault, { times: 1 });
  const back = await served.consent(page, query);
  expect(await exchange(back.get('code'))).toMatchObject({ status, body: { error } });
  expect((await exchange(back.get('code'))).status).toBe(200);
});

test('"malformed" and "redirect" too', async () => {
  const served = await serveSandbox();
  const { query, exchange } = start(served);
  const back = await served.consent(page, query);
  await served.fault('klaviyo', 'malformed', { times: 1 });
  const malformed = await served.form(token, {}).catch((error: unknown) => error);
  expect(malformed).toBeInstanceOf(SyntaxError);
  await served.fault('klaviyo', 'redirect', { times: 1 });
  expect((await exchange(back.get('code'))).headers.get('location')).toBe('https://elsewhere.example/collect');
  expect((await exchange(back.get('code'))).status).toBe(200);
});

test('"slow" waits at the token endpoint alone', async () => {
  const waits: number[] = [];
  const served = await serveSandbox({ delay: async (ms) => void waits.push(ms) });
  const { query, exchange } = start(served);
  await served.fault('klaviyo', 'slow', { delayMs: 7 });
  const back = await served.consent(page, query);
  expect(waits).toEqual([]);
  expect((await exchange(back.get('code'))).status).toBe(200);
  expect(waits).toEqual([7]);
});

test('"deny" turns the next answers into refusals, as often as told', async () => {
  const served = await serveSandbox();
  await served.fault('klaviyo', 'deny', { times: 1 });
  const denied = await served.consent(page, start(served).query);
  expect([...denied]).toEqual([['error', 'access_denied'], ['state', 's']]);
  expect((await served.consent(page, start(served).query)).get('code')).toBeTruthy();
});

test('a person who presses Deny, or ticks nothing, is sent back without a code', async () => {
  const served = await serveSandbox();
  for (const choice of [{ press: 'deny' as const }, { scopes: [] }]) expect([...(await served.consent(page, start(served).query, choice)).keys()]).toEqual(['error', 'state']);
});

test('"partial_scopes" holds back what may write, once, and lets keys only read', async () => {
  const served = await serveSandbox();
  const { query, exchange } = start(served);
  await served.fault('klaviyo', 'partial_scopes');
  const { body } = await exchange((await served.consent(page, query)).get('code'));
  expect(body.scope).toBe('accounts:read lists:read');
  const key = served.sandbox.accounts.find((one) => one.provider === 'klaviyo')?.credentials['privateApiKey'];
  const headers = { authorization: `Klaviyo-API-Key ${key}`, revision: '2026-07-15' };
  expect((await served.call('/klaviyo/a.klaviyo.com/api/lists', { headers })).status).toBe(200);
  expect((await served.call('/klaviyo/a.klaviyo.com/api/lists/x', { method: 'PATCH', headers, body: '{}' })).status).toBe(403);

  await served.fault('klaviyo', 'partial_scopes', { times: 1 });
  const once = start(served);
  await served.consent(page, once.query);
  const again = start(served);
  expect((await again.exchange((await served.consent(page, again.query)).get('code'))).body.scope).toContain('lists:write');
});

test('"coop" separates the page from who opened it, as often as told', async () => {
  const served = await serveSandbox();
  const at = `${page}?${new URLSearchParams(start(served).query)}`;
  await served.fault('klaviyo', 'coop', { times: 1 });
  const policies = [await served.call(at), await served.call(at)].map(({ headers }) => headers.get('cross-origin-opener-policy'));
  expect(policies).toEqual(['same-origin', null]);
});

test('a token of one provider is nothing to another, and a refresh token opens nothing', async () => {
  const served = await serveSandbox();
  const { query, exchange } = start(served);
  const { body } = await exchange((await served.consent(page, query)).get('code'));
  expect((await served.call('/mailchimp/us21.api.mailchimp.com/3.0/', { headers: { authorization: `Bearer ${body.access_token}` } })).status).toBe(401);
  for (const [token, status] of [[body.access_token, 200], [body.refresh_token, 401]] as const) expect((await served.call('/klaviyo/a.klaviyo.com/api/accounts', { headers: { authorization: `Bearer ${token}`, revision: '2026-07-15' } })).status).toBe(status);
  await served.form('/google-ads/oauth2.googleapis.com/revoke', { token: body.refresh_token });
  expect((await start(served).refresh(body.refresh_token)).status).toBe(200);
});

test('under "revoked" a revoke endpoint says that nothing is left to revoke', async () => {
  const served = await serveSandbox();
  for (const provider of ['klaviyo', 'google-ads']) await served.fault(provider, 'revoked');
  expect((await served.form('/klaviyo/a.klaviyo.com/oauth/revoke', { token: 'x' })).status).toBe(200);
  expect(await served.form('/google-ads/oauth2.googleapis.com/revoke', { token: 'x' })).toMatchObject({ status: 400, body: { error: 'invalid_token' } });
});

test('what was granted can outlive a sandbox', async () => {
  let kept: SavedGrants | undefined;
  const grants = { load: () => kept, save: (given: SavedGrants) => void (kept = JSON.parse(JSON.stringify(given)) as SavedGrants) };
  const first = await serveSandbox({ grants });
  const { query, exchange } = start(first);
  const { body } = await exchange((await first.consent(page, query)).get('code'));
  const second = await serveSandbox({ grants });
  expect((await start(second).refresh(body.refresh_token)).status).toBe(200);
  expect((await start(await serveSandbox()).refresh(body.refresh_token)).status).toBe(400);
});

test.each(['clients', 'apps'])('%s are listed, one for each provider that signs people in, with secrets that look random', async (place) => {
  const sandbox = createSandbox();
  const listed = (await (await sandbox.fetch(new Request(`http://127.0.0.1:4401/_sandbox/${place}`))).json()) as { provider: string; clientId: string; clientSecret: string; redirectUris: string[] }[];
  expect(listed.map(({ provider }) => provider).sort()).toEqual(['facebook-ads', 'google-ads', 'google-analytics-4', 'klaviyo', 'mailchimp', 'meta-pixel', 'tiktok-ads', 'tiktok-pixel']);
  for (const one of listed) {
    expect(Object.keys(one)).toEqual(['provider', 'clientId', 'clientSecret', 'redirectUris']);
    expect(one.redirectUris).toEqual([`http://localhost:4400/oauth/callback/${one.provider}`]);
    expect(`${one.clientId} ${one.clientSecret}`).not.toMatch(/(.)\1{2}/);
  }
});

test.each([{}, { advanceSeconds: -1 }, { advanceSeconds: 1.5 }, { advanceSeconds: 1e12 }, []])('the clock is not moved by %j', async (body) => {
  const answer = await createSandbox().fetch(new Request('http://127.0.0.1:4401/_sandbox/clock', { method: 'POST', body: JSON.stringify(body) }));
  expect([answer.status, (await answer.json()).error]).toEqual([400, expect.stringContaining('advanceSeconds')]);
});
