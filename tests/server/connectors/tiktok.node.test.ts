import { describe, expect, test } from 'vitest';
import { createSandbox } from '../../../src/sandbox/index.ts';
import { accountOf, connectorOf, contextOf, contextWith, options, rejection, stagesOf } from './harness.ts';

const sandbox = createSandbox();
const pixelKeys = accountOf(sandbox, 'tiktok-pixel');
const adKeys = accountOf(sandbox, 'tiktok-ads');
const { testEventCode: _code, ...withoutCode } = pixelKeys;
const envelope = (code: number, data: unknown = {}) => contextWith(() => new Response(JSON.stringify({ code, message: 'x', request_id: '1', data })));
const cases = [['tiktok-pixel', pixelKeys], ['tiktok-ads', adKeys]] as const;

describe.each(cases)('%s: a code inside a status of 200 is what counts', (provider, keys) => {
  test.each([[40102, 'expired'], [40104, 'does not accept'], [40105, 'does not accept'], [40106, 'not for that ad account'], [40119, 'not for that ad account']])('%i is a verdict on the token', async (code, words) => {
    const proof = await connectorOf(provider).verify({ credentials: keys }, envelope(code).context);
    expect(proof.stages.find((stage) => stage.id === 'sign-in')?.problem).toMatchObject({ code: 'invalid_credentials', fields: { accessToken: expect.stringContaining(words) } });
  });

  test.each([40001, 40118, 40125])('%i is a lack of permission', async (code) => {
    const proof = await connectorOf(provider).verify({ credentials: keys }, envelope(code).context);
    expect(proof.stages.find((stage) => stage.id === 'permission')?.problem?.code).toBe('insufficient_permission');
  });

  test.each([40016, 40100, 40132, 40133, 40202])('%i means wait', async (code) => {
    expect((await rejection(connectorOf(provider).verify({ credentials: keys }, envelope(code).context))).code).toBe('rate_limited');
  });

  test.each([50000, 50002, 51305, 60001, 99999, 40007])('%i is TikTok’s trouble, never the token’s', async (code) => {
    expect((await rejection(connectorOf(provider).verify({ credentials: keys }, envelope(code).context))).code).toBe('provider_unavailable');
  });

  test.each([['an empty body', ''], ['HTML', '<html></html>'], ['a body without a code', '{"data":{}}'], ['a code of text', '{"code":"0","data":{}}']])('%s is TikTok’s trouble', async (_, body) => {
    expect((await rejection(connectorOf(provider).verify({ credentials: keys }, contextWith(() => new Response(body)).context))).code).toBe('provider_unavailable');
  });

  test('sends the token in TikTok’s own header, to a path that ends in a slash', async () => {
    const { context, calls } = contextOf(provider);
    await connectorOf(provider).verify({ credentials: keys }, context);
    for (const { url, headers } of calls) {
      expect(new URL(url).pathname).toMatch(/^\/open_api\/v1\.3\/.+\/$/);
      expect(headers).toMatchObject({ 'access-token': keys['accessToken'] });
      expect(headers).not.toHaveProperty('authorization');
    }
  });
});

describe('tiktok-pixel', () => {
  const tiktokPixel = connectorOf('tiktok-pixel');

  test('with a test code an event proves the pair, and carries that code', async () => {
    const { context, calls } = contextOf('tiktok-pixel');
    expect(await tiktokPixel.verify({ credentials: pixelKeys }, context)).toMatchObject({ outcome: 'verified', account: { id: pixelKeys['pixelCode'], label: 'Harbour Goods store' } });
    expect(JSON.parse(calls[0]?.body ?? '')).toMatchObject({ event_source: 'web', event_source_id: pixelKeys['pixelCode'], test_event_code: pixelKeys['testEventCode'], data: [{ event: 'ViewContent' }] });
  });

  test('without one the token is tried with an event that records nothing, which proves only so much', async () => {
    const { context, calls } = contextOf('tiktok-pixel');
    const proof = await tiktokPixel.verify({ credentials: withoutCode }, context);
    expect(proof.outcome).toBe('unverified');
    expect(stagesOf(proof)).toEqual({ format: 'passed', reach: 'passed', 'sign-in': 'passed', permission: 'unprovable', resource: 'skipped' });
    expect(calls.filter((call) => call.method === 'POST').map((call) => call.body)).toEqual([JSON.stringify({ pixel_code: pixelKeys['pixelCode'], event: 'Test Event', timestamp: '', context: {} })]);
  });

  test('another pixel is refused by its field, with and without a test code', async () => {
    for (const credentials of [pixelKeys, withoutCode]) {
      const proof = await tiktokPixel.verify({ credentials: { ...credentials, pixelCode: 'CAAAABBBBCCCCDDDDEEE' } }, contextOf('tiktok-pixel').context);
      expect(proof.stages.find((stage) => stage.id === 'permission')?.problem?.fields).toHaveProperty('pixelCode');
    }
  });

  test('a token that may not read the ad account still proves the pixel, without its name', async () => {
    const { context } = contextWith(({ url }) => new Response(JSON.stringify({ code: url.includes('/pixel/list/') ? 40001 : 0, data: {} })));
    expect(await tiktokPixel.verify({ credentials: pixelKeys }, context)).toMatchObject({ outcome: 'verified', account: { label: `Pixel ${pixelKeys['pixelCode']}` } });
  });

  test('lists the events of this pixel that ads can be optimised for, without those TikTok retires', async () => {
    const { items } = await options('tiktok-pixel', 'optimizationEvent', pixelKeys, contextOf('tiktok-pixel').context);
    expect(items.map((item) => item.value)).toEqual(['ON_WEB_DETAIL', 'ON_WEB_CART', 'INITIATE_ORDER', 'SHOPPING']);
  });

  test('reads audiences in pages of a hundred, each once; their numbers stay whole', async () => {
    const { context, calls } = contextOf('tiktok-pixel');
    const seen: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await options('tiktok-pixel', 'audienceIds', pixelKeys, context, cursor ? { cursor } : {});
      seen.push(...page.items.map((item) => item.value));
      cursor = page.nextCursor;
    } while (cursor);
    expect([calls.length, new Set(seen).size]).toEqual([2, 104]);
    for (const id of seen) expect(id).toMatch(/^[1-9][0-9]{18}$/);
  });

  test('without an ad account nothing is asked, and the reason is said', async () => {
    const { advertiserId: _, ...without } = pixelKeys;
    const { context, calls } = contextOf('tiktok-pixel');
    const error = await rejection((async () => options('tiktok-pixel', 'audienceIds', without, context))());
    expect([error.code, calls.length]).toEqual(['validation_failed', 0]);
    expect(error.message).toMatch(/ad account ID/);
  });
});

describe('tiktok-ads', () => {
  const tiktokAds = connectorOf('tiktok-ads');

  test('an account the token was not given names those it was', async () => {
    const proof = await tiktokAds.verify({ credentials: { ...adKeys, advertiserId: '7000000000000000001' } }, contextOf('tiktok-ads').context);
    expect(proof.stages.find((stage) => stage.id === 'permission')?.problem?.fields?.['advertiserId']).toContain(`Harbour Goods (${adKeys['advertiserId']})`);
  });

  test.each([[40101, 'invalid_credentials', 'appSecret'], [40113, 'invalid_credentials', 'appSecret'], [40300, 'invalid_credentials', 'advertiserId'], [40301, 'invalid_credentials', 'advertiserId']])('%i blames the right field', async (code, means, field) => {
    const proof = await tiktokAds.verify({ credentials: adKeys }, envelope(code).context);
    expect(proof.stages.find((stage) => stage.problem)?.problem).toMatchObject({ code: means, fields: { [field]: expect.any(String) } });
  });

  test('a wrong secret is told from a wrong token', async () => {
    const proof = await tiktokAds.verify({ credentials: { ...adKeys, appSecret: 'f'.repeat(39) + '0' } }, contextOf('tiktok-ads').context);
    expect(proof.stages.find((stage) => stage.id === 'sign-in')?.problem?.fields).toHaveProperty('appSecret');
  });

  test('an account that is not active connects, and says so', async () => {
    const { items } = await options('tiktok-ads', 'advertiserId', adKeys, contextOf('tiktok-ads').context);
    expect(items.map((item) => item.label)).toEqual(['Harbour Goods', 'Harbour Goods outlet']);
    const proof = await tiktokAds.verify({ credentials: adKeys, configuration: { advertiserId: items[1]?.value } }, contextOf('tiktok-ads').context);
    expect([proof.outcome, proof.account?.label, stagesOf(proof)['resource']]).toEqual(['verified', 'Harbour Goods outlet (EUR)', 'failed']);
  });

  test('lists pixels, the events of the chosen one, and identities of the chosen kind', async () => {
    const { context, calls } = contextOf('tiktok-ads');
    const pixels = await options('tiktok-ads', 'pixelId', adKeys, context);
    expect(pixels.items.map((item) => item.value)).toEqual([expect.stringMatching(/^[1-9][0-9]{18}$/), expect.anything(), expect.anything()]);
    expect((await options('tiktok-ads', 'optimizationEvent', adKeys, context)).items).toEqual([]);
    expect((await options('tiktok-ads', 'optimizationEvent', adKeys, context, { configuration: { pixelId: pixels.items[1]?.value } })).items).toHaveLength(4);
    expect((await options('tiktok-ads', 'identityId', adKeys, context, { configuration: { identityType: 'AUTH_CODE' } })).items).toEqual([]);
    expect((await options('tiktok-ads', 'identityId', adKeys, context, { configuration: { identityType: 'BC_AUTH_TT' } })).items).toEqual([]);
    expect((await options('tiktok-ads', 'identityId', adKeys, context, { configuration: { identityType: 'BC_AUTH_TT', identityAuthorizedBcId: '7000000000000000009' } })).items).toHaveLength(2);
    expect((await options('tiktok-ads', 'identityId', adKeys, context, { configuration: { identityType: 'TT_USER' } })).items.map((item) => item.label)).toEqual(['Harbour Goods shop', 'Harbour Goods studio']);
    expect(calls).toHaveLength(4);
  });
});
