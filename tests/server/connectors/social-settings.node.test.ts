import { describe, expect, test } from 'vitest';
import type { Values } from '../../../src/core/index.ts';
import { accountOf, connectorOf, contextOf, contextWith, options, rejection, setFault } from './harness.ts';

type Spy = ReturnType<typeof contextOf>;
const push = (provider: string, spy: Pick<Spy, 'context'>, credentials: Values, configuration: Values, fields: string[]) => connectorOf(provider).push?.({ credentials, configuration, fields }, spy.context);
const bodies = (spy: Pick<Spy, 'calls'>) => spy.calls.flatMap(({ body }) => (body === undefined ? [] : [JSON.parse(body) as unknown]));

describe('Meta Pixel: settings Meta keeps', () => {
  const settings = { dataUseSetting: 'ANALYTICS_ONLY', firstPartyCookies: 'FIRST_PARTY_COOKIE_DISABLED' };

  test('only what is pending is sent, and the pixel has it afterwards (UX-74)', async () => {
    const spy = contextOf('meta-pixel');
    const keys = accountOf(spy.sandbox, 'meta-pixel');
    expect(await push('meta-pixel', spy, keys, settings, ['dataUseSetting'])).toEqual({});
    expect(bodies(spy)).toEqual([{ data_use_setting: 'ANALYTICS_ONLY' }]);
    const pixel = await spy.context.request({ method: 'GET', url: `https://graph.facebook.com/v26.0/${keys['pixelId']}?fields=id,data_use_setting,first_party_cookie_status`, headers: { authorization: `Bearer ${keys['accessToken']}` } });
    expect(pixel.json).toMatchObject({ data_use_setting: 'ANALYTICS_ONLY', first_party_cookie_status: 'FIRST_PARTY_COOKIE_ENABLED' });
    expect(await push('meta-pixel', spy, keys, settings, ['dataUseSetting'])).toEqual({});
  });

  test('each refused setting is named by itself', async () => {
    const spy = contextWith(({ body }) => Response.json(body?.includes('data_use') ? { success: true } : { error: { code: 100, message: 'no' } }));
    expect(await push('meta-pixel', spy, accountOf(contextOf('meta-pixel').sandbox, 'meta-pixel'), settings, ['dataUseSetting', 'firstPartyCookies'])).toEqual({ firstPartyCookies: expect.stringMatching(/does not let this token change the pixel/) });
  });

  test('what a token may do is read from Meta, and left open where Meta does not tell', async () => {
    const spy = contextOf('meta-pixel');
    const grants = await Promise.all([0, 1].map(async (index) => (await connectorOf('meta-pixel').verify({ credentials: accountOf(spy.sandbox, 'meta-pixel', 'valid', index) }, spy.context)).granted));
    expect(grants).toEqual([['ads_read', 'ads_management', 'business_management'], ['ads_read']]);
    const silent = contextWith(({ url }) => Response.json(url.includes('/me/') ? { error: { code: 100 } } : { id: '1', name: 'x' }));
    expect(await connectorOf('meta-pixel').verify({ credentials: accountOf(spy.sandbox, 'meta-pixel') }, silent.context)).not.toHaveProperty('granted');
  });

  test('a disconnect names the audiences that are left (UX-82)', async () => {
    const spy = contextOf('meta-pixel');
    const credentials = accountOf(spy.sandbox, 'meta-pixel');
    const adAccountId = (await options('meta-pixel', 'adAccountId', credentials, spy.context)).items[0]?.value;
    const customAudienceIds = (await options('meta-pixel', 'customAudienceIds', credentials, spy.context, { configuration: { adAccountId } })).items.slice(0, 2).map(({ value }) => value);
    const impact = connectorOf('meta-pixel').impact;
    expect(await impact?.({ credentials, configuration: { audienceSyncEnabled: true, adAccountId, customAudienceIds } }, spy.context)).toEqual({ items: [], keeps: ['2 audiences stay as they are today: “Newsletter readers”, “Buyers, 180 days”.'] });
    expect(await impact?.({ credentials, configuration: { audienceSyncEnabled: false, adAccountId, customAudienceIds } }, spy.context)).toEqual({ items: [] });
  });
});

describe('Facebook Ads', () => {
  const facebookAds = connectorOf('facebook-ads');

  test('ad accounts of a chosen business are its own, then those of its clients', async () => {
    const { context, sandbox, calls } = contextOf('facebook-ads');
    const keys = accountOf(sandbox, 'facebook-ads');
    const businessId = (await options('facebook-ads', 'businessId', keys, context)).items[0]?.value;
    const { items } = await options('facebook-ads', 'adAccountId', keys, context, { configuration: { businessId } });
    expect(items.map(({ label }) => label)).toEqual(['Harbour Goods', 'Harbour Goods outlet', 'Harbour Goods (closed)']);
    expect(calls.slice(-2).map(({ url }) => new URL(url).pathname)).toEqual([`/v26.0/${businessId}/owned_ad_accounts`, `/v26.0/${businessId}/client_ad_accounts`]);
    await options('facebook-ads', 'adAccountId', keys, context, { configuration: { businessId: '../me' } });
    expect(new URL(calls.at(-1)?.url ?? '').pathname).toBe('/v26.0/me/adaccounts');
  });

  test('Meta searches the countries, with the words encoded (SR-52)', async () => {
    const { context, sandbox, calls } = contextOf('facebook-ads');
    const keys = accountOf(sandbox, 'facebook-ads');
    expect((await options('facebook-ads', 'countries', keys, context, { query: 'ger' })).items).toEqual([{ value: 'DE', label: 'Germany', hint: 'DE' }]);
    await options('facebook-ads', 'countries', keys, context, { query: '&type=x#\ud800' });
    expect(new URL(calls.at(-1)?.url ?? '').searchParams.getAll('type')).toEqual(['adgeolocation']);
  });

  test('scopes say what is granted; a token that ends soon and a budget below Meta’s least are told and reject nothing', async () => {
    const { context, sandbox } = contextOf('facebook-ads');
    const keys = accountOf(sandbox, 'facebook-ads');
    expect((await facebookAds.verify({ credentials: keys }, context)).granted).toEqual(['ads_read', 'ads_management', 'business_management']);
    expect((await facebookAds.verify({ credentials: accountOf(sandbox, 'facebook-ads', 'valid', 1) }, context)).granted).toEqual(['ads_read']);
    const stageOf = async (configuration: Values, expires_at: number) => {
      const spy = contextWith(({ url }) => Response.json(url.includes('/debug_token') ? { data: { is_valid: true, app_id: keys['appId'], expires_at } } : { account_id: '1', account_status: 1, currency: 'EUR', min_daily_budget: 500 }));
      const proof = await facebookAds.verify({ credentials: keys, configuration }, spy.context);
      return [proof.outcome, proof.stages.at(-1)?.problem?.detail];
    };
    const at = Date.parse('2026-11-22T12:00:00Z') / 1000;
    expect(await stageOf({}, at + 3600)).toEqual(['verified', expect.stringMatching(/ends within a day/)]);
    expect(await stageOf({}, at + 5.5 * 86_400)).toEqual(['verified', expect.stringMatching(/ends in 5 days/)]);
    expect(await stageOf({}, 0)).toEqual(['verified', undefined]);
    expect(await stageOf({ maxDailyBudget: 4 }, 0)).toEqual(['verified', expect.stringMatching(/at least 5 EUR a day/)]);
    expect(await stageOf({ maxDailyBudget: 5 }, 0)).toEqual(['verified', undefined]);
  });

  test('a disconnect counts the campaigns that run (UX-82)', async () => {
    const { context, sandbox } = contextOf('facebook-ads');
    expect(await facebookAds.impact?.({ credentials: accountOf(sandbox, 'facebook-ads'), configuration: {} }, context)).toEqual({ items: [], keeps: ['12 campaigns are active now.'] });
    expect(await facebookAds.impact?.({ credentials: accountOf(sandbox, 'facebook-ads', 'valid', 1), configuration: {} }, context)).toEqual({ items: [], keeps: [] });
  });
});

describe('TikTok Pixel: settings TikTok keeps', () => {
  test('matching is changed at the pixel by its number, with its name as it is', async () => {
    const spy = contextOf('tiktok-pixel');
    const keys = accountOf(spy.sandbox, 'tiktok-pixel');
    expect(await push('tiktok-pixel', spy, keys, { pixelMatchEmail: false, pixelMatchPhone: true }, ['pixelMatchEmail'])).toEqual({});
    expect(bodies(spy)).toEqual([{ advertiser_id: keys['advertiserId'], pixel_id: expect.stringMatching(/^[0-9]{19}$/), pixel_name: 'Harbour Goods store', advanced_matching_fields: { email: false, phone_number: true } }]);
  });

  test('without an ad account nothing is sent, and the way is said', async () => {
    const spy = contextOf('tiktok-pixel');
    const { advertiserId: _, ...keys } = accountOf(spy.sandbox, 'tiktok-pixel');
    expect(await push('tiktok-pixel', spy, keys, {}, ['pixelMatchEmail', 'pixelMatchPhone'])).toEqual({ pixelMatchEmail: expect.stringMatching(/ad account ID/), pixelMatchPhone: expect.stringMatching(/ad account ID/) });
    expect(spy.calls).toEqual([]);
  });

  test('a refusal names both fields, an outage none', async () => {
    const keys = accountOf(contextOf('tiktok-pixel').sandbox, 'tiktok-pixel');
    const refusing = contextWith(({ method }) => Response.json(method === 'GET' ? { code: 0, data: { pixels: [{ pixel_id: '7000000000000000001' }] } } : { code: 40001, data: {} }));
    expect(Object.keys((await push('tiktok-pixel', refusing, keys, {}, ['pixelMatchEmail', 'pixelMatchPhone'])) ?? {})).toEqual(['pixelMatchEmail', 'pixelMatchPhone']);
    const down = contextOf('tiktok-pixel');
    await setFault(down.sandbox, 'tiktok-pixel', 'down');
    expect((await rejection(Promise.resolve(push('tiktok-pixel', down, keys, {}, ['pixelMatchEmail'])))).code).toBe('provider_unavailable');
  });

  test('what a token may do in the ad account is found out by calls that change nothing', async () => {
    const spy = contextOf('tiktok-pixel');
    const tiktokPixel = connectorOf('tiktok-pixel');
    const grants = await Promise.all([0, 1].map(async (index) => (await tiktokPixel.verify({ credentials: accountOf(spy.sandbox, 'tiktok-pixel', 'valid', index) }, spy.context)).granted));
    expect(grants).toEqual([['pixel', 'audience'], ['pixel']]);
    const { advertiserId: _, ...keys } = accountOf(spy.sandbox, 'tiktok-pixel');
    expect((await tiktokPixel.verify({ credentials: keys }, spy.context)).granted).toEqual([]);
  });
});

describe('TikTok Ads: Spark codes and the account', () => {
  const tiktokAds = connectorOf('tiktok-ads');
  const spark = { sparkEnabled: true, identityType: 'AUTH_CODE', sparkCreators: ['ana'] };
  const codes = ['#abcdefghijklmnopqrstuvwxyz', '#0123456789012345678901234'];

  test('each code is redeemed once, however often settings are saved; its post can be chosen then', async () => {
    const spy = contextOf('tiktok-ads');
    const keys = { ...accountOf(spy.sandbox, 'tiktok-ads'), sparkAuthCodes: codes.join(' ') };
    const before = (await options('tiktok-ads', 'sparkItemIds', keys, spy.context)).items.length;
    for (let save = 0; save < 3; save++) expect(await push('tiktok-ads', spy, keys, spark, ['sparkCreators'])).toEqual({});
    expect(spy.calls.filter(({ url }) => url.endsWith('/tt_video/authorize/')).map(({ body }) => (JSON.parse(body ?? '') as { auth_code: string }).auth_code)).toEqual(codes);
    const { items } = await options('tiktok-ads', 'sparkItemIds', keys, spy.context);
    expect(items).toHaveLength(before + 2);
    expect(items[0]).toEqual({ value: expect.stringMatching(/^[1-9][0-9]{18}$/), label: 'Unboxing the new collection', hint: 'ana.unboxes · until 2027-01-01' });
  });

  test('a refused code is told by its place, never by its text; the others are redeemed', async () => {
    const spy = contextOf('tiktok-ads');
    const keys = { ...accountOf(spy.sandbox, 'tiktok-ads'), sparkAuthCodes: ['not-a-code-of-tiktok', codes[0]].join(' ') };
    const refused = await push('tiktok-ads', spy, keys, spark, ['sparkCreators']);
    expect(refused).toEqual({ sparkCreators: expect.stringMatching(/^Code 1 of 2: TikTok does not take it/) });
    expect(JSON.stringify(refused)).not.toContain('not-a-code');
    expect((await options('tiktok-ads', 'sparkItemIds', keys, spy.context)).items).toHaveLength(2);
  });

  test('a code TikTok has although its list does not say so counts as redeemed', async () => {
    const spy = contextWith(({ method }) => Response.json(method === 'GET' ? { code: 0, data: { list: [], page_info: { page: 1, total_page: 1 } } } : { code: 40050, message: 'duplicate', data: {} }));
    expect(await push('tiktok-ads', spy, { ...accountOf(contextOf('tiktok-ads').sandbox, 'tiktok-ads'), sparkAuthCodes: codes.join(' ') }, spark, ['sparkCreators'])).toEqual({});
    expect(spy.calls).toHaveLength(3);
  });

  test('without codes the way is said, and with other posts nothing is redeemed', async () => {
    const spy = contextOf('tiktok-ads');
    const keys = accountOf(spy.sandbox, 'tiktok-ads');
    expect(await push('tiktok-ads', spy, keys, spark, ['sparkCreators'])).toEqual({ sparkCreators: expect.stringMatching(/Enter them with the keys/) });
    expect(await push('tiktok-ads', spy, keys, { ...spark, identityType: 'TT_USER' }, ['sparkCreators'])).toEqual({});
    expect(spy.calls).toEqual([]);
  });

  test('scopes the app lacks are found out, campaigns counted, Business Centers listed', async () => {
    const spy = contextOf('tiktok-ads');
    const [first, second] = [0, 1].map((index) => accountOf(spy.sandbox, 'tiktok-ads', 'valid', index)) as [Values, Values];
    expect((await tiktokAds.verify({ credentials: first }, spy.context)).granted).toEqual(['ads', 'pixel', 'creative']);
    expect((await tiktokAds.verify({ credentials: second }, spy.context)).granted).toEqual(['ads', 'pixel']);
    expect(await tiktokAds.impact?.({ credentials: first, configuration: {} }, spy.context)).toEqual({ items: [], keeps: ['7 campaigns are active now.'] });
    expect(await tiktokAds.impact?.({ credentials: second, configuration: {} }, spy.context)).toEqual({ items: [], keeps: [] });
    expect((await options('tiktok-ads', 'identityAuthorizedBcId', first, spy.context)).items).toEqual([{ value: expect.stringMatching(/^[0-9]{19}$/), label: 'Harbour Goods Business Center', hint: expect.anything() }]);
  });
});
