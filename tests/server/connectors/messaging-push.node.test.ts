import { describe, expect, test } from 'vitest';
import type { ProviderRequest, TestContext } from '../../../src/server/connector.ts';
import { createSandbox, type Sandbox } from '../../../src/sandbox/index.ts';
import { accountOf, connectorOf, contextOf, contextWith, options, rejection, setFault } from './harness.ts';

const writes = (calls: readonly ProviderRequest[]) => calls.filter(({ method }) => method !== 'GET').map(({ method, url, body }) => ({ method, path: new URL(url).pathname, body }));
const push = (provider: string, configuration: object, fields: readonly string[], context: ReturnType<typeof contextOf>['context'], sandbox: Sandbox) =>
  connectorOf(provider).push?.({ credentials: accountOf(sandbox, provider), configuration: { ...configuration }, fields }, context);
const first = async (provider: string, field: string, spy: ReturnType<typeof contextOf>, configuration = {}, query?: string) =>
  (await options(provider, field, accountOf(spy.sandbox, provider), spy.context, { configuration, ...(query && { query }) })).items[0]?.value ?? '';
/** A context whose test goes out by `send`, as the server gives it. */
const sending = ({ context }: ReturnType<typeof contextOf>): TestContext => ({ ...context, send: context.request });

describe('Klaviyo keeps what was chosen here (UX-74)', () => {
  const rules = (metricId: string, listId: string) => [{ name: 'Buyers', conditions: [
    { join: 'and', kind: 'metric', metricId, measurement: 'count', comparison: 'at_least', number: 2, days: 90 },
    { join: 'or', kind: 'list', listId, holds: 'yes' },
    { join: 'and', kind: 'property', property: "Favourite 'colour'", test: 'is', text: 'blue' },
    { join: 'and', kind: 'consent', channel: 'email', holds: 'no' },
  ] }];

  test('a rule becomes a segment: “and” begins a group, “or” joins the one above', async () => {
    const spy = contextOf('klaviyo');
    const [metric, list] = [await first('klaviyo', 'segmentRules.conditions.metricId', spy), await first('klaviyo', 'segmentRules.conditions.listId', spy)];
    expect(await push('klaviyo', { publishSegments: true, listSyncEnabled: false, segmentRules: rules(metric, list) }, ['publishSegments'], spy.context, spy.sandbox)).toEqual({});
    const [made] = writes(spy.calls);
    expect(made).toMatchObject({ method: 'POST', path: '/api/segments' });
    const { data } = JSON.parse(made?.body ?? '') as { data: { attributes: { definition: { condition_groups: { conditions: object[] }[] } } } };
    expect(data.attributes.definition.condition_groups.map((group) => group.conditions)).toEqual([
      [
        { type: 'profile-metric', metric_id: metric, measurement: 'count', measurement_filter: { type: 'numeric', operator: 'greater-than-or-equal', value: 2 }, timeframe_filter: { type: 'date', operator: 'in-the-last', unit: 'day', quantity: 90 }, metric_filters: null },
        { type: 'profile-group-membership', is_member: true, group_ids: [list], timeframe_filter: null },
      ],
      [{ type: 'profile-property', property: "properties['Favourite \\'colour\\'']", filter: { type: 'string', operator: 'equals', value: 'blue' } }],
      [{ type: 'profile-marketing-consent', consent: { channel: 'email', can_receive_marketing: false, consent_status: { subscription: 'any' } } }],
    ]);
  });

  test('told again, it changes the segment of that name and makes no second one', async () => {
    const spy = contextOf('klaviyo');
    const configuration = { publishSegments: true, listSyncEnabled: false, segmentRules: rules('AbC123', 'AbC123') };
    for (const _ of [1, 2]) await push('klaviyo', configuration, ['publishSegments'], spy.context, spy.sandbox);
    expect(writes(spy.calls).map(({ method }) => method)).toEqual(['POST', 'PATCH']);
    const found = await options('klaviyo', 'audienceSegmentIds', accountOf(spy.sandbox, 'klaviyo'), spy.context, { query: 'Buyers' });
    expect(found.items).toHaveLength(1);
  });

  test('a metric gets its role once: what is so already is left alone', async () => {
    const spy = contextOf('klaviyo');
    const configuration = { metricRoleMap: [{ from: 'revenue', to: await first('klaviyo', 'metricRoleMap.to', spy, {}, 'Placed Order') }] };
    for (const _ of [1, 2]) expect(await push('klaviyo', configuration, ['metricRoleMap'], spy.context, spy.sandbox)).toEqual({});
    expect(writes(spy.calls)).toMatchObject([{ method: 'PATCH', path: '/api/mapped-metrics/revenue' }]);
  });

  test('a refusal names its field; the others are taken', async () => {
    const spy = contextOf('klaviyo');
    const listId = await first('klaviyo', 'listId', spy);
    const refused = await push('klaviyo', { listId, optInProcess: 'single_opt_in', metricRoleMap: [{ from: 'revenue', to: 'Gone22' }] }, ['optInProcess', 'metricRoleMap'], spy.context, spy.sandbox);
    expect(refused).toEqual({ metricRoleMap: expect.stringContaining('role revenue') });
    expect(writes(spy.calls).map(({ path }) => path)).toEqual([`/api/lists/${listId}`, '/api/mapped-metrics/revenue']);
  });

  test('a provider that stops answering keeps what it took', async () => {
    const spy = contextOf('klaviyo');
    const listId = await first('klaviyo', 'listId', spy);
    const { context } = contextWith(({ url }) => (url.includes('mapped-metrics') ? new Response('', { status: 503 }) : Response.json({ data: { id: listId } })));
    const refused = await push('klaviyo', { listId, optInProcess: 'double_opt_in', metricRoleMap: [{ from: 'revenue', to: 'AbC123' }] }, ['optInProcess', 'metricRoleMap'], context, spy.sandbox);
    expect(Object.keys(refused ?? {})).toEqual(['metricRoleMap']);
    await setFault(spy.sandbox, 'klaviyo', 'down');
    expect((await rejection(Promise.resolve(push('klaviyo', { listId, optInProcess: 'double_opt_in' }, ['optInProcess'], spy.context, spy.sandbox)))).code).toBe('provider_unavailable');
  });
});

describe('what a Klaviyo key may do is told by what it may read', () => {
  test('a key with a few scopes connects, and says which it has', async () => {
    const { context, sandbox } = contextOf('klaviyo');
    expect((await connectorOf('klaviyo').verify({ credentials: accountOf(sandbox, 'klaviyo', 'valid', 2) }, context)).granted).toEqual(['lists:read', 'lists:write']);
    expect((await connectorOf('klaviyo').verify({ credentials: accountOf(sandbox, 'klaviyo') }, context)).granted).toHaveLength(9);
    expect((await connectorOf('klaviyo').verify({ credentials: accountOf(sandbox, 'klaviyo', 'valid', 1) }, context)).granted).not.toContain('webhooks:write');
  });

  test('a key that may not read the account is real and unproven; one that may read nothing is refused', async () => {
    const keys = accountOf(createSandbox(), 'klaviyo');
    const denied = () => Response.json({ errors: [{ id: '1', code: 'permission_denied', title: 'x', detail: 'y' }] }, { status: 403 });
    const proof = await connectorOf('klaviyo').verify({ credentials: keys }, contextWith(({ url }) => (url.includes('accounts') ? denied() : Response.json({ data: [] }))).context);
    expect([proof.outcome, proof.stages.find(({ id }) => id === 'permission')?.outcome]).toEqual(['unverified', 'unprovable']);
    expect((await connectorOf('klaviyo').verify({ credentials: keys }, contextWith(denied).context)).outcome).toBe('rejected');
  });
});

describe('Mailchimp keeps what was chosen here (UX-74)', () => {
  const settings = async (spy: ReturnType<typeof contextOf>) => ({ audienceId: await first('mailchimp', 'audienceId', spy) });

  test('a webhook is made once, then changed', async () => {
    const spy = contextOf('mailchimp');
    const configuration = { ...(await settings(spy)), inboundUrl: 'https://shop.example/hook/k3j', inboundEvents: ['unsubscribe'], inboundSources: ['user'] };
    for (const _ of [1, 2]) expect(await push('mailchimp', configuration, ['inboundUrl', 'inboundEvents', 'inboundSources'], spy.context, spy.sandbox)).toEqual({});
    expect(writes(spy.calls).map(({ method }) => method)).toEqual(['POST', 'PATCH']);
    expect(JSON.parse(writes(spy.calls)[0]?.body ?? '')).toMatchObject({ events: { subscribe: false, unsubscribe: true }, sources: { user: true, admin: false, api: false } });
  });

  test('an address that does not answer is refused on its fields; without one nothing is told', async () => {
    const spy = contextOf('mailchimp');
    const configuration = { ...(await settings(spy)), inboundUrl: 'https://unreachable.example/hook' };
    expect(await push('mailchimp', configuration, ['inboundUrl', 'inboundEvents'], spy.context, spy.sandbox)).toEqual({ inboundUrl: expect.stringContaining('must answer already'), inboundEvents: expect.any(String) });
    const bare = await settings(spy);
    spy.calls.length = 0;
    expect(await push('mailchimp', bare, ['inboundEvents'], spy.context, spy.sandbox)).toEqual({});
    expect(spy.calls).toEqual([]);
  });

  test('each audience has one store, made with the first save and changed by the next', async () => {
    const spy = contextOf('mailchimp');
    const configuration = { ...(await settings(spy)), ecommerceSync: true, storeName: 'Harbour', storeCurrency: 'EUR' };
    for (const _ of [1, 2]) expect(await push('mailchimp', configuration, ['ecommerceSync'], spy.context, spy.sandbox)).toEqual({});
    expect(writes(spy.calls).map(({ method }) => method)).toEqual(['PATCH', 'POST', 'PATCH']);
  });

  test('while the first import is under way the store’s automations wait; a check says where they wait for nothing', async () => {
    const spy = contextOf('mailchimp');
    const credentials = accountOf(spy.sandbox, 'mailchimp');
    const selling = { ...(await settings(spy)), ecommerceSync: true, storeName: 'Harbour', storeCurrency: 'EUR' };
    const check = async (configuration: object) => {
      const { outcome, stages } = await connectorOf('mailchimp').verify({ credentials, configuration: { ...configuration } }, spy.context);
      expect(outcome).toBe('verified');
      return stages.at(-1)?.problem?.fields ?? {};
    };
    expect(await check(selling)).toEqual({ ecommerceSync: expect.stringContaining('no longer exists') });
    expect(await push('mailchimp', { ...selling, storeImporting: true }, ['ecommerceSync', 'storeImporting'], spy.context, spy.sandbox)).toEqual({});
    expect(JSON.parse(writes(spy.calls).at(-1)?.body ?? '')).toMatchObject({ is_syncing: true, currency_code: 'EUR' });
    expect(await check({ ...selling, storeImporting: true })).toEqual({});
    expect(await check(selling)).toEqual({ storeImporting: expect.stringContaining('automations wait') });
    await push('mailchimp', selling, ['storeImporting'], spy.context, spy.sandbox);
    expect(JSON.parse(writes(spy.calls).at(-1)?.body ?? '')).toMatchObject({ is_syncing: false });
    expect(await check(selling)).toEqual({});
  });

  test('a disconnect ends an import that was under way, once (UX-82)', async () => {
    const spy = contextOf('mailchimp');
    const configuration = { ...(await settings(spy)), ecommerceSync: true, storeName: 'Harbour', storeCurrency: 'EUR', storeImporting: true };
    await push('mailchimp', configuration, ['ecommerceSync'], spy.context, spy.sandbox);
    spy.calls.length = 0;
    for (const _ of [1, 2]) await connectorOf('mailchimp').depart?.({ credentials: accountOf(spy.sandbox, 'mailchimp'), configuration, choices: [] }, spy.context);
    expect(writes(spy.calls)).toEqual([{ method: 'PATCH', path: `/3.0/ecommerce/stores/shop-${configuration.audienceId}`, body: '{"is_syncing":false}' }]);
  });

  test('a disconnect removes the webhook of this address alone, and the store only where that was chosen (UX-82)', async () => {
    const spy = contextOf('mailchimp');
    const configuration = { ...(await settings(spy)), inboundUrl: 'https://shop.example/hook/k3j', ecommerceSync: true, storeName: 'Harbour', storeCurrency: 'EUR' };
    const credentials = accountOf(spy.sandbox, 'mailchimp');
    await push('mailchimp', configuration, ['inboundUrl', 'ecommerceSync'], spy.context, spy.sandbox);
    await push('mailchimp', { ...configuration, inboundUrl: 'https://other.example/hook' }, ['inboundUrl'], spy.context, spy.sandbox);
    expect(await connectorOf('mailchimp').impact?.({ credentials, configuration }, spy.context)).toMatchObject({ choices: { store: 'It holds 2 orders. What is removed cannot be brought back.' } });
    const depart = async (choices: string[]) => {
      spy.calls.length = 0;
      await connectorOf('mailchimp').depart?.({ credentials, configuration, choices }, spy.context);
      return writes(spy.calls).map(({ method, path }) => `${method} ${path.split('/').slice(-2).join('/')}`);
    };
    expect(await depart([])).toEqual([expect.stringMatching(/^DELETE webhooks\/\w+$/)]);
    expect(await depart(['store'])).toEqual([`DELETE stores/shop-${configuration.audienceId}`]);
    // Gone already counts as removed.
    expect(await depart(['store'])).toHaveLength(1);
  });

  test('offers merge fields, and permissions where the audience asks for them', async () => {
    const spy = contextOf('mailchimp');
    const keys = accountOf(spy.sandbox, 'mailchimp');
    const audiences = (await options('mailchimp', 'audienceId', keys, spy.context)).items;
    expect(audiences[1]?.hint).toBe('240 contacts, double opt-in');
    const of = async (field: string, audienceId = '') => (await options('mailchimp', field, keys, spy.context, { configuration: { audienceId } })).items;
    expect((await of('mergeFieldMap.to', audiences[0]?.value)).slice(0, 2)).toEqual([{ value: 'FNAME', label: 'First Name (FNAME)', hint: 'text' }, { value: 'LNAME', label: 'Last Name (LNAME)', hint: 'text, required' }]);
    expect([(await of('marketingPermissions.from', audiences[0]?.value)).length, (await of('marketingPermissions.from', audiences[1]?.value)).length]).toEqual([0, 3]);
  });
});

describe('Twilio keeps what was chosen here (UX-74)', () => {
  const replies = { senderType: 'phone_number', inboundEnabled: true, inboundWebhookUrl: 'https://shop.example/sms', statusCallbackUrl: 'https://shop.example/status' };
  const all = ['inboundEnabled', 'inboundWebhookUrl', 'statusCallbackUrl'];

  test('replies to a number go to the shop, and stop going there when turned off', async () => {
    const spy = contextOf('twilio');
    expect(await push('twilio', replies, all, spy.context, spy.sandbox)).toEqual({});
    expect(writes(spy.calls).map(({ body }) => body)).toEqual(['SmsUrl=https%3A%2F%2Fshop.example%2Fsms&SmsMethod=POST', 'StatusCallback=https%3A%2F%2Fshop.example%2Fstatus']);
    spy.calls.length = 0;
    await push('twilio', { ...replies, inboundEnabled: false }, ['inboundEnabled'], spy.context, spy.sandbox);
    expect(writes(spy.calls).map(({ body }) => body)).toEqual(['SmsUrl=']);
  });

  test('an address somebody else has set since is left alone', async () => {
    const spy = contextOf('twilio');
    await push('twilio', { ...replies, inboundWebhookUrl: 'https://elsewhere.example/sms' }, ['inboundEnabled'], spy.context, spy.sandbox);
    spy.calls.length = 0;
    expect(await push('twilio', { ...replies, inboundEnabled: false }, ['inboundEnabled'], spy.context, spy.sandbox)).toEqual({});
    expect(writes(spy.calls)).toEqual([]);
  });

  test('a Messaging Service is told in its own words', async () => {
    const spy = contextOf('twilio');
    const messagingServiceSid = await first('twilio', 'messagingServiceSid', spy);
    await push('twilio', { ...replies, senderType: 'messaging_service', messagingServiceSid }, all, spy.context, spy.sandbox);
    expect(writes(spy.calls)[0]).toEqual({ method: 'POST', path: `/v1/Services/${messagingServiceSid}`, body: 'InboundRequestUrl=https%3A%2F%2Fshop.example%2Fsms&InboundMethod=POST' });
  });

  test('a short code is told as one, and has no address for delivery reports', async () => {
    const spy = contextOf('twilio');
    const credentials = accountOf(spy.sandbox, 'twilio', 'valid', 3);
    const refused = await connectorOf('twilio').push?.({ credentials, configuration: replies, fields: all }, spy.context);
    expect(refused).toEqual({ statusCallbackUrl: expect.stringContaining('short code') });
    expect(writes(spy.calls)).toEqual([{ method: 'POST', path: expect.stringMatching(/SMS\/ShortCodes\/SC\w{32}\.json$/), body: 'SmsUrl=https%3A%2F%2Fshop.example%2Fsms&SmsMethod=POST' }]);
  });

  test('an address that a TwiML app would make Twilio ignore is not set, and that is said', async () => {
    const { context, calls } = contextWith(() => Response.json({ incoming_phone_numbers: [{ sid: `PN${'0'.repeat(32)}`, phone_number: accountOf(contextOf('twilio').sandbox, 'twilio')['phoneNumber'], capabilities: { sms: true }, sms_url: '', sms_application_sid: `AP${'0'.repeat(32)}` }] }));
    const refused = await connectorOf('twilio').push?.({ credentials: accountOf(contextOf('twilio').sandbox, 'twilio'), configuration: replies, fields: ['inboundEnabled'] }, context);
    expect(refused).toEqual({ inboundEnabled: expect.stringContaining('TwiML app') });
    expect(calls.map(({ method }) => method)).toEqual(['GET']);
  });

  test.each(['phone_number', 'messaging_service'])('a disconnect takes the shop’s addresses off the sender (%s), once, and nobody else’s (UX-82)', async (senderType) => {
    const spy = contextOf('twilio');
    const configuration = { ...replies, senderType, ...(senderType === 'messaging_service' && { messagingServiceSid: await first('twilio', 'messagingServiceSid', spy) }) };
    await push('twilio', configuration, all, spy.context, spy.sandbox);
    const depart = async (more: object = {}) => {
      spy.calls.length = 0;
      await connectorOf('twilio').depart?.({ credentials: accountOf(spy.sandbox, 'twilio'), configuration: { ...configuration, ...more }, choices: [] }, spy.context);
      return writes(spy.calls).map(({ body }) => body);
    };
    expect(await depart({ inboundWebhookUrl: 'https://elsewhere.example/sms', statusCallbackUrl: undefined })).toEqual([]);
    expect(await depart()).toEqual([senderType === 'phone_number' ? 'SmsUrl=&StatusCallback=' : 'InboundRequestUrl=&StatusCallback=']);
    expect(await depart()).toEqual([]);
  });

  test('a disconnect has nothing to take from a sender that is gone', async () => {
    const spy = contextOf('twilio');
    const configuration = { ...replies, senderType: 'messaging_service', messagingServiceSid: `MG${'0'.repeat(32)}` };
    await connectorOf('twilio').depart?.({ credentials: accountOf(spy.sandbox, 'twilio'), configuration, choices: [] }, spy.context);
    expect(writes(spy.calls)).toEqual([]);
  });

  test('a service without the number in its pool is told on its field', async () => {
    const spy = contextOf('twilio');
    const verify = async (query: string) =>
      (await connectorOf('twilio').verify({ credentials: accountOf(spy.sandbox, 'twilio'), configuration: { senderType: 'messaging_service', messagingServiceSid: await first('twilio', 'messagingServiceSid', spy, {}, query) } }, spy.context)).stages.at(-1);
    expect((await verify('Store 7'))?.problem?.fields).toHaveProperty('messagingServiceSid');
    expect((await verify('Shop messages'))?.outcome).toBe('passed');
  });
});

describe('a test event goes to the account itself', () => {
  test('Klaviyo: one event on its own sender address', async () => {
    const spy = contextOf('klaviyo');
    const found = await connectorOf('klaviyo').sendTest?.({ credentials: accountOf(spy.sandbox, 'klaviyo'), configuration: {}, values: {} }, sending(spy));
    expect(found).toMatchObject({ outcome: 'accepted', verdict: expect.stringContaining('hello@shop.example') });
    expect(writes(spy.calls).map(({ path }) => path)).toEqual(['/api/events']);
  });

  test('Mailchimp: one event of its owner’s contact, which starts nothing', async () => {
    const spy = contextOf('mailchimp');
    const configuration = { audienceId: await first('mailchimp', 'audienceId', spy) };
    expect(await connectorOf('mailchimp').sendTest?.({ credentials: accountOf(spy.sandbox, 'mailchimp'), configuration, values: {} }, sending(spy))).toMatchObject({ outcome: 'accepted' });
    expect(JSON.parse(writes(spy.calls)[0]?.body ?? '')).toEqual({ name: 'connection_test', is_syncing: true });
  });

  test('Mailchimp: without an audience nothing is sent; an owner who is no contact is said', async () => {
    const spy = contextOf('mailchimp');
    const keys = accountOf(spy.sandbox, 'mailchimp');
    expect((await rejection(Promise.resolve(connectorOf('mailchimp').sendTest?.({ credentials: keys, configuration: {}, values: {} }, sending(spy))))).code).toBe('validation_failed');
    expect(spy.calls).toEqual([]);
    const nobody = contextWith(({ method }) => (method === 'GET' ? Response.json({ email: 'Owner@Shop.example' }) : Response.json({ title: 'Resource Not Found', status: 404 }, { status: 404 })));
    const error = await rejection(Promise.resolve(connectorOf('mailchimp').sendTest?.({ credentials: keys, configuration: { audienceId: 'abc' }, values: {} }, { ...nobody.context, send: nobody.context.request })));
    expect(error.problem).toMatchObject({ code: 'not_found', detail: expect.stringContaining('is not a contact') });
  });
});
