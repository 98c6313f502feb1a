import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import type { Values } from '../../../src/core/index.ts';
import { configuration as schema } from '../../../src/providers/google-analytics-4/configuration.ts';
import { credentials as keysSchema } from '../../../src/providers/google-analytics-4/credentials.ts';
import { createSandbox } from '../../../src/sandbox/index.ts';
import { accountOf, connectorOf, contextOf, contextWith, options, rejection, setFault } from './harness.ts';

const provider = 'google-analytics-4';
const connector = connectorOf(provider);
const settings = (given: Values): Values => z.parse(schema, given);

/** The account that signs in to its property, and one sandbox that remembers what it was told. */
function signedIn(index = 1) {
  const spy = contextOf(provider, createSandbox());
  const credentials = accountOf(spy.sandbox, provider, 'valid', index);
  const push = async (fields: string[], given: Values) => connector.push?.({ credentials, configuration: settings(given), fields }, spy.context);
  return { ...spy, credentials, push };
}
const writes = (calls: readonly { method: string; url: string; body?: string }[]) => calls.filter((call) => call.method !== 'GET' && call.url.includes('analyticsadmin')).map(({ method, url, body }) => [method, url.replace(/^.*properties\/[0-9]+\//, ''), JSON.parse(body ?? '{}') as unknown]);

describe('who may do what', () => {
  test('keys for events alone grant nothing, an editor everything, a reader only reading', async () => {
    const granted = async (index: number) => {
      const { credentials, context } = signedIn(index);
      const proof = await connector.verify({ credentials }, context);
      return [proof.outcome, proof.granted];
    };
    expect(await granted(0)).toEqual(['unverified', []]);
    expect(await granted(1)).toEqual(['verified', ['analytics.edit', 'analytics.readonly']]);
    expect(await granted(2)).toEqual(['unverified', ['analytics.readonly']]);
  });

  test('a secret of another stream is told from a good one, and a user without a role from both (UX-43)', async () => {
    const { context, sandbox } = contextOf(provider);
    const problems = await Promise.all((['wrong', 'forbidden'] as const).map(async (outcome) => (await connector.verify({ credentials: accountOf(sandbox, provider, outcome) }, context)).stages.find((stage) => stage.problem)?.problem));
    expect(problems).toMatchObject([{ code: 'invalid_credentials', fields: { apiSecret: expect.stringMatching(/another stream/) } }, { code: 'insufficient_permission', fields: { propertyId: expect.stringMatching(/Editor/) } }]);
  });

  test('a stale token is exchanged once, and only a second refusal is a verdict', async () => {
    const { context, sandbox, calls } = contextOf(provider);
    let refused = 0;
    const once = contextWith(async (call) => {
      if (call.url.includes('analyticsadmin') && refused++ === 0) return new Response(JSON.stringify({ error: { code: 401, status: 'UNAUTHENTICATED' } }), { status: 401 });
      const { status, text } = await context.request(call);
      return new Response(text, { status });
    });
    expect((await connector.verify({ credentials: accountOf(sandbox, provider, 'valid', 1) }, once.context)).outcome).toBe('verified');
    expect(calls.filter((call) => call.url.endsWith('/token')).length).toBe(2);
  });

  test('what Google keeps needs all four values, or none (UX-37)', () => {
    const { credentials } = signedIn();
    const missing = (given: Values) => z.safeParse(keysSchema, given).error?.issues.map((issue) => issue.path.join('.'));
    const { measurementId, apiSecret, propertyId } = credentials;
    expect(missing({ measurementId, apiSecret })).toBeUndefined();
    expect(missing({ measurementId, apiSecret, propertyId })).toEqual(['clientId', 'clientSecret', 'refreshToken']);
  });
});

describe('choices', () => {
  test('linked accounts by their number, audiences page by page, each once (UX-77)', async () => {
    const { credentials, context } = signedIn();
    const links = await options(provider, 'googleAdsLinkId', credentials, context);
    expect(links.items.map(({ label, hint }) => [/^[0-9]{3}-[0-9]{3}-[0-9]{4}$/.test(label), hint])).toEqual([[true, undefined], [true, 'Without personalised advertising']]);
    const first = await options(provider, 'audienceIds', credentials, context);
    const second = await options(provider, 'audienceIds', credentials, context, { cursor: first.nextCursor ?? '' });
    expect([first.items.length, second.items.length, second.nextCursor, new Set([...first.items, ...second.items].map(({ value }) => value)).size]).toEqual([20, 5, null, 25]);
    expect((await options(provider, 'audienceIds', credentials, context, { query: 'CAFE' })).items.map(({ label }) => label)).toEqual(['Café visitors']);
  });

  test('without a sign-in it says how to get one, and asks nobody', async () => {
    const { credentials, context, calls } = signedIn(0);
    expect((await rejection(options(provider, 'audienceIds', credentials, context))).problem).toMatchObject({ code: 'insufficient_permission', detail: expect.stringMatching(/Allow access to your Analytics property/) });
    expect(calls).toEqual([]);
  });

  test('a cursor that is not ours is refused before anything is asked', async () => {
    const { credentials, context, calls } = signedIn();
    expect((await rejection(options(provider, 'audienceIds', credentials, context, { cursor: 'a b' }))).code).toBe('bad_request');
    expect(calls).toEqual([]);
  });
});

describe('what Google keeps is passed on', () => {
  test('key events are created where missing and changed where they differ; a repeat changes nothing, and nothing is removed', async () => {
    const { push, calls } = signedIn();
    const wanted = { keyEvents: [{ eventName: 'purchase', countingMethod: 'ONCE_PER_SESSION', value: 5, currency: 'eur' }, { eventName: 'newsletter' }] };
    expect(await push(['keyEvents'], wanted)).toEqual({});
    expect(writes(calls)).toEqual([
      ['PATCH', expect.stringMatching(/^keyEvents\/[0-9]+\?updateMask=countingMethod%2CdefaultValue$/), { eventName: 'purchase', countingMethod: 'ONCE_PER_SESSION', defaultValue: { numericValue: 5, currencyCode: 'EUR' } }],
      ['POST', 'keyEvents', { eventName: 'newsletter', countingMethod: 'ONCE_PER_EVENT' }],
    ]);
    calls.length = 0;
    expect(await push(['keyEvents'], wanted)).toEqual({});
    expect(writes(calls)).toEqual([]);
  });

  test('of three retention settings one is refused by name, the others are taken (UX-74)', async () => {
    const { push, calls } = signedIn();
    const refused = await push(['eventDataRetention', 'userDataRetention', 'resetUserDataOnNewActivity'], { is360: true, eventDataRetention: 'FIFTY_MONTHS', userDataRetention: 'FOURTEEN_MONTHS', resetUserDataOnNewActivity: false });
    expect(Object.keys(refused ?? {})).toEqual(['eventDataRetention']);
    expect(writes(calls).map(([, path]) => path)).toEqual(['eventDataRetention', 'userDataRetention', 'resetUserDataOnNewActivity'].map((key) => `dataRetentionSettings?updateMask=${key}`));
  });

  test('a period left blank changes nothing: Google has one already', async () => {
    const { push, calls } = signedIn();
    expect(settings({})).not.toHaveProperty('eventDataRetention');
    expect(await push(['eventDataRetention'], {})).toEqual({});
    expect(writes(calls)).toEqual([]);
  });

  test('audiences are created once; one that exists with other days is refused by name, the rest is set', async () => {
    const { push, calls } = signedIn();
    const newAudiences = [{ name: 'Buyers of gifts', eventName: 'purchase', membershipDurationDays: 60 }, { name: 'VIP', eventName: 'purchase', membershipDurationDays: 60 }];
    const refused = await push(['newAudiences'], { audienceSyncEnabled: true, newAudiences });
    expect(refused?.['newAudiences']).toMatch(/“VIP” \(it exists with 30 days/);
    await push(['newAudiences'], { audienceSyncEnabled: true, newAudiences: newAudiences.slice(0, 1) });
    expect(writes(calls)).toEqual([['POST', 'audiences', expect.objectContaining({ displayName: 'Buyers of gifts', membershipDurationDays: 60, filterClauses: [expect.objectContaining({ clauseType: 'INCLUDE' })] })]]);
    expect(calls.find((call) => call.method === 'POST' && call.url.endsWith('/audiences'))?.url).toContain('/v1alpha/');
  });

  test('personalisation goes to the chosen link, else to the first', async () => {
    const { push, calls, credentials, context } = signedIn();
    const [first, second] = (await options(provider, 'googleAdsLinkId', credentials, context)).items.map(({ value }) => value);
    await push(['adsPersonalizationEnabled'], { audienceSyncEnabled: true, adsPersonalizationEnabled: false });
    await push(['adsPersonalizationEnabled'], { audienceSyncEnabled: true, googleAdsLinkId: second });
    expect(writes(calls)).toEqual([['PATCH', `googleAdsLinks/${first}?updateMask=adsPersonalizationEnabled`, { adsPersonalizationEnabled: false }], ['PATCH', `googleAdsLinks/${second}?updateMask=adsPersonalizationEnabled`, { adsPersonalizationEnabled: true }]]);
    expect(await push(['adsPersonalizationEnabled'], { audienceSyncEnabled: true, googleAdsLinkId: '404' })).toMatchObject({ adsPersonalizationEnabled: expect.stringMatching(/no longer linked/) });
  });

  test.each([['a revoked sign-in is a verdict', 'revoked', true], ['a sign-in that may only read is one', 'partial_scopes', true], ['an outage is none, so all of it is tried again', 'down', false]] as const)('%s', async (_, fault, verdict) => {
    const { push, sandbox } = signedIn();
    await setFault(sandbox, provider, fault);
    const result = push(['userDataRetention'], { userDataRetention: 'TWO_MONTHS' });
    if (verdict) expect(Object.keys((await result) ?? {})).toEqual(['userDataRetention']);
    else expect((await rejection(result)).code).toBe('provider_unavailable');
  });
});

describe('answers in the middle of a save', () => {
  const answering = (answer: (method: string, path: string) => [number, object] | null) => {
    const { context, sandbox } = contextOf(provider, createSandbox());
    const spy = contextWith(async (call) => {
      const own = answer(call.method, new URL(call.url).pathname);
      if (own) return new Response(JSON.stringify(own[1]), { status: own[0] });
      const { status, text } = await context.request(call);
      return new Response(text, { status });
    });
    const keyEvents = [{ eventName: 'gift_sold' }, { eventName: 'gift_wrapped' }];
    return { calls: spy.calls, saved: connector.push?.({ credentials: accountOf(sandbox, provider, 'valid', 1), configuration: settings({ keyEvents }), fields: ['keyEvents'] }, spy.context) ?? Promise.reject(new Error('no push')) };
  };
  const error = (code: number, status: string): [number, object] => [code, { error: { code, message: 'x', status } }];

  test('an outage is no refusal of one row: all of it is tried again', async () => {
    expect((await rejection(answering((method) => (method === 'POST' ? error(503, 'UNAVAILABLE') : null)).saved)).code).toBe('provider_unavailable');
  });

  test('what another save has created meanwhile is there, as wanted', async () => {
    expect(await answering((method, path) => (method === 'POST' && path.endsWith('/keyEvents') ? error(409, 'ALREADY_EXISTS') : null)).saved).toEqual({});
  });

  test('rows Google does not take are named, each once', async () => {
    const refused = await answering((method, path) => (method === 'POST' && path.endsWith('/keyEvents') ? error(400, 'INVALID_ARGUMENT') : null)).saved;
    expect(refused['keyEvents']).toMatch(/“gift_sold” \(Google does not take this value for the property\); “gift_wrapped”/);
  });

  test('a name with a path in it never becomes a part of an address (SR-52)', async () => {
    const { saved, calls } = answering((method, path) => (method === 'GET' && path.endsWith('/keyEvents') ? [200, { keyEvents: [{ name: 'properties/1/keyEvents/..?x=', eventName: 'gift_sold', countingMethod: 'ONCE_PER_SESSION' }] }] : null));
    expect((await rejection(saved)).code).toBe('provider_unavailable');
    expect(writes(calls)).toEqual([]);
  });
});

describe('a disconnect', () => {
  test('counts what stops: by the property where it can be read, else by the store’s settings (UX-82)', async () => {
    const said = async (index: number) => {
      const { credentials, context } = signedIn(index);
      return connector.impact?.({ credentials, configuration: settings({ keyEvents: [{ eventName: 'gift' }, { eventName: 'off' }], enabledEvents: ['purchase', 'login'], customEvents: [{ name: 'gift', enabled: true }, { name: 'off', enabled: false }] }) }, context);
    };
    expect(await said(0)).toEqual(['3 kinds of event are no longer sent.', '1 key event stops counting: gift.']);
    expect(await said(1)).toEqual(['3 kinds of event are no longer sent.', '1 key event stops counting: purchase.', '2 linked Google Ads accounts import nothing new from here.']);
  });
});

describe('a test event', () => {
  const sent = (given: Values, answer?: object) => {
    const { credentials, context, calls } = signedIn(0);
    const spy = answer ? contextWith(() => new Response(JSON.stringify(answer))) : { context, calls };
    // Only what goes through `send` stands on the receipt, so nothing may go another way.
    const request = () => Promise.reject(new Error('not through send'));
    return { calls: spy.calls, receipt: connector.sendTest?.({ credentials, configuration: settings(given), values: {} }, { ...spy.context, request, send: spy.context.request }) };
  };

  test('goes to the validation server as the store would send it, and says what that does not prove', async () => {
    const { calls, receipt } = sent({ dataRegion: 'eu', debugMode: true, consentAdUserData: 'DENIED' });
    expect(await receipt).toMatchObject({ outcome: 'accepted', unproven: [expect.stringMatching(/secret/), expect.stringMatching(/Measurement ID/), expect.stringMatching(/not recorded/)] });
    expect(new URL(calls[0]?.url ?? '')).toMatchObject({ host: 'region1.google-analytics.com', pathname: '/debug/mp/collect' });
    expect(JSON.parse(calls[0]?.body ?? '{}')).toMatchObject({ consent: { ad_user_data: 'DENIED' }, events: [{ params: { debug_mode: 1 } }] });
  });

  test('is refused in Google’s own words, as text', async () => {
    const receipt = await sent({}, { validationMessages: [{ fieldPath: 'events', description: 'Event has invalid name.\u0000', validationCode: 'NAME_INVALID' }] }).receipt;
    expect(receipt).toMatchObject({ outcome: 'refused', verdict: 'Google says the event is not right: Event has invalid name.', problem: { code: 'validation_failed' } });
  });
});

describe('settings', () => {
  const wrong = (given: Values) => z.safeParse(schema, given).error?.issues.map((issue) => issue.path.join('.')) ?? [];

  test.each([
    [{ keyEvents: [{ eventName: 'purchase', value: 3 }] }, ['keyEvents.0.currency']], [{ eventDataRetention: 'FIFTY_MONTHS' }, ['eventDataRetention']], [{ is360: true, eventDataRetention: 'FIFTY_MONTHS' }, []],
    [{ keyEvents: Array.from({ length: 31 }, (_, at) => ({ eventName: `goal_${at}` })) }, ['keyEvents']], [{ is360: true, keyEvents: Array.from({ length: 31 }, (_, at) => ({ eventName: `goal_${at}` })) }, []],
    [{ customEvents: [{ name: 'session_start' }] }, ['customEvents.0.name']], [{ customEvents: [{ name: 'ga_x' }] }, ['customEvents.0.name']], [{ customEvents: [{ name: 'app_banner' }, { name: 'errors' }] }, []], [{ customEvents: [{ name: 'a-b' }] }, ['customEvents.0.name']],
  ])('%j is wrong at %j', (given, paths) => {
    expect(wrong(given)).toEqual(paths);
  });
});
