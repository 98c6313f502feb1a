import { expect, test } from 'vitest';
import { createSandbox } from '../../../src/sandbox/index.ts';
import { accountOf, connectorOf, contextOf, contextWith, options, rejection, stagesOf } from './harness.ts';

const metaPixel = connectorOf('meta-pixel');
const keys = accountOf(createSandbox(), 'meta-pixel');
const { testEventCode: _, ...withoutCode } = keys;
const answer = (body: unknown, status = 200, headers: Record<string, string> = {}) => new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers });
const error = (code: number, more: Record<string, unknown> = {}) => ({ error: { message: 'x', type: 'OAuthException', code, fbtrace_id: 'A', ...more } });

test('asks the pinned version, with the token outside the address', async () => {
  const { context, calls } = contextOf('meta-pixel');
  await metaPixel.verify({ credentials: keys }, context);
  expect(calls.slice(0, 1)).toEqual([{ method: 'GET', url: `https://graph.facebook.com/v26.0/${keys['pixelId']}?fields=id,name,is_unavailable`, headers: { authorization: `Bearer ${keys['accessToken']}`, accept: 'application/json' } }]);
});

test('a token that may not read the pixel is neither proven nor refused, and says what would prove it', async () => {
  for (const refusal of [error(100, { error_subcode: 33 }), error(200), error(10), error(3)]) {
    const { context, calls } = contextWith(() => answer(refusal, 400));
    const proof = await metaPixel.verify({ credentials: withoutCode }, context);
    expect(proof.outcome).toBe('unverified');
    expect(stagesOf(proof)).toEqual({ format: 'passed', reach: 'passed', 'sign-in': 'passed', permission: 'unprovable', resource: 'skipped' });
    expect(proof.stages.find((stage) => stage.id === 'permission')?.problem?.detail).toMatch(/\.$/);
    expect(calls).toHaveLength(1);
  }
});

test('a token that ends soon, such as an explorer’s, connects, and that is said where Meta tells', async () => {
  const ending = (expires_at: number | undefined) => contextWith(({ url }) => answer(url.includes('/debug_token') ? (expires_at === undefined ? error(100) : { data: { expires_at } }) : url.includes('/permissions') ? { data: [] } : { id: keys['pixelId'], name: 'Store pixel' }));
  const resource = async (expires_at: number | undefined) => (await metaPixel.verify({ credentials: keys }, ending(expires_at).context)).stages.at(-1);
  const now = Date.parse('2026-11-22T12:00:00Z') / 1000;
  expect(await resource(now + 3600)).toMatchObject({ id: 'resource', outcome: 'failed', problem: { fields: { accessToken: expect.stringMatching(/ends within a day.*system user/) } } });
  for (const never of [0, now + 30 * 86_400, undefined]) expect((await resource(never))?.outcome).toBe('passed');
});

test('with a test code, an event decides, and carries that code', async () => {
  const { context, calls } = contextWith(({ method }) => (method === 'GET' ? answer(error(100, { error_subcode: 33 }), 400) : answer({ events_received: 1, messages: [], fbtrace_id: 'A' })));
  expect((await metaPixel.verify({ credentials: keys }, context)).outcome).toBe('verified');
  expect(JSON.parse(calls[1]?.body ?? '')).toMatchObject({ data: [{ event_name: 'PageView', action_source: 'website' }], test_event_code: keys['testEventCode'] });
});

test('an event that was not received proves nothing', async () => {
  const { context } = contextWith(({ method }) => (method === 'GET' ? answer(error(200), 403) : answer({ events_received: 0, messages: ['dropped'], fbtrace_id: 'A' })));
  expect((await rejection(metaPixel.verify({ credentials: keys }, context))).code).toBe('provider_unavailable');
});

test('another pixel than the token’s is refused by the test event, in words for both causes', async () => {
  const { context } = contextOf('meta-pixel');
  const proof = await metaPixel.verify({ credentials: { ...keys, pixelId: '112233445566778' } }, context);
  expect(proof.outcome).toBe('rejected');
  expect(proof.stages.find((stage) => stage.id === 'permission')?.problem).toMatchObject({ code: 'insufficient_permission', fields: { pixelId: expect.stringMatching(/Check the ID.*lacks access/) } });
});

test.each([
  [190, 463, 'invalid_credentials', /expired/], [190, 460, 'invalid_credentials', /change of password/], [190, 458, 'invalid_credentials', /app behind/], [190, undefined, 'invalid_credentials', /does not accept/], [102, undefined, 'invalid_credentials', /does not accept/],
] as const)('code %s/%s is a verdict on the token', async (code, error_subcode, means, words) => {
  for (const status of [400, 401, 200]) {
    const { context } = contextWith(() => answer(error(code, { error_subcode }), status));
    const problem = (await metaPixel.verify({ credentials: keys }, context)).stages.find((stage) => stage.id === 'sign-in')?.problem;
    expect(problem).toMatchObject({ code: means, fields: { accessToken: expect.stringMatching(words) } });
  }
});

test.each([1, 2, 5000, 21009, 100, 999_999])('code %i is Meta’s trouble, never the token’s', async (code) => {
  for (const status of [200, 400, 500]) {
    const { context } = contextWith(() => answer(error(code), status));
    expect((await rejection(metaPixel.verify({ credentials: keys }, context))).code).toBe('provider_unavailable');
  }
});

test.each([4, 17, 32, 341, 368, 613, 80004, 80014])('code %i waits as long as Meta says', async (code) => {
  const usage = { 'x-business-use-case-usage': '{"1":[{"type":"ads_management","estimated_time_to_regain_access":1},{"type":"ads_insights","estimated_time_to_regain_access":5}]}' };
  const waits = await Promise.all([usage, {}].map(async (headers) => (await rejection(metaPixel.verify({ credentials: keys }, contextWith(() => answer(error(code), 400, headers)).context))).problem));
  expect(waits).toMatchObject([{ code: 'rate_limited', retryAfter: 300 }, { code: 'rate_limited', retryAfter: 10 }]);
});

test.each([['HTML', '<html></html>', 500], ['an empty body', '', 200], ['a list', [], 200], ['an error without members', { error: 'no' }, 400]])('%s is Meta’s trouble', async (_name, body, status) => {
  expect((await rejection(metaPixel.verify({ credentials: keys }, contextWith(() => answer(body, status)).context))).code).toBe('provider_unavailable');
});

test('lists ad accounts by their digits, and says which are not active', async () => {
  const { context } = contextOf('meta-pixel');
  const { items } = await options('meta-pixel', 'adAccountId', keys, context);
  expect(items.map((item) => item.label)).toEqual(['Harbour Goods outlet', 'Harbour Goods (closed)']);
  for (const item of items) expect(item.value).toMatch(/^[0-9]{15}$/);
  expect(items.map((item) => item.hint?.includes('not active'))).toEqual([false, true]);
});

test('lists the audiences of the chosen ad account, and none before one is chosen', async () => {
  const { context, calls } = contextOf('meta-pixel');
  expect(await options('meta-pixel', 'customAudienceIds', keys, context)).toEqual({ items: [], nextCursor: null });
  expect(await options('meta-pixel', 'customAudienceIds', keys, context, { configuration: { adAccountId: '../me' } })).toEqual({ items: [], nextCursor: null });
  expect(calls).toEqual([]);
  const [account] = (await options('meta-pixel', 'adAccountId', keys, context)).items;
  const { items } = await options('meta-pixel', 'customAudienceIds', keys, context, { configuration: { adAccountId: account?.value }, query: 'cafe' });
  expect(items).toEqual([{ value: expect.stringMatching(/^[0-9]{17}$/), label: 'Café club', hint: 'about 12000 people' }]);
});
