import { afterAll, beforeAll, describe, expect, it, test, vi } from 'vitest';
import { rotateKeys } from '../../../src/server/storage/rotate-keys.ts';
import type { IntegrationsDatabase } from '../../../src/server/storage/database.ts';
import { createAesGcmVault } from '../../../src/server/vault/create-aes-gcm-vault.ts';
import { openPlace } from '../departures/harness.ts';
import { randomKey } from '../storage/a-store.ts';
import { backends } from './backends.ts';
import { openPGlite } from '../../../src/server/pglite/index.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const wrong = { 'google-ads': 'GOCSPX-notTheSecretOfThisClient', 'facebook-ads': '9f3b1c7d5e2a4860b1d2c3e4f5a60718', 'tiktok-ads': '9f3b1c7d5e2a4860b1d2c3e4f5a60718293a4b5c', klaviyo: 'notTheSecretOfThisClient', mailchimp: 'notTheSecretOfThisClient' } as const;
const providers = Object.keys(wrong) as (keyof typeof wrong)[];

describe.each(backends)('an app of the merchant’s own, on %s', (_, open) => {
  let database: IntegrationsDatabase;
  beforeAll(async () => { database = await open(); });
  afterAll(() => database?.close());

  it.each(providers)('signs in where the host has none, and nothing tells its secret: %s', async (provider) => {
    const place = await openPlace(database, { oauthClients: {} });
    const shop = place.store(provider);
    const app = place.ownApp(provider);
    expect(await shop.card()).toMatchObject({ offersSignIn: false, redirectUri: `https://shop.example/oauth/callback/${provider}` });
    const begun = await shop.begin(undefined, { fields: app });
    const { searchParams } = new URL(begun.url);
    expect([...searchParams.values()]).toContain(app.clientId);
    expect(await shop.handIn(await shop.visit(begun))).toMatchObject({ body: { status: 'completed' } });
    const card = await shop.card();
    expect(card).toMatchObject({ status: 'connected', scheme: 'oauth2', credentials: { clientId: { secret: false, value: app.clientId }, clientSecret: { secret: true, isSet: true, hint: app.clientSecret.slice(-4) } } });
    expect((await shop.on<{ outcome: string }>('POST', '/verify', {})).body).toMatchObject({ outcome: 'verified' });
    for (const told of [begun, card, await shop.stored(), place.log]) expect(JSON.stringify(told)).not.toContain(app.clientSecret);
  });

  it.each(providers)('with a wrong secret is the merchant’s to mend: a field says so, and nobody is alarmed: %s', async (provider) => {
    const place = await openPlace(database, { oauthClients: {} });
    const shop = place.store(provider);
    const answer = await shop.signIn(undefined, undefined, { fields: { ...place.ownApp(provider), clientSecret: wrong[provider] } });
    expect(answer).toMatchObject({ status: 'failed', problem: { code: 'invalid_credentials', detail: expect.stringMatching(/does not accept the (app|client) secret of your own app/), fields: { clientSecret: expect.stringContaining('Copy it again') } } });
    expect(await shop.card()).toMatchObject({ status: 'disconnected', problem: null, credentials: {} });
    expect(place.log.filter(({ event }) => event === 'oauth.app_refused')).toEqual([]);
    expect(await shop.stored()).not.toContain('"dataKey"');
  });

  it.each(['google-ads', 'klaviyo'])('renews and ends what was granted to it, though the host has an app too: %s', async (provider) => {
    const place = await openPlace(database);
    const shop = place.store(provider);
    await shop.signIn({ account: 'Second Shop' }, undefined, { fields: place.ownApp(provider) });
    place.time.now = new Date(place.time.now.getTime() + 3600_000);
    expect((await shop.on<{ outcome: string }>('POST', '/verify', {})).body).toMatchObject({ outcome: 'verified' });
    expect(await place.events(provider)).toContain('refreshed');
    expect((await shop.disconnect()).revocation).toBe('pending');
    await shop.settled('none');
    expect(await place.events(provider)).toContain('revoked');
    expect(await shop.card()).toMatchObject({ status: 'disconnected', credentials: {} });
    expect(await shop.outbox()).toEqual([]);
  });

  it('ends what was granted to it, by its own secret: tiktok-ads', async () => {
    const place = await openPlace(database);
    const shop = place.store('tiktok-ads');
    await shop.signIn({ account: 'Second Shop' }, undefined, { fields: place.ownApp('tiktok-ads') });
    await shop.disconnect();
    await shop.settled('none');
    expect(await place.events('tiktok-ads')).toContain('revoked');
  });

  it('is refused later: the card says whose secret it is, nobody is alarmed, and a disconnect gives up at once', async () => {
    const place = await openPlace(database);
    const shop = place.store('klaviyo');
    const app = place.ownApp('klaviyo');
    await shop.signIn(undefined, undefined, { fields: app });
    const registered = place.sandbox.ownApps.find((one) => one.provider === 'klaviyo');
    if (registered) registered.clientSecret = 'anotherSecretThatWasMadeMeanwhile';
    place.time.now = new Date(place.time.now.getTime() + 3600_000);
    expect((await shop.on('GET', '/status')).body).toMatchObject({ status: 'needs_reauth', problem: { code: 'invalid_credentials', detail: expect.stringContaining('no longer accepts the secret of your own app') } });
    expect(place.log.filter(({ event }) => event === 'oauth.app_refused')).toEqual([]);
    // The way out: the same ID with its new secret.
    await shop.signIn(undefined, undefined, { fields: { ...app, clientSecret: 'anotherSecretThatWasMadeMeanwhile' } });
    expect(await shop.card()).toMatchObject({ status: 'connected', problem: null });
    if (registered) registered.clientSecret = 'andAnotherSecretThatWasMadeLater';
    await shop.disconnect();
    await shop.settled('failed');
    expect((await shop.audit()).at(-1)).toMatchObject({ action: 'revoke', details: { revocation: 'refused', attempts: 1 } });
    expect(place.log.filter(({ event }) => event === 'oauth.app_refused')).toEqual([]);
  });

  it('of the host that is refused alarms the operator and marks no store', async () => {
    const place = await openPlace(database);
    const shop = place.store('klaviyo');
    await shop.signIn();
    const { clientId } = place.client('klaviyo');
    await place.current.server.stop();
    place.current.server = await place.start({ oauthClients: { klaviyo: { clientId, clientSecret: 'anotherSecretThatWasMadeMeanwhile' } } });
    place.time.now = new Date(place.time.now.getTime() + 3600_000);
    expect((await shop.on('GET', '/status')).body).toMatchObject({ status: 'connected' });
    expect(place.log.map(({ event }) => event)).toContain('oauth.app_refused');
  });

  it('keeps its secret when it is left blank, for the same client ID alone', async () => {
    const place = await openPlace(database);
    const shop = place.store('klaviyo');
    const { clientId } = place.ownApp('klaviyo');
    expect(await shop.begin(undefined, { fields: { clientId } })).toMatchObject({ code: 'validation_failed', fields: { clientSecret: 'Enter the client secret.' } });
    await shop.signIn(undefined, undefined, { fields: place.ownApp('klaviyo') });
    expect(await shop.signIn(undefined, undefined, { fields: { clientId } })).toMatchObject({ status: 'completed', integration: { credentials: { clientSecret: { isSet: true } } } });
    const other = await shop.begin(undefined, { fields: { clientId: '11111111-2222-4333-8444-555555555555' } });
    expect(other).toMatchObject({ code: 'validation_failed', fields: { clientSecret: expect.stringContaining('another destination') } });
    // The host's app takes its place where no fields are given.
    expect(await shop.signIn()).toMatchObject({ status: 'completed', integration: { credentials: {} } });
  });

  it('is used again where the host has none and nothing else is said', async () => {
    const place = await openPlace(database, { oauthClients: {} });
    const shop = place.store('klaviyo');
    expect(await shop.begin()).toMatchObject({ code: 'bad_request', detail: expect.stringContaining('not set up here') });
    await shop.signIn(undefined, undefined, { fields: place.ownApp('klaviyo') });
    expect(await shop.signIn()).toMatchObject({ status: 'completed', integration: { credentials: { clientSecret: { isSet: true } } } });
  });

  it('is sealed while somebody signs in and chooses, and gone once that is cancelled', async () => {
    const place = await openPlace(database, { oauthClients: {} });
    const shop = place.store('google-ads');
    const app = place.ownApp('google-ads');
    const begun = await shop.begin(undefined, { fields: app });
    const sealed = await shop.stored();
    expect(sealed).toContain('"dataKey"');
    expect(sealed).not.toContain(app.clientSecret);
    await shop.send('DELETE', `integrations/google-ads/oauth/authorizations/${begun.id}?store=${shop.id}`);
    expect(await shop.stored()).not.toContain('"dataKey"');
    expect(await place.events('google-ads')).toEqual([]);
  });

  it('opens under a new key once the keys were rotated', async () => {
    const keys = [{ id: 'old', key: randomKey() }, { id: 'new', key: randomKey() }];
    const other = await open();
    const place = await openPlace(other, { vault: createAesGcmVault({ keys, current: 'old' }) });
    const shop = place.store('klaviyo');
    await shop.signIn(undefined, undefined, { fields: place.ownApp('klaviyo') });
    const begun = await shop.begin(undefined, { fields: place.ownApp('klaviyo') });
    await rotateKeys({ database: other, vault: createAesGcmVault({ keys, current: 'new' }) });
    await place.current.server.stop();
    place.current.server = await place.start({ vault: createAesGcmVault({ keys: keys.slice(1), current: 'new' }) });
    expect((await shop.handIn(await shop.visit(begun))).body).toMatchObject({ status: 'completed' });
    place.time.now = new Date(place.time.now.getTime() + 3600_000);
    expect((await shop.on('GET', '/status')).body).toMatchObject({ status: 'connected', problem: null });
    await other.close();
  });
});

describe('which grants end together', () => {
  let database: IntegrationsDatabase;
  beforeAll(async () => { database = await openPGlite(); });
  afterAll(() => database?.close());

  it.each(['google-ads', 'facebook-ads', 'klaviyo'])('those of one app alone: %s', async (provider) => {
    const place = await openPlace(database);
    const [hosted, own, alike] = [place.store(provider), place.store(provider), place.store(provider)];
    await hosted.signIn();
    await own.signIn(undefined, undefined, { fields: place.ownApp(provider) });
    await alike.signIn(undefined, undefined, { fields: place.ownApp(provider) });
    // Another store has the same merchant's app; that of the host is another one.
    expect((await own.disconnect()).revocation).toBe('none');
    expect((await alike.disconnect()).revocation).toBe('pending');
    await alike.settled('none');
    expect((await hosted.on('GET', '/status')).body.status).toBe('connected');
    expect((await hosted.disconnect()).revocation).toBe('pending');
    await hosted.settled('none');
  });

  test('clients of one Cloud project are one app', async () => {
    const place = await openPlace(database);
    const { clientId, clientSecret } = place.client('google-ads');
    const [hosted, own] = [place.store('google-ads'), place.store('google-ads')];
    await hosted.signIn();
    // A shop that runs its own server may well enter what its server has.
    await own.signIn(undefined, undefined, { fields: { clientId, clientSecret } });
    expect((await own.disconnect()).revocation).toBe('none');
    expect((await own.audit()).at(-1)).toMatchObject({ details: { shared: true } });
  });
});

describe('where an own app is not taken', () => {
  let database: IntegrationsDatabase;
  beforeAll(async () => { database = await openPGlite(); });
  afterAll(() => database?.close());

  test.each([
    ['the redirect URI of the provider is none', (provider: string) => `http://shop.example/${provider}`],
    ['two providers share their redirect URI', () => 'https://shop.example/oauth/callback'],
    ['the host gives none for it', () => { throw new Error('not here'); }],
  ])('%s: the server starts, and says so (SR-63)', async (_, redirectUri) => {
    const place = await openPlace(database, { oauthClients: {}, redirectUri });
    const answers = await Promise.all(['klaviyo', 'mailchimp'].map((provider) => place.store(provider).begin(undefined, { fields: place.ownApp(provider) })));
    expect(answers.filter(({ code }) => code === 'bad_request').length).toBeGreaterThanOrEqual(1);
    expect(answers.find(({ code }) => code === 'bad_request')?.detail).toContain('not set up here');
  });

  test.each([[{ clientId: 'x', clientSecret: '' }, ['clientId', 'clientSecret']], [{ clientSecret: 'long-enough-to-be-a-secret' }, ['clientId']]])('%j names what is wrong, and begins nothing', async (fields, named) => {
    const place = await openPlace(database);
    const shop = place.store('klaviyo');
    const answer = await shop.begin(undefined, { fields });
    expect([answer.code, Object.keys(answer.fields ?? {})]).toEqual(['validation_failed', named]);
    expect((await shop.card()).authorization).toBeNull();
  });
});
