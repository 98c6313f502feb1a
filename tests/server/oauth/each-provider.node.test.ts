import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { AuthorizationRecord } from '../../../src/core/authorization.ts';
import type { Integration } from '../../../src/core/integration.ts';
import { builtinProviders } from '../../../src/providers/index.ts';
import { createIntegrationsServer } from '../../../src/server/create-server.ts';
import { openPGlite } from '../../../src/server/pglite/index.ts';
import type { IntegrationsDatabase } from '../../../src/server/storage/database.ts';
import { callback, type Choice, serveSandbox } from '../../sandbox/oauth-harness.ts';
import { aVault } from '../storage/a-store.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const vault = aVault();
let database: IntegrationsDatabase;
beforeAll(async () => { database = await openPGlite(); });
afterAll(() => database.close());

/** Our server with the sandbox behind it, and what a page would do for one provider. */
async function open(provider: string) {
  const time = { now: new Date('2026-11-22T12:00:00Z') };
  const served = await serveSandbox({ now: () => time.now });
  const ids = ['google-ads', 'facebook-ads', 'tiktok-ads', 'mailchimp'];
  const server = createIntegrationsServer({
    providers: builtinProviders, database, vault, origins: ['https://shop.example'], redirectUri: callback, oauthClients: Object.fromEntries(ids.map((id) => [id, served.client(id)])),
    endpoints: Object.fromEntries(ids.map((id) => [id, `${served.base}/${id}`])), allowLoopbackEgress: true, egress: 'platform', now: () => time.now, authorize: () => ({ actor: 'ana', session: 'session-of-ana' }),
  });
  await server.start();
  onTestFinished(() => server.stop());
  const store = crypto.randomUUID();
  const send = async <T>(method: string, path: string, body?: object) => {
    const response = await server.fetch(new Request(`https://shop.example/api/${path}`, { method, ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }) }));
    return { status: response.status, body: (await response.json()) as T };
  };
  const on = <T = Integration & { code?: string; detail?: string }>(method: string, path: string, body?: object) => send<T>(method, `stores/${store}/integrations/${provider}${path}`, body);
  return {
    ...served, time, on,
    async signIn(choice?: Choice, scopes?: readonly string[]) {
      const { body: begun } = await send<{ url: string }>('POST', `integrations/${provider}/oauth/authorize`, { store, integration: provider, ...(scopes && { scopes }) });
      const { pathname, searchParams } = new URL(begun.url);
      const back = await served.consent(pathname, Object.fromEntries(searchParams), choice);
      // What a page hands on; providers add members of their own.
      const body = Object.fromEntries([...back].filter(([name]) => ['state', 'code', 'auth_code', 'iss', 'scope', 'error', 'error_description'].includes(name) && !(name === 'code' && back.has('auth_code'))));
      return send<AuthorizationRecord>('POST', `integrations/${provider}/oauth/callback`, body);
    },
    refresh: () => send<Integration & { code?: string }>('POST', `integrations/${provider}/oauth/refresh`, { store, integration: provider }),
  };
}

const root = 'https://www.googleapis.com/auth/';

describe.each([
  ['google-ads', 'conversionActionIds', [`${root}adwords`, `${root}datamanager`, 'adwords', 'datamanager']],
  ['facebook-ads', 'customAudienceIds', ['ads_read', 'ads_management', 'business_management']],
  ['tiktok-ads', 'pixelId', ['1', '2', '3', '4', '5', '6', '8', 'ads', 'creative', 'pixel']],
  ['mailchimp', 'audienceId', ['account']],
] as const)('%s', (provider, field, granted) => {
  test('goes from begin over consent to a connected card, whose options it opens', async () => {
    const shop = await open(provider);
    const { status, body } = await shop.signIn({ account: 'Second Shop' });
    expect([status, body]).toMatchObject([200, { status: 'completed', integration: { status: 'connected', scheme: 'oauth2', account: { label: expect.stringContaining('Second Shop') }, credentials: {} } }]);
    expect([...(body.integration?.scopes?.granted ?? [])].sort()).toEqual([...granted].sort());
    expect(body.integration?.scopes?.missing).toEqual([]);
    expect((await shop.on<{ items: object[] }>('GET', `/options/${field}`)).body.items.length).toBeGreaterThan(0);
    expect((await shop.on<{ outcome: string }>('POST', '/verify', {})).body).toMatchObject({ outcome: 'verified' });
    expect((await shop.on('GET', '/status')).body).toMatchObject({ status: 'connected', scopes: { missing: [] } });
  });

  test('a person who refuses connects nothing', async () => {
    const shop = await open(provider);
    expect((await shop.signIn({ press: 'deny' })).status).toBe(422);
    expect((await shop.on('GET', '/status')).body).toMatchObject({ status: 'disconnected' });
  });
});

test.each([['google-ads', 3600], ['facebook-ads', 51 * 86_400]] as const)('%s renews its access in time, and says when the sign-in has ended', async (provider, seconds) => {
  const shop = await open(provider);
  await shop.signIn();
  shop.time.now = new Date(shop.time.now.getTime() + seconds * 1000);
  expect((await shop.on<{ outcome: string }>('POST', '/verify', {})).body).toMatchObject({ outcome: 'verified' });
  expect(await shop.tokens()).toContain(`${provider} refreshed`);
  await shop.fault(provider, 'revoked');
  expect((await shop.refresh()).body).toMatchObject({ code: 'invalid_credentials' });
  expect((await shop.on('GET', '/status')).body).toMatchObject({ status: 'needs_reauth' });
  await shop.fault(provider, 'none');
  expect((await shop.signIn()).body).toMatchObject({ status: 'completed', integration: { status: 'connected' } });
});

test('what was not ticked is missing, and is added by asking for it', async () => {
  const shop = await open('google-ads');
  const datamanager = `${root}datamanager`;
  expect((await shop.signIn({ scopes: [`${root}adwords`] })).body.integration?.scopes).toEqual({ granted: [`${root}adwords`, 'adwords'], missing: [datamanager] });
  expect((await shop.signIn({}, [datamanager])).body.integration?.scopes?.missing).toEqual([]);
});
