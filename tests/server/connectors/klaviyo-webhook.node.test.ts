import { expect, test } from 'vitest';
import type { ProviderRequest } from '../../../src/server/connector.ts';
import type { Webhook } from '../../../src/server/webhooks.ts';
import { accountOf, connectorOf, contextOf, contextWith, rejection, setFault } from './harness.ts';

const klaviyo = connectorOf('klaviyo');
const webhook: Webhook = { url: 'https://shop.example/hooks/klaviyo/a/klaviyo', secret: 'a-secret-of-more-than-sixteen', mark: '00112233445566aa' };
const other: Webhook = { ...webhook, url: 'https://other.example/hooks/b/klaviyo', mark: 'ffeeddccbbaa9988' };
const both = { syncDirection: 'both', listSyncEnabled: false, inboundEvents: ['unsubscribed', 'bounced'] };
const all = ['syncDirection', 'inboundEvents'];
const writes = (calls: readonly ProviderRequest[]) => calls.filter(({ method }) => method !== 'GET').map(({ method, url }) => `${method} ${new URL(url).pathname.replace(/\/[A-Z0-9]{26}$/, '/:id')}`);
const sentBy = ({ calls }: { calls: ProviderRequest[] }) => JSON.parse(calls.findLast(({ body }) => body)?.body ?? '') as { data: { attributes: object; relationships: object } };
const denied = () => Response.json({ errors: [{ id: '1', status: 403, code: 'permission_denied', title: 'x', detail: 'y' }] }, { status: 403 });

function shop(spy = contextOf('klaviyo'), account = 0) {
  const credentials = accountOf(spy.sandbox, 'klaviyo', 'valid', account);
  return {
    ...spy, credentials,
    push: async (configuration: object, fields = all, mine: Webhook | undefined = webhook) => klaviyo.push?.({ credentials, configuration: { ...configuration }, fields, webhook: mine }, spy.context),
    depart: async (configuration: object = both, mine: Webhook | undefined = webhook) => klaviyo.depart?.({ credentials, configuration: { ...configuration }, choices: [], webhook: mine }, spy.context),
    async there() {
      const answer = await spy.context.request({ method: 'GET', url: 'https://a.klaviyo.com/api/webhooks', headers: { authorization: `Klaviyo-API-Key ${credentials['privateApiKey']}`, revision: '2026-07-15' } });
      return (answer.json as { data: { attributes: { name: string; endpoint_url: string; enabled: boolean } }[] }).data.map(({ attributes }) => attributes);
    },
  };
}

test('“Both ways” makes a webhook with an address, a secret and what is ticked (UX-74)', async () => {
  const klaviyoShop = shop();
  expect(await klaviyoShop.push(both)).toEqual({});
  expect(writes(klaviyoShop.calls)).toEqual(['POST /api/webhooks']);
  expect(sentBy(klaviyoShop).data).toMatchObject({
    attributes: { name: 'Two-way sync 00112233445566aa', endpoint_url: webhook.url, secret_key: webhook.secret },
    relationships: { 'webhook-topics': { data: [{ type: 'webhook-topic', id: 'event:klaviyo.unsubscribed_from_email_marketing' }, { type: 'webhook-topic', id: 'event:klaviyo.bounced_email' }] } },
  });
  expect(await klaviyoShop.there()).toMatchObject([{ endpoint_url: 'https://shop.example', enabled: true }]);
});

test('a later save finds it again, though Klaviyo shows no whole address, and makes no second one', async () => {
  const klaviyoShop = shop();
  await klaviyoShop.push(both, all, other);
  await klaviyoShop.push(both);
  expect(await klaviyoShop.push({ ...both, inboundEvents: ['marked_as_spam'] }, ['inboundEvents'])).toEqual({});
  expect(writes(klaviyoShop.calls)).toEqual(['POST /api/webhooks', 'POST /api/webhooks', 'PATCH /api/webhooks/:id']);
  expect(sentBy(klaviyoShop).data).toMatchObject({ attributes: { enabled: true }, relationships: { 'webhook-topics': { data: [{ id: 'event:klaviyo.marked_email_as_spam' }] } } });
  expect((await klaviyoShop.there()).map(({ name }) => name)).toEqual([`Two-way sync ${other.mark}`, `Two-way sync ${webhook.mark}`]);
});

test('of two that were made at the same time, the next save leaves one', async () => {
  const klaviyoShop = shop();
  const { body, ...call } = (await klaviyoShop.push(both), klaviyoShop.calls.findLast((one) => one.method === 'POST')!);
  await klaviyoShop.context.request({ ...call, body: body! });
  expect(await klaviyoShop.there()).toHaveLength(2);
  expect(await klaviyoShop.push(both)).toEqual({});
  expect(await klaviyoShop.there()).toHaveLength(1);
});

test('back to one way removes it, and nobody else’s; what is gone already counts', async () => {
  const klaviyoShop = shop();
  await klaviyoShop.push(both, all, other);
  await klaviyoShop.push(both);
  klaviyoShop.calls.length = 0;
  for (const _ of [1, 2]) expect(await klaviyoShop.push({ ...both, syncDirection: 'to_klaviyo' }, ['syncDirection'])).toEqual({});
  expect(writes(klaviyoShop.calls)).toEqual(['DELETE /api/webhooks/:id']);
  expect((await klaviyoShop.there()).map(({ name }) => name)).toEqual([`Two-way sync ${other.mark}`]);
});

test('what the account does not report is named on its field, the rest is set (UX-74)', async () => {
  const klaviyoShop = shop();
  expect(await klaviyoShop.push({ ...both, inboundEvents: ['bounced', 'unsubscribed_from_texts'] })).toEqual({ inboundEvents: expect.stringMatching(/does not report: unsubscribed from texts\. The rest is set/) });
  expect(sentBy(klaviyoShop).data.relationships).toEqual({ 'webhook-topics': { data: [{ type: 'webhook-topic', id: 'event:klaviyo.bounced_email' }] } });
  for (const inboundEvents of [['unsubscribed_from_texts'], []]) expect(await klaviyoShop.push({ ...both, inboundEvents })).toEqual({ syncDirection: expect.stringContaining('nothing to listen for'), inboundEvents: expect.stringContaining('nothing to listen for') });
});

test('an account without webhooks refuses this and takes the rest', async () => {
  const klaviyoShop = shop(undefined, 1);
  const metricRoleMap = [{ from: 'revenue', to: 'Gone22' }];
  const refused = await klaviyoShop.push({ ...both, metricRoleMap }, [...all, 'metricRoleMap']);
  expect(refused).toMatchObject({ syncDirection: expect.stringContaining('Advanced KDP'), metricRoleMap: expect.stringContaining('role revenue') });
  expect(writes(klaviyoShop.calls)).toEqual(['PATCH /api/mapped-metrics/revenue']);
});

test('a server without an address asks Klaviyo for nothing and says so', async () => {
  const klaviyoShop = shop();
  const refused = await klaviyo.push?.({ credentials: klaviyoShop.credentials, configuration: both, fields: all }, klaviyoShop.context);
  expect(refused).toEqual({ syncDirection: expect.stringContaining('no address'), inboundEvents: expect.stringContaining('no address') });
  await klaviyo.depart?.({ credentials: klaviyoShop.credentials, configuration: both, choices: [] }, klaviyoShop.context);
  expect(klaviyoShop.calls).toEqual([]);
});

test('a disconnect removes the webhook of this integration alone, whatever was set last (UX-82)', async () => {
  const klaviyoShop = shop();
  await klaviyoShop.push(both, all, other);
  await klaviyoShop.push(both);
  await klaviyoShop.depart({ ...both, syncDirection: 'to_klaviyo' });
  await klaviyoShop.depart();
  expect((await klaviyoShop.there()).map(({ name }) => name)).toEqual([`Two-way sync ${other.mark}`]);
  expect(writes(klaviyoShop.calls).filter((call) => call.startsWith('DELETE'))).toHaveLength(1);
});

test('what keeps the webhook from being removed is told, unless there can be none', async () => {
  const klaviyoShop = shop(undefined, 1);
  expect((await rejection(klaviyoShop.depart())).code).toBe('insufficient_permission');
  await klaviyoShop.depart({ syncDirection: 'to_klaviyo' });
  await setFault(klaviyoShop.sandbox, 'klaviyo', 'down');
  expect((await rejection(klaviyoShop.depart({}))).code).toBe('provider_unavailable');
});

test.each([
  ['a refused address', () => Response.json({ errors: [{ id: '1', status: 400, code: 'invalid', title: 'Invalid input.', detail: 'y' }] }, { status: 400 }), 'does not take the webhook'],
  ['a key that may only read', denied, 'webhooks:write'],
  ['one that went meanwhile', () => Response.json({ errors: [{ id: '1', status: 404, code: 'not_found', title: 'x', detail: 'y' }] }, { status: 404 }), 'Save again'],
])('%s stands on the field as a sentence', async (_, answer, words) => {
  const good = contextOf('klaviyo');
  const { context } = contextWith(async (call) => (call.method === 'POST' ? answer() : new Response((await good.context.request(call)).text)));
  const refused = await klaviyo.push?.({ credentials: accountOf(good.sandbox, 'klaviyo'), configuration: both, fields: all, webhook }, context);
  expect(refused).toEqual({ syncDirection: expect.stringContaining(words), inboundEvents: expect.stringContaining(words) });
});

test('a check says where nobody tells the store any more, and asks for webhooks once (UX-43)', async () => {
  const klaviyoShop = shop();
  const check = async (configuration: object = both) => {
    klaviyoShop.calls.length = 0;
    const { outcome, stages, granted } = await klaviyo.verify({ credentials: klaviyoShop.credentials, configuration: { ...configuration }, webhook }, klaviyoShop.context);
    // Klaviyo takes this question once a second.
    expect(klaviyoShop.calls.filter(({ url }) => url.includes('/api/webhooks')).length).toBe(1);
    expect([outcome, granted?.includes('webhooks:write')]).toEqual(['verified', true]);
    return stages.at(-1)?.problem?.fields ?? {};
  };
  expect(await check()).toEqual({ syncDirection: expect.stringContaining('no longer has the webhook') });
  expect(await check({ ...both, syncDirection: 'to_klaviyo' })).toEqual({});
  await klaviyoShop.push(both);
  expect(await check()).toEqual({});
  const { id } = JSON.parse((await klaviyoShop.context.request({ method: 'GET', url: 'https://a.klaviyo.com/api/webhooks', headers: { authorization: `Klaviyo-API-Key ${klaviyoShop.credentials['privateApiKey']}`, revision: '2026-07-15' } })).text).data[0] as { id: string };
  await klaviyoShop.context.request({ method: 'PATCH', url: `https://a.klaviyo.com/api/webhooks/${id}`, headers: { authorization: `Klaviyo-API-Key ${klaviyoShop.credentials['privateApiKey']}`, revision: '2026-07-15' }, body: JSON.stringify({ data: { type: 'webhook', id, attributes: { enabled: false } } }) });
  expect(await check()).toEqual({ syncDirection: expect.stringContaining('turned the webhook of two-way sync off') });
});

test('webhooks that cannot be read for now say nothing of the connection', async () => {
  const klaviyoShop = shop();
  const busy = contextWith(async (call) => (call.url.includes('/api/webhooks') ? new Response('', { status: 429 }) : new Response((await klaviyoShop.context.request(call)).text)));
  const { outcome, stages } = await klaviyo.verify({ credentials: klaviyoShop.credentials, configuration: both, webhook }, busy.context);
  expect([outcome, stages.at(-1)?.outcome]).toEqual(['verified', 'passed']);
});
