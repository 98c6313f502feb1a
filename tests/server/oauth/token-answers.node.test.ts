import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { IntegrationsDatabase } from '../../../src/server/storage/database.ts';
import { backends } from './backends.ts';
import { openSignIns } from './sign-in-harness.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const good = { access_token: 'a-token-that-is-one', token_type: 'Bearer', expires_in: 3600, refresh_token: 'r-token-that-is-one', scope: 'accounts:read' };
const json = (body: object, status = 200) => Response.json(body, { status });

/** What a token endpoint may answer instead of tokens, and what becomes of the sign-in. */
const answers: [string, () => Response, string][] = [
  ['a page of HTML', () => new Response('<html>Welcome</html>', { headers: { 'content-type': 'text/html' } }), 'provider_unavailable'],
  ['nothing', () => new Response('', { headers: { 'content-type': 'application/json' } }), 'provider_unavailable'],
  ['JSON of another kind', () => json([good]), 'provider_unavailable'],
  ['no access token', () => json({ ...good, access_token: undefined }), 'provider_unavailable'],
  ['no token type', () => json({ ...good, token_type: undefined }), 'provider_unavailable'],
  ['a token type nobody can use', () => json({ ...good, token_type: 'mac' }), 'provider_unavailable'],
  ['a token with a line break', () => json({ ...good, access_token: 'a\r\nHost: evil.example' }), 'provider_unavailable'],
  ['a refresh token that is no text', () => json({ ...good, refresh_token: 7 }), 'provider_unavailable'],
  ['an end in the past', () => json({ ...good, expires_in: -1 }), 'provider_unavailable'],
  ['an end at once', () => json({ ...good, expires_in: 0 }), 'provider_unavailable'],
  ['an end in a thousand years', () => json({ ...good, expires_in: 31_536_000_000 }), 'provider_unavailable'],
  ['an end that is no number', () => json({ ...good, expires_in: 'soon' }), 'provider_unavailable'],
  ['a redirect', () => new Response(null, { status: 302, headers: { location: 'https://evil.example/' } }), 'provider_unavailable'],
  ['an outage', () => json({ error: 'temporarily_unavailable' }, 503), 'provider_unavailable'],
  ['an outage that blames the grant', () => json({ error: 'invalid_grant' }, 500), 'provider_unavailable'],
  ['that it is busy', () => json({ error: 'rate_limit_exceeded' }, 429), 'rate_limited'],
  ['that the code is gone', () => json({ error: 'invalid_grant' }, 400), 'authorization_mismatch'],
  ['that it does not know the app', () => json({ error: 'invalid_client' }, 401), 'internal'],
  ['a challenge to the app', () => new Response('', { status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } }), 'internal'],
];

describe.each(backends)('a code on %s', (_, open) => {
  let database: IntegrationsDatabase;
  beforeAll(async () => { database = await open(); });
  afterAll(() => database?.close());

  it.each(answers)('for which the provider gives %s connects nothing and stores nothing (SR-65)', async (__, answer, code) => {
    const shop = await openSignIns(database, { fetch: async () => answer() });
    const begun = await shop.begin();
    const handedIn = await shop.handIn(await shop.visit(begun));
    expect(handedIn).toMatchObject({ status: 200, body: { status: 'failed', problem: { code, detail: expect.stringMatching(/^[A-Z].*\.$/) } } });
    expect((await shop.record(begun)).body).toEqual(handedIn.body);
    expect(await shop.card()).toMatchObject({ status: 'disconnected', scheme: null, authorization: null, account: null });
    expect(await shop.stored()).not.toMatch(/"v":\s*1/);
    expect(shop.log.some(({ event }) => event === 'oauth.app_refused')).toBe(code === 'internal');
  });

  it('whose tokens the API refuses connects nothing and keeps nothing', async () => {
    const shop = await openSignIns(database, { fetch: async (url) => (String(url).endsWith('/oauth/token') ? json(good) : json({ errors: [] }, 401)) });
    const { body } = await shop.signIn();
    expect(body).toMatchObject({ status: 'failed', problem: { code: 'invalid_credentials', detail: 'Klaviyo no longer accepts this sign-in. Sign in again.' } });
    expect(await shop.stored()).not.toMatch(/"v":\s*1/);
  });

  it.each(['server_error', 'temporarily_unavailable', 'something_else'])('that never came, because the provider says %s, names it and no more (UX-60)', async (error) => {
    const shop = await openSignIns(database);
    const begun = await shop.begin();
    const { body } = await shop.handIn({ state: begun.state, error, error_description: '<b>Call this number</b>' });
    expect(body).toMatchObject({ status: 'failed', problem: { code: 'provider_unavailable', detail: `Klaviyo could not finish the sign-in (${error}). Nothing was connected; try again later.` } });
  });
});
