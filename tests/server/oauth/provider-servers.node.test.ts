import { describe, expect, test } from 'vitest';
import { facebookAdsOAuth } from '../../../src/server/connectors/facebook-ads-oauth.ts';
import { googleAdsOAuth } from '../../../src/server/connectors/google-ads-oauth.ts';
import { mailchimpOAuth } from '../../../src/server/connectors/mailchimp-oauth.ts';
import { tiktokAdsOAuth } from '../../../src/server/connectors/tiktok-ads-oauth.ts';
import { connectorOf, rejection } from '../connectors/harness.ts';
import { signInAt } from './sign-in.ts';

const adwords = 'https://www.googleapis.com/auth/adwords';
const datamanager = 'https://www.googleapis.com/auth/datamanager';

describe('Google Ads', () => {
  test('a sign-in proves itself to the connector, lists choices, is renewed and ends', async () => {
    const { connect, refresh, revoke, app, served, context } = await signInAt('google-ads', googleAdsOAuth);
    const tokens = await connect([adwords, datamanager], { account: 'Second Shop' });
    const keys = served.sandbox.accounts.find((one) => one.provider === 'google-ads' && one.name === 'Second Shop')?.credentials;
    expect(tokens).toMatchObject({ scopes: [adwords, datamanager], refreshToken: expect.any(String), expiresAt: '2026-11-22T12:59:59.000Z', more: { customerId: keys?.['customerId'] } });
    const credentials = googleAdsOAuth.credentials(tokens, app);
    expect(Object.keys(credentials).sort()).toEqual(['accessToken', 'customerId', 'signedIn']);
    const connector = connectorOf('google-ads');
    expect(await connector.verify({ credentials }, context)).toMatchObject({ outcome: 'verified', account: { id: keys?.['customerId'], label: expect.stringContaining('Second Shop') } });
    expect((await connector.options?.['conversionActionIds']?.({ credentials, configuration: {} }, context))?.items).toHaveLength(3);

    const renewed = (await refresh(tokens)).tokens;
    expect([renewed.refreshToken === tokens.refreshToken, renewed.accessToken === tokens.accessToken, renewed.more]).toEqual([true, false, tokens.more]);
    expect([await revoke(tokens), await revoke(tokens)]).toEqual([true, true]);
    expect((await refresh(tokens)).answer).toMatchObject({ error: 'invalid_grant' });
    expect(await connector.verify({ credentials }, context)).toMatchObject({ outcome: 'rejected', stages: expect.arrayContaining([expect.objectContaining({ problem: expect.objectContaining({ code: 'invalid_credentials' }) })]) });
  });

  test('each sign-in gives a refresh token, also to who agreed before', async () => {
    const { connect } = await signInAt('google-ads', googleAdsOAuth);
    for (let count = 0; count < 2; count++) expect(await connect([adwords])).toHaveProperty('refreshToken');
  });

  const reaching = async (customers: Record<string, object>, below: readonly object[] = []) => {
    const { context, app } = await signInAt('google-ads', googleAdsOAuth);
    const answer = (json: object) => ({ status: 200, headers: new Headers(), text: '', json });
    const request: typeof context.request = async ({ url, body = '' }) => {
      if (url.endsWith(':listAccessibleCustomers')) return answer({ resourceNames: Object.keys(customers).map((id) => `customers/${id}`) });
      return answer({ results: body.includes('customer_client') ? below : [{ customer: customers[/customers\/([0-9]+)/.exec(url)?.[1] ?? ''] }] });
    };
    const tokens = await googleAdsOAuth.complete?.({ accessToken: 'x' }, app, { ...context, request });
    return googleAdsOAuth.accounts?.list(tokens ?? { accessToken: 'x' }, app, { ...context, request });
  };

  test('reaches the accounts that run campaigns, once each, those below a manager account through it', async () => {
    const manager = { manager: true, status: 'ENABLED' };
    const own = { descriptiveName: 'Shop', currencyCode: 'EUR', status: 'ENABLED' };
    expect(await reaching({ 1111111111: manager, 2222222222: { status: 'CANCELED' }, 3333333333: own }, [{ customerClient: { id: '3333333333' } }, { customerClient: { id: '4444444444', testAccount: true } }])).toEqual([
      { value: '3333333333', label: 'Shop', hint: 'EUR · 333-333-3333', more: { customerId: '3333333333' } },
      { value: '4444444444', label: '444-444-4444', hint: '444-444-4444 · test account', more: { customerId: '4444444444', loginCustomerId: '1111111111' } },
    ]);
  });

  test('a sign-in that reaches no account says where to create one', async () => {
    expect((await rejection(reaching({}))).problem).toMatchObject({ code: 'insufficient_permission', detail: expect.stringContaining('ads.google.com') });
  });

  test('without adwords nothing can be done, and it is said', async () => {
    const { connect } = await signInAt('google-ads', googleAdsOAuth);
    expect((await rejection(connect([adwords, datamanager], { scopes: [datamanager] }))).code).toBe('insufficient_permission');
  });
});

describe('Facebook Ads', () => {
  const scopes = ['ads_read', 'ads_management', 'business_management'];

  test('a short token becomes a long one, which is exchanged in time, and ends with the app', async () => {
    const { connect, refresh, revoke, app, served, context, calls } = await signInAt('facebook-ads', facebookAdsOAuth);
    const tokens = await connect(scopes);
    expect(tokens).toMatchObject({ scopes: expect.arrayContaining(scopes), refreshToken: tokens.accessToken, expiresAt: new Date(Date.parse('2026-11-22T12:00:00Z') + (5_183_944 - 864_000) * 1000).toISOString() });
    const credentials = facebookAdsOAuth.credentials(tokens, app);
    expect(await connectorOf('facebook-ads').verify({ credentials }, context)).toMatchObject({ outcome: 'verified', account: { label: expect.stringContaining('Harbour Goods') } });
    for (const { url } of calls.filter((one) => one.url.includes('/oauth/access_token'))) expect(url).not.toContain(app.clientSecret);

    await served.step(50 * 86_400);
    const renewed = (await refresh(tokens)).tokens;
    expect([renewed.refreshToken, renewed.accessToken === tokens.accessToken]).toEqual([renewed.accessToken, false]);
    expect(renewed.expiresAt).toBe(tokens.expiresAt);
    await served.step(50 * 86_400);
    expect((await refresh(tokens)).answer).toMatchObject({ error: 'invalid_grant' });
    expect((await refresh(renewed)).answer).not.toHaveProperty('error');
    expect([await revoke(renewed), await revoke(renewed)]).toEqual([true, true]);
    expect((await refresh(renewed)).answer).toMatchObject({ error: 'invalid_grant' });
  });

  test('a used code and an ended token are a grant that is gone; a wrong parameter proves nothing about one (SR-68)', () => {
    const errors = [{ code: 190 }, { code: 100, error_subcode: 36009 }, { code: 100 }, { code: 1 }, { code: 101 }].map((error) => facebookAdsOAuth.tokenAnswer?.({ error: { message: 'No.', ...error } })['error']);
    expect(errors).toEqual(['invalid_grant', 'invalid_grant', 'temporarily_unavailable', 'temporarily_unavailable', 'invalid_client']);
  });

  test('what was refused is told', async () => {
    const { connect, app, context } = await signInAt('facebook-ads', facebookAdsOAuth);
    const tokens = await connect(scopes, { scopes: ['ads_read'] });
    expect(tokens.scopes).toEqual(['ads_read']);
    expect(await connectorOf('facebook-ads').verify({ credentials: facebookAdsOAuth.credentials(tokens, app) }, context)).toMatchObject({ outcome: 'verified', granted: ['ads_read'] });
    expect((await connect(scopes)).scopes).toEqual(expect.arrayContaining(scopes));
  });
});

describe('TikTok Ads', () => {
  test('a sign-in proves itself to the connector and ends', async () => {
    const { connect, revoke, app, context } = await signInAt('tiktok-ads', tiktokAdsOAuth);
    const tokens = await connect([]);
    expect(tokens).toMatchObject({ scopes: ['1', '2', '3', '4', '5', '6', '8'], more: { advertiserId: expect.stringMatching(/^\d{19}$/) } });
    expect(tokens).not.toHaveProperty('expiresAt');
    const credentials = tiktokAdsOAuth.credentials(tokens, app);
    expect(await connectorOf('tiktok-ads').verify({ credentials }, context)).toMatchObject({ outcome: 'verified', granted: ['ads', 'pixel', 'creative'], account: { label: 'Harbour Goods (EUR)' } });
    expect([await revoke(tokens), await revoke(tokens)]).toEqual([true, true]);
    expect(await connectorOf('tiktok-ads').verify({ credentials }, context)).toMatchObject({ outcome: 'rejected' });
  });

  test('a used code is a grant that is gone; trouble is not', () => {
    const errors = [40110, 40115, 40101, 50000, 40100].map((code) => tiktokAdsOAuth.tokenAnswer?.({ code, message: 'No.', data: {} })['error']);
    expect(errors).toEqual(['invalid_grant', 'invalid_grant', 'invalid_client', 'temporarily_unavailable', 'temporarily_unavailable']);
  });

  test('fewer scopes are told', async () => {
    const { connect, app, context } = await signInAt('tiktok-ads', tiktokAdsOAuth);
    const tokens = await connect([], { scopes: ['1', '2'] });
    expect(tokens.scopes).toEqual(['1', '2']);
    expect(await connectorOf('tiktok-ads').verify({ credentials: tiktokAdsOAuth.credentials(tokens, app) }, context)).toMatchObject({ outcome: 'verified', granted: ['ads'] });
  });
});

describe('Mailchimp', () => {
  test('a sign-in finds its datacenter and proves itself to the connector', async () => {
    const { connect, app, context, served } = await signInAt('mailchimp', mailchimpOAuth);
    const tokens = await connect([], { account: 'Second Shop' });
    expect(tokens).toEqual({ accessToken: expect.any(String), more: { serverPrefix: 'us6' } });
    const credentials = mailchimpOAuth.credentials(tokens, app);
    const connector = connectorOf('mailchimp');
    expect(await connector.verify({ credentials }, context)).toMatchObject({ outcome: 'verified', account: { label: 'Second Shop' } });
    const audiences = await connector.options?.['audienceId']?.({ credentials, configuration: {} }, context);
    expect(audiences?.items.map(({ label }) => label)).toContain('Shop customers');
    await served.fault('mailchimp', 'revoked');
    expect(await connector.verify({ credentials }, context)).toMatchObject({ outcome: 'rejected' });
  });

  test('a datacenter that is none never becomes a part of an address', async () => {
    const { context } = await signInAt('mailchimp', mailchimpOAuth);
    const answers = { ...context, request: async () => ({ status: 200, headers: new Headers(), text: '', json: { dc: 'us1.evil.example/' } }) };
    expect((await rejection(Promise.resolve(mailchimpOAuth.complete?.({ accessToken: 'x' }, { clientId: '1', clientSecret: '2' }, answers)))).code).toBe('provider_unavailable');
    expect(await connectorOf('mailchimp').verify({ credentials: { accessToken: 'x', serverPrefix: 'us1.evil.example/' } }, answers)).toMatchObject({ outcome: 'rejected' });
  });
});

test('who signed in is told to sign in again, never to correct a key; what is said of a chosen account stays', async () => {
  const google = await signInAt('google-ads', googleAdsOAuth);
  const credentials = googleAdsOAuth.credentials(await google.connect([adwords]), google.app);
  const connector = connectorOf('google-ads');
  const list = (configuration: object = {}) => rejection(Promise.resolve(connector.options?.['conversionActionIds']?.({ credentials, configuration: { ...configuration } }, google.context)));
  expect((await list({ customerId: '1234567890' })).problem).toMatchObject({ code: 'insufficient_permission', detail: expect.stringContaining('may not use this account') });
  await google.served.fault('google-ads', 'revoked');
  expect((await list()).problem).toMatchObject({ code: 'invalid_credentials', detail: 'Google Ads no longer accepts this sign-in. Sign in again.' });
  expect((await list()).problem).not.toHaveProperty('fields');
  const proof = await connector.verify({ credentials }, google.context);
  expect(proof.stages.find(({ problem }) => problem)?.problem).toMatchObject({ detail: 'Google Ads no longer accepts this sign-in. Sign in again.' });
  await google.served.fault('google-ads', 'down');
  expect((await list()).code).toBe('provider_unavailable');

  const tiktok = await signInAt('tiktok-ads', tiktokAdsOAuth);
  const own = tiktokAdsOAuth.credentials(await tiktok.connect([], { scopes: ['1', '2'] }), tiktok.app);
  const pixels = await rejection(Promise.resolve(connectorOf('tiktok-ads').options?.['pixelId']?.({ credentials: own, configuration: {} }, tiktok.context)));
  expect(pixels.problem).toMatchObject({ code: 'insufficient_permission', detail: 'The sign-in does not include a permission that this needs. Sign in again, and allow it.' });
  const elsewhere = await connectorOf('tiktok-ads').verify({ credentials: own, configuration: { advertiserId: '7000000000000000001' } }, tiktok.context);
  expect(elsewhere.stages.find(({ problem }) => problem)?.problem).toMatchObject({ code: 'insufficient_permission', detail: expect.stringContaining('It serves Harbour Goods'), fields: { advertiserId: expect.any(String) } });
});

describe.each([
  ['google-ads', googleAdsOAuth, [['revoked', 'invalid_grant'], ['down', undefined], ['rate_limited', undefined]]],
  ['facebook-ads', facebookAdsOAuth, [['revoked', 'invalid_grant'], ['down', 'temporarily_unavailable'], ['rate_limited', 'temporarily_unavailable']]],
] as const)('under a fault of %s', (provider, server, faults) => {
  test('a refresh is refused only where the grant is gone', async () => {
    const { connect, refresh, served } = await signInAt(provider, server);
    const tokens = await connect(provider === 'google-ads' ? [adwords] : ['ads_read']);
    for (const [fault, error] of faults) {
      await served.fault(provider, fault, { times: 1 });
      const { answer } = await refresh(tokens);
      if (error === undefined) expect(answer['error']).not.toBe('invalid_grant');
      else expect(answer['error']).toBe(error);
    }
    expect((await refresh(tokens)).answer['access_token']).toEqual(expect.any(String));
  });
});
