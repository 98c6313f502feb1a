import * as z from 'zod/mini';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Authorization, AuthorizationRecord } from '../../../src/core/authorization.ts';
import { IntegrationsError } from '../../../src/core/errors.ts';
import { field } from '../../../src/core/field.ts';
import { defineProvider } from '../../../src/core/provider.ts';
import type { Connector } from '../../../src/server/connector.ts';
import { createIntegrationsServer } from '../../../src/server/create-server.ts';
import type { IntegrationsDatabase } from '../../../src/server/storage/database.ts';
import { callback } from '../../sandbox/oauth-harness.ts';
import { aVault } from '../storage/a-store.ts';
import { anAuthorizationServer, app, issuer } from './authorization-server.ts';
import { backends } from './backends.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const definition = defineProvider({
  id: 'sign-in', name: 'Sign-in', category: 'email', summary: 'Signs people in.', accounts: 'many',
  forms: {
    auth: { oauth2: { scopes: [{ id: 'openid', reason: 'To know who you are.' }, { id: 'email', reason: 'To show it.' }, { id: 'offline_access', reason: 'To go on while you are away.' }] } },
    configuration: z.object({ note: field(z.optional(z.string()), { label: 'Note' }) }), disconnect: { impact: [], keeps: [] },
  },
});

const connector: Connector = {
  provider: 'sign-in', hosts: [new URL(issuer).hostname],
  oauth2: {
    authorizationEndpoint: `${issuer}/auth`, tokenEndpoint: `${issuer}/token`, issuer, issuerPromised: true, pkce: true, clientAuthentication: 'basic', parameters: { prompt: 'consent' },
    credentials: ({ accessToken }) => ({ accessToken }), revocation: { endpoint: `${issuer}/token/revocation` },
  },
  async verify({ credentials }, { request }) {
    const { status, json } = await request({ method: 'GET', url: `${issuer}/me`, headers: { authorization: `Bearer ${String(credentials['accessToken'])}` } });
    if (status === 401) return { outcome: 'rejected', account: null, stages: [{ id: 'sign-in', outcome: 'failed', durationMs: 1, problem: new IntegrationsError('invalid_credentials').problem }] };
    if (status !== 200) throw new IntegrationsError('provider_unavailable');
    const { sub, email } = json as { sub: string; email: string };
    return { outcome: 'verified', account: { id: sub, label: email }, stages: [{ id: 'sign-in', outcome: 'passed', durationMs: 1 }] };
  },
};

const vault = aVault();

async function open(database: IntegrationsDatabase, options: { pkce?: boolean } = {}) {
  const provider = await anAuthorizationServer(options);
  const time = { ahead: 0 };
  const given: { access_token: string; refresh_token: string }[] = [];
  const counted: typeof fetch = async (url, init) => {
    const answer = await fetch(url, init);
    if (String(url).endsWith('/token')) given.push((await answer.clone().json()) as (typeof given)[number]);
    return answer;
  };
  const server = createIntegrationsServer({
    providers: [definition], connectors: [connector], database, vault, origins: ['https://shop.example'], redirectUri: callback, oauthClients: { 'sign-in': app }, endpoints: { 'sign-in': provider.base },
    allowLoopbackEgress: true, egress: 'platform', fetch: counted, now: () => new Date(Date.now() + time.ahead * 1000), authorize: () => ({ actor: 'ana', session: 'session-of-ana' }),
  });
  await server.start();
  onTestFinished(() => server.stop());
  const store = crypto.randomUUID();
  const send = async <T>(method: string, path: string, body?: object) => {
    const response = await server.fetch(new Request(`https://shop.example/api/${path}`, { method, ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }) }));
    return { status: response.status, body: (await response.json()) as T & { code?: string; status?: string } };
  };
  const begin = async () => (await send<Authorization>('POST', 'integrations/sign-in/oauth/authorize', { store, integration: 'sign-in' })).body;
  const handIn = (back: object) => send<AuthorizationRecord>('POST', 'integrations/sign-in/oauth/callback', back);
  return {
    provider, time, given, begin, handIn,
    signIn: async (person?: string) => handIn(await provider.consent((await begin()).url, person === undefined ? {} : { person })),
    refresh: () => send<object>('POST', 'integrations/sign-in/oauth/refresh', { store, integration: 'sign-in' }),
    status: async () => (await send<{ revocation: string; problem: { code: string } | null }>('GET', `stores/${store}/integrations/sign-in/status`)).body,
    disconnect: () => send<object>('DELETE', `stores/${store}/integrations/sign-in/disconnect`),
  };
}

describe.each(backends)('a certified authorization server of somebody else, on %s', (_, openDatabase) => {
  let database: IntegrationsDatabase;
  beforeAll(async () => { database = await openDatabase(); });
  afterAll(() => database?.close());

  it('signs a person in, with PKCE demanded and its issuer named (SR-60, SR-63, SR-65)', async () => {
    const shop = await open(database);
    const begun = await shop.begin();
    expect(Object.fromEntries(new URL(begun.url).searchParams)).toMatchObject({ code_challenge_method: 'S256', code_challenge: expect.stringMatching(/^[\w-]{43}$/) });
    const back = await shop.provider.consent(begun.url);
    expect(back).toMatchObject({ iss: issuer, state: begun.state });
    expect((await shop.handIn(back)).body).toMatchObject({ status: 'completed', integration: { status: 'connected', account: { id: 'anna', label: 'anna@example.com' }, scopes: { missing: [] } } });
    expect(await shop.status()).toMatchObject({ status: 'connected' });
  });

  it('says that a person refused (UX-57)', async () => {
    const shop = await open(database);
    expect(await shop.handIn(await shop.provider.consent((await shop.begin()).url, { agrees: false }))).toMatchObject({ status: 422, body: { code: 'authorization_denied' } });
  });

  it('rotates its refresh tokens, and access is renewed again and again (SR-67, SR-68)', async () => {
    const shop = await open(database);
    await shop.signIn();
    for (let round = 1; round <= 3; round += 1) {
      shop.time.ahead += 3_600;
      expect((await shop.status()).status).toBe('connected');
      expect(shop.given).toHaveLength(1 + round);
    }
    expect(new Set(shop.given.map(({ refresh_token: token }) => token)).size).toBe(4);
    expect((await Promise.all(Array.from({ length: 8 }, shop.refresh))).map(({ status }) => status)).toEqual(Array(8).fill(200));
  });

  it('ends the grant when a refresh token is used twice, which asks for a new sign-in, once, and that connects again (SR-68)', async () => {
    const shop = await open(database);
    await shop.signIn();
    await shop.refresh();
    expect(await shop.provider.refresh(shop.given[0]?.refresh_token ?? '')).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    expect(await shop.status()).toMatchObject({ status: 'needs_reauth', problem: { code: 'invalid_credentials' } });
    const asked = shop.given.length;
    expect((await shop.refresh()).status).toBe(422);
    expect(await shop.status()).toMatchObject({ status: 'needs_reauth' });
    expect(shop.given).toHaveLength(asked);
    expect((await shop.signIn()).body).toMatchObject({ status: 'completed', integration: { status: 'connected', problem: null } });
  });

  it('whose grant a person revokes there needs a new sign-in (SR-68)', async () => {
    const shop = await open(database);
    await shop.signIn();
    await shop.provider.revoke(shop.given[0]?.refresh_token ?? '');
    expect(await shop.status()).toMatchObject({ status: 'needs_reauth' });
  });

  it('no longer knows what a disconnect ended (SR-69)', async () => {
    const shop = await open(database);
    await shop.signIn();
    const { access_token: access = '', refresh_token: refresh = '' } = shop.given[0] ?? {};
    expect(await shop.provider.knows(access)).toBe(true);
    expect((await shop.disconnect()).body).toMatchObject({ status: 'disconnected' });
    await expect.poll(() => shop.provider.knows(access)).toBe(false);
    expect(await shop.provider.refresh(refresh)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });

  it('finds another person on reconnect and changes nothing until somebody chooses (SR-65)', async () => {
    const shop = await open(database);
    await shop.signIn();
    expect((await shop.signIn('bert')).body).toMatchObject({ status: 'needs_choice', integration: { account: { id: 'anna' } }, choices: [{ value: 'replace', label: 'bert@example.com' }, { value: 'add' }] });
    expect(await shop.status()).toMatchObject({ status: 'connected', account: { id: 'anna' } });
  });

  it.each([['another issuer', { iss: 'https://evil.example' }], ['no issuer, although it promises one', { iss: undefined }], ['an issuer that only looks like it', { iss: `${issuer}/` }]])('is not asked for tokens after an answer with %s (SR-63)', async (__, odd) => {
    const shop = await open(database);
    const back = await shop.provider.consent((await shop.begin()).url);
    expect(await shop.handIn({ ...back, ...odd })).toMatchObject({ status: 422, body: { code: 'authorization_mismatch' } });
    expect(shop.given).toEqual([]);
    expect((await shop.handIn(back)).body.status).toBe('completed');
  });

  it('sends nobody on whose challenge somebody took out of the address (SR-60)', async () => {
    const shop = await open(database);
    const url = new URL((await shop.begin()).url);
    url.searchParams.delete('code_challenge');
    url.searchParams.delete('code_challenge_method');
    const back = await shop.provider.consent(url.href);
    expect(back).toMatchObject({ error: 'invalid_request' });
    expect((await shop.handIn({ state: back['state'], error: back['error'], iss: back['iss'] })).body).toMatchObject({ status: 'failed', problem: { code: 'provider_unavailable' } });
    expect(shop.given).toEqual([]);
  });

  it.each([
    ['made without a challenge, where the server lets that pass', async (shop: Awaited<ReturnType<typeof open>>) => {
      const url = new URL((await shop.begin()).url);
      url.searchParams.delete('code_challenge');
      url.searchParams.delete('code_challenge_method');
      return shop.provider.consent(url.href);
    }],
    ['of another sign-in, put in the place of the right one', async (shop: Awaited<ReturnType<typeof open>>) => {
      const { code = '' } = await shop.provider.consent((await shop.begin()).url, { person: 'mallory' });
      return { ...(await shop.provider.consent((await shop.begin()).url)), code };
    }],
  ])('gives nothing for a code %s (SR-60)', async (__, comeBack) => {
    const shop = await open(database, { pkce: false });
    expect((await shop.handIn(await comeBack(shop))).body).toMatchObject({ status: 'failed', problem: { code: 'authorization_mismatch' } });
    expect(await shop.status()).toMatchObject({ status: 'disconnected', account: null });
    expect(shop.given).toMatchObject([{ error: 'invalid_grant' }]);
  });
});
