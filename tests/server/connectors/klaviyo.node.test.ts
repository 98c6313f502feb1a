import { expect, test } from 'vitest';
import { createSandbox } from '../../../src/sandbox/index.ts';
import { accountOf, connectorOf, contextOf, contextWith, impactOf, options, rejection, stagesOf } from './harness.ts';

const klaviyo = connectorOf('klaviyo');
const keys = accountOf(createSandbox(), 'klaviyo');
const answering = (body: unknown, status: number, type = 'application/vnd.api+json', headers: Record<string, string> = {}) =>
  contextWith(() => new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers: { 'content-type': type, ...headers } }));
const refusal = (status: number, code: string) => ({ errors: [{ id: '1', status, code, title: 'x', detail: 'y' }] });

test('asks with the pinned revision and Klaviyo’s own scheme', async () => {
  const { context, calls } = contextOf('klaviyo');
  await klaviyo.verify({ credentials: keys }, context);
  expect(calls[0]).toEqual({ method: 'GET', url: 'https://a.klaviyo.com/api/accounts', headers: { authorization: `Klaviyo-API-Key ${keys['privateApiKey']}`, revision: '2026-07-15', accept: 'application/vnd.api+json' } });
});

test('names the expected public key when the two belong to different accounts', async () => {
  const { context, sandbox } = contextOf('klaviyo');
  const other = accountOf(sandbox, 'klaviyo', 'valid', 1);
  const proof = await klaviyo.verify({ credentials: { ...keys, publicApiKey: other['publicApiKey'] } }, context);
  expect(proof.outcome).toBe('rejected');
  expect(proof.stages.find((stage) => stage.id === 'sign-in')?.problem?.fields?.['publicApiKey']).toContain(`Its public key is ${keys['publicApiKey']}`);
});

test.each([
  ['a 400 in JSON', answering(refusal(400, 'invalid'), 400), 'privateApiKey'],
  ['a 401 without a body', answering('', 401), 'privateApiKey'],
])('%s blames the private key', async (_, { context }, field) => {
  const proof = await klaviyo.verify({ credentials: keys }, context);
  expect(proof.stages.find((stage) => stage.id === 'sign-in')?.problem?.fields).toHaveProperty(field);
});

test.each([
  ['a 403 page of the edge', answering('<html>Just a moment…</html>', 403, 'text/html', { 'cf-mitigated': 'challenge' })],
  ['a 400 page of the edge', answering('<html>400 Bad Request</html>', 400, 'text/html')],
  ['a retired revision (410)', answering(refusal(410, 'gone'), 410)],
  ['502 in HTML', answering('<html></html>', 502, 'text/html')],
  ['an empty 200', answering('', 200)],
  ['a 200 without an account', answering({ data: [] }, 200)],
  ['a 200 of another kind', answering({ ok: true }, 200)],
  ['a 200 in HTML', answering('<html></html>', 200, 'text/html')],
])('%s is the provider’s trouble, never the key’s', async (_, { context }) => {
  expect((await rejection(klaviyo.verify({ credentials: keys }, context))).code).toBe('provider_unavailable');
});

test.each([['7', 7], ['0', 1], ['soon', 10], ['-3', 10], ['999999', 3600]])('Retry-After "%s" waits %i seconds', async (header, seconds) => {
  const { context } = answering(refusal(429, 'throttled'), 429, undefined, { 'retry-after': header });
  expect((await rejection(klaviyo.verify({ credentials: keys }, context))).problem).toMatchObject({ code: 'rate_limited', retryAfter: seconds });
});

test('a deleted list is told without rejecting the keys', async () => {
  const { context } = contextOf('klaviyo');
  const proof = await klaviyo.verify({ credentials: keys, configuration: { listSyncEnabled: true, listId: 'Gone22' } }, context);
  expect(proof.outcome).toBe('verified');
  expect(stagesOf(proof)['resource']).toBe('failed');
  expect(proof.stages.at(-1)?.problem?.fields).toHaveProperty('listId');
  const [list] = (await options('klaviyo', 'listId', keys, context)).items;
  expect(stagesOf(await klaviyo.verify({ credentials: keys, configuration: { listId: list?.value } }, context))['resource']).toBe('passed');
});

test('reads 25 lists in pages of ten, each once', async () => {
  const { context, calls } = contextOf('klaviyo');
  const seen: string[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await options('klaviyo', 'listId', keys, context, cursor ? { cursor } : {});
    seen.push(...page.items.map((item) => item.value));
    cursor = page.nextCursor;
  } while (cursor);
  expect(calls).toHaveLength(3);
  expect([seen.length, new Set(seen).size]).toEqual([25, 25]);
});

test('searches beyond the first page, without regard to case and accents (UX-77)', async () => {
  const { context } = contextOf('klaviyo');
  const found = await options('klaviyo', 'listId', keys, context, { query: 'CAFE' });
  expect(found).toMatchObject({ items: [{ label: 'Café club' }], nextCursor: null });
  expect((await options('klaviyo', 'listId', keys, context, { query: 'winter' })).items.map((item) => item.label)).toEqual(['Winter sale']);
});

test('offers segments and templates', async () => {
  const { context, calls } = contextOf('klaviyo');
  expect((await options('klaviyo', 'audienceSegmentIds', keys, context)).items).toHaveLength(10);
  expect((await options('klaviyo', 'defaultTemplateId', keys, context)).items).toHaveLength(10);
  expect(calls[1]?.url).toContain('fields%5Btemplate%5D=name,editor_type,updated');
});

test('never follows a next page at another host', async () => {
  const page = { data: [], links: { next: 'https://evil.example/api/lists?page%5Bcursor%5D=abc' } };
  const { context, calls } = answering(page, 200);
  expect((await rejection(options('klaviyo', 'listId', keys, context))).code).toBe('provider_unavailable');
  expect(calls).toHaveLength(1);
});

test.each(['a b', 'a?b=c', 'x&page[size]=1', '\r\nx', 'é'])('refuses the cursor %j before any request (SR-52)', async (cursor) => {
  const { context, calls } = contextOf('klaviyo');
  expect((await rejection(options('klaviyo', 'listId', keys, context, { cursor }))).code).toBe('bad_request');
  expect(calls).toEqual([]);
});

test('names the scope a choice needs', async () => {
  const { context } = answering(refusal(403, 'permission_denied'), 403);
  const error = await rejection(options('klaviyo', 'audienceSegmentIds', keys, context));
  expect(error.problem).toMatchObject({ code: 'insufficient_permission', detail: expect.stringContaining('segments:read') });
});

test('shows names of the provider as plain text on one line (SR-10)', async () => {
  const { context } = answering({ data: [{ id: 'AbC123', attributes: { name: '<b>News\u0000\n\u202eletter</b>' } }], links: {} }, 200);
  expect((await options('klaviyo', 'listId', keys, context)).items).toEqual([{ value: 'AbC123', label: '<b>News letter</b>' }]);
});

test.each(['..', '../accounts', 'a/b', 'a?b', '\ud800', ''])('the list id %j never reaches an address (SR-52)', async (listId) => {
  const { context, calls } = contextOf('klaviyo');
  expect((await impactOf(klaviyo, { credentials: keys, configuration: { listId } }, context)).items[0]).toBe('1 list stops syncing.');
  expect(stagesOf(await klaviyo.verify({ credentials: keys, configuration: { listId } }, context))['resource']).toBe('skipped');
  expect(calls.filter((call) => /lists\//.test(call.url))).toEqual([]);
});

test('counts what a disconnect stops, with the list’s name while Klaviyo answers (UX-82)', async () => {
  const { context } = contextOf('klaviyo');
  const [list] = (await options('klaviyo', 'listId', keys, context)).items;
  const configuration = { listSyncEnabled: true, listId: list?.value, eventTriggers: [{ metricName: 'Placed Order' }, { metricName: 'Added to Cart' }] };
  const { items } = await impactOf(klaviyo, { credentials: keys, configuration }, context);
  expect(items.slice(0, 2)).toEqual([`1 list stops syncing: ${list?.label}.`, '2 kinds of store event stop.']);
  const { context: broken } = answering('', 503);
  expect((await impactOf(klaviyo, { credentials: keys, configuration }, broken)).items[0]).toBe('1 list stops syncing.');
});

test('names the live flows that begin with its list or its events, each once, and no other shop’s (UX-82)', async () => {
  const { context } = contextOf('klaviyo');
  const [list] = (await options('klaviyo', 'listId', keys, context, { query: 'Newsletter' })).items;
  const flowsOf = async (configuration: object) => (await impactOf(klaviyo, { credentials: keys, configuration: { ...configuration } }, context)).items.find((one) => one.includes('flow'));
  const events = ['Started Checkout', 'Placed Order', 'Placed Order'].map((metricName) => ({ metricName }));
  expect(await flowsOf({ listId: list?.value, eventTriggers: events })).toBe('3 live flows get nobody new: Welcome series, Abandoned checkout, Thank-you.');
  expect(await flowsOf({ listSyncEnabled: false, eventTriggers: [{ metricName: 'Viewed Product' }] })).toBe('1 live flow gets nobody new: Browse abandonment.');
  expect(await flowsOf({ listSyncEnabled: false, eventTriggers: [] })).toBeUndefined();
});

test('says nothing of flows where the key may not read them, and reads no more than three pages of metrics', async () => {
  const limited = accountOf(createSandbox(), 'klaviyo', 'valid', 2);
  const eventTriggers = [{ metricName: 'Placed Order' }];
  const { items } = await impactOf(klaviyo, { credentials: limited, configuration: { listSyncEnabled: false, eventTriggers } }, contextOf('klaviyo').context);
  expect(items).toEqual(['1 kind of store event stops.']);
  const { context, calls } = answering({ data: [], links: { next: 'https://a.klaviyo.com/api/metrics?page%5Bcursor%5D=abc' } }, 200);
  await klaviyo.impact?.({ credentials: keys, configuration: { listSyncEnabled: false, eventTriggers } }, context);
  expect(calls).toHaveLength(3);
});
