import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Integration } from '../../../src/core/integration.ts';
import { sandboxAccounts } from '../../../src/sandbox/accounts.ts';
import type { IntegrationsDatabase } from '../../../src/server/storage/database.ts';
import { backends } from './backends.ts';
import { openShopAt } from './shop-at.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const scopeRoot = 'https://www.googleapis.com/auth/';
const keysOf = (name: string) => sandboxAccounts.find((one) => one.provider === 'google-analytics-4' && one.name === name)?.credentials ?? {};
const events = (name: string) => ({ measurementId: keysOf(name)['measurementId'], apiSecret: keysOf(name)['apiSecret'] });
type Shop = Awaited<ReturnType<typeof openShopAt>>;

async function connected(database: IntegrationsDatabase, name = 'Harbour Goods') {
  const shop = await openShopAt('google-analytics-4', database);
  const answer = await shop.on('POST', '/connect', { credentials: events(name) });
  expect(answer).toMatchObject({ status: 200, body: { scheme: 'credentials', status: 'unverified', scopes: { granted: [] } } });
  return { shop, before: answer.body };
}

/** Signs in and takes the property that is suggested, or the only one. */
async function allowed(shop: Shop, choice?: Parameters<Shop['signIn']>[0]): Promise<Integration> {
  const { id, body } = await shop.signIn(choice);
  if (body.problem) throw new Error(body.problem.detail);
  if (body.status !== 'needs_choice') return body.integration as Integration;
  const { body: done } = await shop.resolve(id, { account: body.choices?.find(({ suggested }) => suggested)?.value });
  expect(done.status).toBe('completed');
  return done.integration as Integration;
}

describe.each(backends)('access that is added to the keys of Google Analytics, on %s', (_, open) => {
  let database: IntegrationsDatabase;
  beforeAll(async () => { database = await open(); });
  afterAll(() => database?.close());

  it('is not begun without keys, as it connects nothing', async () => {
    const shop = await openShopAt('google-analytics-4', database);
    await expect(shop.signIn()).rejects.toThrow();
    expect((await shop.on('GET', '/status')).body).toMatchObject({ status: 'disconnected', authorization: null });
  });

  it('asks which property, with the one of the Measurement ID suggested, and keeps the keys (UX-58, UX-64)', async () => {
    const { shop, before } = await connected(database);
    const { id, body } = await shop.signIn();
    expect(body).toMatchObject({ status: 'needs_choice', choices: [{ label: 'Harbour Goods blog' }, { label: 'Harbour Goods', suggested: true }, { label: 'Harbour Goods outlet' }] });
    expect(body.choices?.filter(({ suggested }) => suggested)).toHaveLength(1);

    const wrong = await shop.resolve(id, { account: body.choices?.[0]?.value });
    expect(wrong.body).toMatchObject({ code: 'validation_failed', detail: expect.stringContaining('no web stream with this Measurement ID') });
    expect((await shop.record(id)).body.status).toBe('needs_choice');

    const { body: { integration } } = await shop.resolve(id, { account: body.choices?.[1]?.value });
    expect(integration).toMatchObject({ scheme: 'oauth2', status: 'connected', account: { id: before.account?.id, label: expect.stringMatching(/^Harbour Goods \(G-.*\) and its settings$/) }, credentials: before.credentials, connectedAt: before.connectedAt });
    expect(integration?.scopes?.granted).toEqual(expect.arrayContaining(['analytics.edit', 'analytics.readonly', `${scopeRoot}analytics.edit`]));
    expect(integration?.scopes?.missing).toEqual([]);

    // Once more: the property is known.
    expect((await shop.signIn()).body).toMatchObject({ status: 'completed', integration: { status: 'connected' } });
  });

  it('takes the only property without asking, and says where there is none', async () => {
    const second = await connected(database, 'Second Shop');
    expect((await second.shop.signIn({ account: 'Second Shop' })).body).toMatchObject({ status: 'completed', integration: { status: 'connected', scheme: 'oauth2' } });
    const none = await connected(database, 'Second Shop');
    const { body } = await none.shop.signIn({ account: 'Person without a property' });
    expect(body).toMatchObject({ status: 'failed', problem: { code: 'insufficient_permission', detail: expect.stringContaining('reaches no Analytics property') } });
    expect((await none.shop.on('GET', '/status')).body).toMatchObject({ status: 'unverified', scheme: 'credentials', credentials: none.before.credentials, authorization: null });
  });

  it('makes what Google keeps settable: choices are asked for, a save is passed on, and what Google refuses is said (UX-74)', async () => {
    const { shop } = await connected(database);
    expect((await shop.on('GET', '/options/googleAdsLinkId')).body).toMatchObject({ code: 'insufficient_permission', detail: expect.stringContaining('Allow access to your Analytics property') });
    await allowed(shop);
    const links = await shop.on<{ items: object[] }>('GET', '/options/googleAdsLinkId');
    expect(links.body.items).toHaveLength(2);

    await shop.configure({ keyEvents: [{ eventName: 'purchase' }, { eventName: 'newsletter_joined' }], eventDataRetention: 'FOURTEEN_MONTHS' });
    expect((await shop.on('GET', '/status')).body.problem).toBeNull();
    const written = (await shop.call('/_sandbox/ledger')).body.calls.filter(({ method, host }: Record<string, string>) => host === 'analyticsadmin.googleapis.com' && method !== 'GET');
    expect(written.map(({ path, method }: Record<string, string>) => `${method} ${path?.split('/').at(-1)}`)).toEqual(['POST keyEvents', 'PATCH dataRetentionSettings']);

    await shop.configure({ is360: true, keyEvents: [{ eventName: 'purchase' }], eventDataRetention: 'FIFTY_MONTHS', userDataRetention: 'TWO_MONTHS' });
    expect((await shop.on('GET', '/status')).body.problem).toMatchObject({ code: 'refused_by_provider', fields: { eventDataRetention: expect.any(String) } });
  });

  it('is renewed, and once Google has ended it the keys go on while the settings lack it', async () => {
    const { shop, before } = await connected(database);
    await allowed(shop);
    await shop.step(3600);
    shop.time.now = new Date(shop.time.now.getTime() + 3_600_000);
    expect((await shop.on('GET', '/status')).body).toMatchObject({ status: 'connected' });
    expect(await shop.tokens()).toContain('google-analytics-4 refreshed');

    await shop.fault('google-analytics-4', 'revoked');
    await shop.step(3600);
    shop.time.now = new Date(shop.time.now.getTime() + 3_600_000);
    const gone = (await shop.on('GET', '/status')).body;
    expect(gone).toMatchObject({ status: 'unverified', scopes: { granted: [] }, credentials: before.credentials, problem: null });
    expect(gone.scopes?.missing).toContain(`${scopeRoot}analytics.edit`);
    await shop.configure({ debugMode: true });
    await shop.fault('google-analytics-4', 'none');
    expect(await allowed(shop)).toMatchObject({ status: 'connected', scopes: { missing: [] }, configuration: { debugMode: true } });
  });

  it('stays when the keys are entered anew, which are proven with it', async () => {
    const { shop } = await connected(database);
    const { scopes } = await allowed(shop);
    const { body } = await shop.on('POST', '/connect', { credentials: events('Harbour Goods') });
    expect(body).toMatchObject({ scheme: 'oauth2', status: 'connected', scopes });
    expect((await shop.on<{ code: string; fields: object }>('POST', '/connect', { credentials: { ...events('Harbour Goods'), apiSecret: 'Xq3nT8vR5wK2mZ7pL9sD4h' } })).body).toMatchObject({ code: 'invalid_credentials', fields: { apiSecret: expect.any(String) } });
    expect((await shop.on<{ items: object[] }>('GET', '/options/googleAdsLinkId')).body.items).toHaveLength(2);
    expect((await shop.on('GET', '/status')).body.status).toBe('connected');
  });

  it('ends with a disconnect, at Google too', async () => {
    const { shop } = await connected(database, 'Reader of the property');
    await allowed(shop, { account: 'Reader of the property' });
    expect((await shop.on('DELETE', '/disconnect')).body).toMatchObject({ status: 'disconnected', scheme: null, credentials: {}, revocation: 'pending' });
    await vi.waitFor(async () => expect(await shop.tokens()).toContain('google-analytics-4 revoked'), { timeout: 10_000 });
    expect((await shop.on('GET', '/status')).body).toMatchObject({ status: 'disconnected', revocation: 'none' });
  });

  it('is kept at Google where the same person gave it to another store, or may have given access to another service of Google (SR-69)', async () => {
    const [one, other] = [await connected(database, 'Reader of the property'), await connected(database, 'Reader of the property')];
    for (const { shop } of [one, other]) await allowed(shop, { account: 'Reader of the property' });
    expect((await one.shop.on('DELETE', '/disconnect')).body).toMatchObject({ status: 'disconnected', revocation: 'none' });
    const ads = await openShopAt('google-ads', database);
    expect((await ads.signIn({ account: 'Second Shop' })).body.status).toBe('completed');
    expect((await other.shop.on('DELETE', '/disconnect')).body).toMatchObject({ status: 'disconnected', revocation: 'none' });
    expect(await other.shop.tokens()).not.toContain('google-analytics-4 revoked');
  });

  it('is asked for in part: what is missing is named, and the rest works', async () => {
    const { shop } = await connected(database);
    const part = await allowed(shop, { scopes: [`${scopeRoot}analytics.readonly`, 'openid'] });
    expect(part).toMatchObject({ scheme: 'oauth2', status: 'unverified', scopes: { missing: [`${scopeRoot}analytics.edit`] } });
    expect(part.scopes?.granted).not.toContain('analytics.edit');
    expect((await shop.on<{ items: object[] }>('GET', '/options/googleAdsLinkId')).body.items).toHaveLength(2);
  });
});
