import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import type { Values } from '../../../src/core/index.ts';
import { configuration as schema } from '../../../src/providers/google-ads/configuration.ts';
import { createSandbox } from '../../../src/sandbox/index.ts';
import { accountOf, connectorOf, contextOf, contextWith, options, rejection, setFault } from './harness.ts';

const provider = 'google-ads';
const connector = connectorOf(provider);
const settings = (given: Values): Values => z.parse(schema, given);

function signedIn(index = 0) {
  const spy = contextOf(provider, createSandbox());
  const credentials = accountOf(spy.sandbox, provider, 'valid', index);
  const push = async (newConversionActions: Values[]) => connector.push?.({ credentials, configuration: settings({ newConversionActions }), fields: ['newConversionActions'] }, spy.context);
  const mutations = () => spy.calls.filter((call) => call.url.endsWith(':mutate')).map((call) => JSON.parse(call.body ?? '{}') as { operations: unknown[]; partialFailure: boolean });
  return { ...spy, credentials, push, mutations };
}

describe('conversion actions kept by the store', () => {
  test('are created where missing, changed where one has the name, and each is there once after a repeat', async () => {
    const { push, mutations, credentials, context } = signedIn();
    const wanted = [{ name: 'Gift sold', defaultValue: 12.5, currency: 'eur', alwaysUseDefaultValue: true }, { name: 'Purchase', countingType: 'ONE_PER_CLICK' }];
    expect(await push(wanted)).toEqual({});
    expect(await push(wanted)).toEqual({});
    expect(mutations()[0]).toEqual({
      partialFailure: true,
      operations: [
        { create: { name: 'Gift sold', category: 'PURCHASE', type: 'WEBPAGE', status: 'ENABLED', countingType: 'MANY_PER_CLICK', attributionModelSettings: { attributionModel: 'GOOGLE_SEARCH_ATTRIBUTION_DATA_DRIVEN' }, clickThroughLookbackWindowDays: '30', viewThroughLookbackWindowDays: '1', valueSettings: { alwaysUseDefaultValue: true, defaultValue: 12.5, defaultCurrencyCode: 'EUR' } } },
        { update: expect.objectContaining({ resourceName: expect.stringMatching(/^customers\/[0-9]{10}\/conversionActions\/[0-9]+$/), countingType: 'ONE_PER_CLICK' }), updateMask: expect.stringContaining('countingType') },
      ],
    });
    const names = (await options(provider, 'conversionActionIds', credentials, context)).items.map(({ label }) => label);
    expect(names.filter((name) => name === 'Gift sold' || name === 'Purchase')).toHaveLength(2);
  });

  test('one that Google manages is refused by name inside a success, the others are set (UX-74)', async () => {
    const { push, credentials, context } = signedIn();
    expect(await push([{ name: 'Purchase (import)' }, { name: 'Gift sold' }])).toEqual({ newConversionActions: expect.stringMatching(/“Purchase \(import\)” \(Google manages this action itself\).*the others are set/) });
    expect((await options(provider, 'conversionActionIds', credentials, context, { query: 'gift' })).items).toHaveLength(1);
  });

  test('a partial failure that names nothing is no success', async () => {
    const { context } = contextWith(({ url }) => new Response(JSON.stringify(url.includes('oauth2') ? { access_token: 'ya29.x' } : url.endsWith(':mutate') ? { results: [{}], partialFailureError: { code: 3 } } : { results: [] })));
    const refused = await connector.push?.({ credentials: signedIn().credentials, configuration: settings({ newConversionActions: [{ name: 'One' }] }), fields: ['newConversionActions'] }, context);
    expect(refused).toMatchObject({ newConversionActions: expect.stringMatching(/does not say which/) });
  });

  test('a user who may only read is refused in words; an outage is no verdict', async () => {
    const reader = signedIn();
    await setFault(reader.sandbox, provider, 'partial_scopes');
    expect(await reader.push([{ name: 'One' }])).toMatchObject({ newConversionActions: expect.stringMatching(/standard or admin access/) });
    const away = signedIn();
    await setFault(away.sandbox, provider, 'down');
    expect((await rejection(away.push([{ name: 'One' }]))).code).toBe('provider_unavailable');
  });

  test('without any, or with other fields, nobody is asked', async () => {
    const { credentials, context, calls } = signedIn();
    expect(await connector.push?.({ credentials, configuration: settings({}), fields: ['accessMode'] }, context)).toEqual({});
    expect(calls).toEqual([]);
  });
});

describe('who may do what', () => {
  test('the scopes of the sign-in are what is granted', async () => {
    const granted = async (index: number) => {
      const { credentials, context } = signedIn(index);
      return (await connector.verify({ credentials }, context)).granted;
    };
    expect([await granted(0), await granted(1)]).toEqual([['adwords', 'datamanager'], ['adwords']]);
  });

  test('a developer token that Google no longer takes is left out, and nobody has to reconnect', async () => {
    const { context, calls, credentials } = signedIn();
    const strict = contextWith(async (call) => {
      if (call.headers?.['developer-token']) return new Response(JSON.stringify({ error: { code: 401, status: 'UNAUTHENTICATED', details: [{ errors: [{ errorCode: { authenticationError: 'DEVELOPER_TOKEN_INVALID' } }] }] } }), { status: 401 });
      const { status, text } = await context.request(call);
      return new Response(text, { status });
    });
    expect((await connector.verify({ credentials: { ...credentials, developerToken: 'AbCdEfGhIjKlMnOpQrStUv' } }, strict.context)).outcome).toBe('verified');
    expect(calls.length).toBeGreaterThan(0);
  });

  test('a stale token is exchanged once, and only a second refusal is a verdict', async () => {
    const { context, credentials, calls } = signedIn();
    let refused = 0;
    const once = contextWith(async (call) => {
      if (call.url.includes('googleads') && refused++ === 0) return new Response(JSON.stringify({ error: { code: 401, status: 'UNAUTHENTICATED' } }), { status: 401 });
      const { status, text } = await context.request(call);
      return new Response(text, { status });
    });
    expect((await connector.verify({ credentials }, once.context)).outcome).toBe('verified');
    expect(calls.filter((call) => call.url.endsWith('/token'))).toHaveLength(2);
  });
});

test('a disconnect counts the campaigns that run on, and says nothing of them where it cannot (UX-82)', async () => {
  const { credentials, context, sandbox } = signedIn();
  const configuration = settings({ conversionActionIds: ['1', '2'], newConversionActions: [{ name: 'One' }], audienceSyncEnabled: true, userListId: '3' });
  const others = ['3 conversion actions no longer get conversions from here.', '1 user list is no longer kept in step, and its members expire.'];
  expect(await connector.impact?.({ credentials, configuration }, context)).toEqual({ items: others, keeps: ['3 campaigns are active now.'] });
  await setFault(sandbox, provider, 'down');
  expect(await connector.impact?.({ credentials, configuration }, context)).toEqual({ items: others, keeps: [] });
});

test('choices of a manager account come with name, currency and number, those of one account say which is connected', async () => {
  const { credentials, context } = signedIn();
  const own = await options(provider, 'customerId', credentials, context);
  expect(own.items[0]).toEqual({ value: credentials['customerId'], label: expect.stringMatching(/^[0-9]{3}-[0-9]{3}-[0-9]{4}$/), hint: 'Connected' });
  const below = await options(provider, 'customerId', { ...credentials, loginCustomerId: own.items[2]?.value }, context);
  expect(below.items.map(({ label, hint }) => [label, hint?.split(' · ')[0]])).toEqual([['Harbour Goods', 'EUR'], ['Harbour Goods north', 'EUR']]);
  const lists = await options(provider, 'userListId', accountOf(createSandbox(), provider, 'valid', 1), context);
  expect(lists.items.map(({ hint }) => hint)).toEqual(['1000 people', '1037 people', '1074 people', 'Closed']);
});

test('an account id that is no number never becomes a part of an address (SR-52)', async () => {
  const { credentials, context, calls } = signedIn();
  await connector.verify({ credentials, configuration: { customerId: '../../v1/../1234567890' } }, context);
  expect(calls.at(-1)?.url).toBe(`https://googleads.googleapis.com/v25/customers/${credentials['customerId']}/googleAds:search`);
});

describe('settings', () => {
  const wrong = (given: Values) => z.safeParse(schema, given).error?.issues.map((issue) => issue.path.join('.')) ?? [];

  test.each([
    [{ biddingStrategy: 'TARGET_CPA' }, ['targetCpa']], [{ biddingStrategy: 'TARGET_ROAS' }, ['targetRoas']], [{ biddingStrategy: 'TARGET_ROAS', targetRoas: 0.001 }, ['targetRoas']], [{ biddingStrategy: 'TARGET_IMPRESSION_SHARE' }, ['cpcBidCeiling']],
    [{ audienceSyncEnabled: true, uploadKeyType: 'MOBILE_ADVERTISING_ID' }, ['appId']], [{ uploadKeyType: 'MOBILE_ADVERTISING_ID' }, []], [{ membershipLifeSpan: 541 }, ['membershipLifeSpan']],
    [{ newConversionActions: [{ name: 'One', clickThroughLookbackDays: 91 }] }, ['newConversionActions.0.clickThroughLookbackDays']], [{ newConversionActions: [{ name: 'One', viewThroughLookbackDays: 31 }] }, ['newConversionActions.0.viewThroughLookbackDays']],
    [{ newConversionActions: [{ name: 'One', defaultValue: 3 }] }, ['newConversionActions.0.currency']], [{ newConversionActions: [{ name: 'One', alwaysUseDefaultValue: true }] }, ['newConversionActions.0.defaultValue']], [{ biddingStrategy: 'ENHANCED_CPC' }, ['biddingStrategy']],
  ])('%j is wrong at %j', (given, paths) => {
    expect(wrong(given)).toEqual(paths);
  });
});
