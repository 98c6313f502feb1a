import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { createSandbox } from '../../../src/sandbox/index.ts';
import { accountOf, connectorOf, contextOf, contextWith, options, rejection, stagesOf } from './harness.ts';

const facebookAds = connectorOf('facebook-ads');
const keys = accountOf(createSandbox(), 'facebook-ads');
const valid = { data: { app_id: keys['appId'], is_valid: true, scopes: ['ads_read', 'ads_management'] } };
const account = (more: Record<string, unknown> = {}) => ({ id: 'x', account_id: keys['adAccountId'], name: 'Harbour Goods', account_status: 1, currency: 'EUR', user_tasks: ['ADVERTISE'], ...more });
const answering = (debugged: unknown, node: unknown = account()) => contextWith(({ url }) => new Response(JSON.stringify(url.includes('/debug_token') ? debugged : node)));

test('asks after the token as the app, then for the account with a proof of the app’s secret', async () => {
  const { context, calls } = contextOf('facebook-ads');
  await facebookAds.verify({ credentials: keys }, context);
  const proof = createHmac('sha256', keys['appSecret'] ?? '').update(keys['accessToken'] ?? '').digest('hex');
  expect(calls.map(({ url, headers }) => [url, headers?.['authorization']])).toEqual([
    [`https://graph.facebook.com/v26.0/debug_token?input_token=${keys['accessToken']}`, `Bearer ${keys['appId']}|${keys['appSecret']}`],
    [`https://graph.facebook.com/v26.0/act_${keys['adAccountId']}?fields=account_id,name,account_status,currency,user_tasks,min_daily_budget&appsecret_proof=${proof}`, `Bearer ${keys['accessToken']}`],
  ]);
});

test.each([
  ['an invalid token', { data: { is_valid: false, error: { code: 190 } } }, 'sign-in', 'invalid_credentials', 'accessToken', /no longer valid/],
  ['a token of another app', { data: { ...valid.data, app_id: '999' } }, 'sign-in', 'invalid_credentials', 'appId', /Enter app 999/],
  ['a token that may not see ads', { data: { ...valid.data, scopes: ['pages_show_list'] } }, 'permission', 'insufficient_permission', 'accessToken', /lacks the permission ads_read/],
  ['the token of a page', { data: { ...valid.data, type: 'PAGE' } }, 'sign-in', 'invalid_credentials', 'accessToken', /token of a page/],
  ['an unknown app', { error: { code: 101, message: 'Error validating application. Invalid application ID.' } }, 'sign-in', 'invalid_credentials', 'appSecret', /app ID with this secret/],
] as const)('%s is told by its field', async (_, debugged, stage, code, field, words) => {
  const proof = await facebookAds.verify({ credentials: keys }, answering(debugged).context);
  expect(proof.stages.find((one) => one.id === stage)?.problem).toMatchObject({ code, fields: { [field]: expect.stringMatching(words) } });
});

test.each([[2, 'disabled'], [100, 'closing'], [101, 'closed']])('an account in state %i cannot be connected: it is %s', async (account_status, word) => {
  const proof = await facebookAds.verify({ credentials: keys }, answering(valid, account({ account_status })).context);
  expect(proof.outcome).toBe('rejected');
  expect(proof.stages.find((one) => one.id === 'resource')?.problem).toMatchObject({ code: 'account_blocked', detail: expect.stringContaining(word) });
});

test.each([[1, 'Harbour Goods (EUR)'], [3, 'payment is open'], [7, 'under review'], [8, 'payment is settling'], [9, 'in grace period'], [5, 'in a state we do not know']])('an account in state %i is connected as "%s"', async (account_status, words) => {
  const proof = await facebookAds.verify({ credentials: keys }, answering(valid, account({ account_status })).context);
  expect([proof.outcome, proof.account?.label]).toEqual(['verified', expect.stringContaining(words)]);
});

test('an account that may only be looked at is told where campaigns are to be changed', async () => {
  for (const [permissionLevel, outcome] of [['manage', 'failed'], ['read_only', 'passed']] as const) {
    const proof = await facebookAds.verify({ credentials: keys, configuration: { permissionLevel } }, answering(valid, account({ user_tasks: ['ANALYZE'] })).context);
    expect([proof.outcome, stagesOf(proof)['resource']]).toEqual(['verified', outcome]);
  }
});

test('an account the token does not see names both causes', async () => {
  const { context } = contextOf('facebook-ads');
  const proof = await facebookAds.verify({ credentials: { ...keys, adAccountId: '112233445566778' } }, context);
  expect(proof.stages.find((one) => one.id === 'permission')?.problem?.fields?.['adAccountId']).toMatch(/number of a business or page.*assign the account/);
});

test('a system error of Meta at the first call is no verdict on the app', async () => {
  expect((await rejection(facebookAds.verify({ credentials: keys }, answering({ error: { code: 1, message: 'An unknown error occurred' } }).context))).code).toBe('provider_unavailable');
});

test('lists accounts, businesses, pixels and audiences, of the chosen account where there is one', async () => {
  const { context, calls } = contextOf('facebook-ads');
  const accounts = await options('facebook-ads', 'adAccountId', keys, context);
  expect(accounts.items.map((item) => item.label)).toEqual(['Harbour Goods', 'Harbour Goods outlet', 'Harbour Goods (closed)']);
  expect((await options('facebook-ads', 'businessId', keys, context)).items).toHaveLength(1);
  const outlet = accounts.items[1]?.value;
  for (const field of ['pixelId', 'customAudienceIds', 'excludedAudienceIds']) {
    const own = await options('facebook-ads', field, keys, context);
    const other = await options('facebook-ads', field, keys, context, { configuration: { adAccountId: outlet } });
    expect(own.items.length).toBeGreaterThan(1);
    expect(other.items[0]?.value).not.toBe(own.items[0]?.value);
  }
  expect(await options('facebook-ads', 'customAudienceIds', keys, context, { configuration: { adAccountId: '1/../../me?' } })).toMatchObject({ items: expect.any(Array) });
  expect(calls.at(-1)?.url).toContain(`/act_${keys['adAccountId']}/customaudiences`);
});
