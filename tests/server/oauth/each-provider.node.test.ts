import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openPGlite } from '../../../src/server/pglite/index.ts';
import type { IntegrationsDatabase } from '../../../src/server/storage/database.ts';
import { openShopAt } from './shop-at.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

let database: IntegrationsDatabase;
beforeAll(async () => { database = await openPGlite(); });
afterAll(() => database.close());

const open = (provider: string) => openShopAt(provider, database);
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
  await shop.signIn({ account: 'Second Shop' });
  shop.time.now = new Date(shop.time.now.getTime() + seconds * 1000);
  expect((await shop.on<{ outcome: string }>('POST', '/verify', {})).body).toMatchObject({ outcome: 'verified' });
  expect(await shop.tokens()).toContain(`${provider} refreshed`);
  await shop.fault(provider, 'revoked');
  expect((await shop.refresh()).body).toMatchObject({ code: 'invalid_credentials' });
  expect((await shop.on('GET', '/status')).body).toMatchObject({ status: 'needs_reauth' });
  await shop.fault(provider, 'none');
  expect((await shop.signIn({ account: 'Second Shop' })).body).toMatchObject({ status: 'completed', integration: { status: 'connected' } });
});

test('what was not ticked is missing, and is added by asking for it', async () => {
  const shop = await open('google-ads');
  const datamanager = `${root}datamanager`;
  expect((await shop.signIn({ account: 'Second Shop', scopes: [`${root}adwords`] })).body.integration?.scopes).toEqual({ granted: [`${root}adwords`, 'adwords'], missing: [datamanager] });
  expect((await shop.signIn({ account: 'Second Shop' }, [datamanager])).body.integration?.scopes?.missing).toEqual([]);
});
