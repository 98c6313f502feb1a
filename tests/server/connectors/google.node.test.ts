import { describe, expect, test } from 'vitest';
import { createSandbox } from '../../../src/sandbox/index.ts';
import { accountOf, connectorOf, contextOf, contextWith, options, rejection, setFault, stagesOf } from './harness.ts';

const sandbox = createSandbox();
const answer = (body: unknown, status = 200) => new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

describe('google-analytics-4', () => {
  const ga4 = connectorOf('google-analytics-4');
  const keys = accountOf(sandbox, 'google-analytics-4');

  test('is reached and stays unproven, and says where to look instead (SR-59)', async () => {
    const { context, calls } = contextOf('google-analytics-4');
    const proof = await ga4.verify({ credentials: keys }, context);
    expect(proof).toMatchObject({ outcome: 'unverified', account: { id: keys['measurementId'], label: keys['measurementId'] } });
    expect(stagesOf(proof)).toEqual({ format: 'passed', reach: 'passed', 'sign-in': 'unprovable', permission: 'skipped', resource: 'skipped' });
    expect(proof.stages.find((stage) => stage.id === 'sign-in')?.problem?.detail).toMatch(/Realtime/);
    expect(calls).toMatchObject([{ method: 'POST', url: `https://www.google-analytics.com/debug/mp/collect?measurement_id=${keys['measurementId']}&api_secret=${keys['apiSecret']}` }]);
    expect(JSON.parse(calls[0]?.body ?? '')).toMatchObject({ validation_behavior: 'ENFORCE_RECOMMENDATIONS', events: [{ name: 'connection_test' }] });
  });

  test('what Google says of the form of an event is no verdict on the keys', async () => {
    const { context } = contextWith(() => answer({ validationMessages: [{ fieldPath: 'events', description: 'x', validationCode: 'NAME_INVALID' }] }));
    expect((await ga4.verify({ credentials: keys }, context)).outcome).toBe('unverified');
  });

  test.each([['measurement_id', 'measurementId'], ['api_secret', 'apiSecret']])('what it says of %s is', async (fieldPath, field) => {
    const { context } = contextWith(() => answer({ validationMessages: [{ fieldPath, description: 'x', validationCode: 'VALUE_INVALID' }] }));
    const proof = await ga4.verify({ credentials: keys }, context);
    expect([proof.outcome, Object.keys(proof.stages.find((stage) => stage.id === 'sign-in')?.problem?.fields ?? {})]).toEqual(['rejected', [field]]);
  });

  test.each([['down', 'provider_unavailable'], ['rate_limited', 'rate_limited'], ['malformed', 'provider_unavailable'], ['redirect', 'provider_unavailable']] as const)('the fault "%s" never asks for a reconnect', async (fault, code) => {
    const { context, sandbox: own } = contextOf('google-analytics-4');
    await setFault(own, 'google-analytics-4', fault);
    expect((await rejection(ga4.verify({ credentials: keys }, context))).code).toBe(code);
  });

  test.each([['HTML', '<html></html>', 200], ['an empty body', '', 204], ['a list', [], 200]])('%s is Google’s trouble', async (_, body, status) => {
    const { context } = contextWith(() => (status === 204 ? new Response(null, { status }) : answer(body, status)));
    expect((await rejection(ga4.verify({ credentials: keys }, context))).code).toBe('provider_unavailable');
  });

  test('sends nothing while the format is wrong', async () => {
    const { context, calls } = contextOf('google-analytics-4');
    expect((await ga4.verify({ credentials: { ...keys, measurementId: 'UA-1-1' } }, context)).outcome).toBe('rejected');
    expect(calls).toEqual([]);
  });
});

describe('google-ads', () => {
  const googleAds = connectorOf('google-ads');
  const keys = accountOf(sandbox, 'google-ads');
  const signedIn = (api: () => Response) => contextWith(({ url }) => (url.startsWith('https://oauth2.') ? answer({ access_token: 'ya29.short', expires_in: 3599, token_type: 'Bearer' }) : api()));
  const failure = (status: number, code: string) => ({ error: { code: status, message: 'x', status: 'X', details: [{ errors: [{ errorCode: { authorizationError: code }, message: 'x' }], requestId: '1' }] } });
  const customer = (more: Record<string, unknown>) => answer({ results: [{ customer: { id: keys['customerId'], descriptiveName: 'Harbour Goods', currencyCode: 'EUR', manager: false, status: 'ENABLED', ...more } }] });

  test('exchanges the refresh token in a form, then asks with the short-lived one', async () => {
    const { context, calls } = contextOf('google-ads');
    await googleAds.verify({ credentials: { ...keys, loginCustomerId: '111-222-3333', developerToken: 'AbCdEfGhIjKlMnOpQrStUv' } }, context);
    expect(Object.fromEntries(new URLSearchParams(calls[0]?.body))).toEqual({ grant_type: 'refresh_token', client_id: keys['clientId'], client_secret: keys['clientSecret'], refresh_token: keys['refreshToken'] });
    expect(calls[1]).toMatchObject({ method: 'POST', url: `https://googleads.googleapis.com/v25/customers/${keys['customerId']}/googleAds:search`, headers: { 'login-customer-id': '1112223333', 'developer-token': 'AbCdEfGhIjKlMnOpQrStUv', authorization: expect.stringMatching(/^Bearer ya29\./) } });
    expect(calls.map((call) => call.url).join()).not.toContain(keys['clientSecret']);
  });

  test('the legacy developer token is sent only if it was entered', async () => {
    const { context, calls } = contextOf('google-ads');
    await googleAds.verify({ credentials: keys }, context);
    expect(Object.keys(calls[1]?.headers ?? {})).not.toContain('developer-token');
  });

  test.each([['invalid_grant', 400, 'refreshToken'], ['invalid_client', 401, 'clientSecret'], ['unauthorized_client', 401, 'clientId']])('%s blames the right field', async (error, status, field) => {
    const { context } = contextWith(() => answer({ error, error_description: 'x' }, status));
    const problem = (await googleAds.verify({ credentials: keys }, context)).stages.find((stage) => stage.id === 'sign-in')?.problem;
    expect(problem).toMatchObject({ code: 'invalid_credentials', fields: { [field]: expect.any(String) } });
  });

  test('a token without the scope of ads is refused before anything is asked', async () => {
    const { context, calls } = contextWith(() => answer({ access_token: 'ya29.x', scope: 'openid email' }));
    const proof = await googleAds.verify({ credentials: keys }, context);
    expect([proof.stages.find((stage) => stage.id === 'permission')?.problem?.code, calls.length]).toEqual(['insufficient_permission', 1]);
  });

  test.each([
    ['OAUTH_TOKEN_REVOKED', 'invalid_credentials', 'refreshToken'], ['NOT_ADS_USER', 'invalid_credentials', 'refreshToken'], ['CUSTOMER_NOT_FOUND', 'invalid_credentials', 'customerId'], ['DEVELOPER_TOKEN_INVALID', 'invalid_credentials', 'developerToken'],
    ['USER_PERMISSION_DENIED', 'insufficient_permission', 'loginCustomerId'], ['CLOUD_PROJECT_NOT_APPROVED_FOR_PRODUCTION', 'insufficient_permission', 'clientId'], ['CUSTOMER_NOT_ENABLED', 'account_blocked', 'customerId'], ['ACTION_NOT_PERMITTED', 'insufficient_permission', 'refreshToken'],
  ])('%s means %s of %s, alone and inside a list', async (code, means, field) => {
    for (const body of [failure(403, code), [failure(403, code)]]) {
      const problem = (await googleAds.verify({ credentials: keys }, signedIn(() => answer(body, 403)).context)).stages.find((stage) => stage.problem)?.problem;
      expect(problem).toMatchObject({ code: means, fields: { [field]: expect.any(String) } });
    }
  });

  test('a scope that Google finds missing later is a lack of permission', async () => {
    const body = { error: { code: 403, message: 'x', status: 'PERMISSION_DENIED', details: [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT' }] } };
    const proof = await googleAds.verify({ credentials: keys }, signedIn(() => answer(body, 403)).context);
    expect(proof.stages.find((stage) => stage.id === 'permission')?.problem?.detail).toMatch(/scope adwords/);
  });

  test.each([['a retired version', '<!DOCTYPE html>404', 404], ['an internal error', { error: { code: 500, status: 'INTERNAL' } }, 500], ['an unknown reason', failure(400, 'SOMETHING_NEW'), 400], ['an empty list', [], 400], ['no account', { results: [] }, 200]])('%s is Google’s trouble, never the token’s', async (_, body, status) => {
    expect((await rejection(googleAds.verify({ credentials: keys }, signedIn(() => answer(body, status)).context))).code).toBe('provider_unavailable');
  });

  test.each([[{ manager: true }, 'validation_failed', /manager account/], [{ status: 'SUSPENDED' }, 'account_blocked', /suspended/], [{ status: 'CANCELED' }, 'account_blocked', /canceled/]])('an account with %j cannot run campaigns', async (more, code, words) => {
    const proof = await googleAds.verify({ credentials: keys }, signedIn(() => customer(more)).context);
    expect(proof.stages.find((stage) => stage.id === 'resource')?.problem).toMatchObject({ code, fields: { customerId: expect.stringMatching(words) } });
  });

  test('lists the accounts of the sign-in, and with a manager those below it', async () => {
    const { context } = contextOf('google-ads');
    const own = await options('google-ads', 'customerId', keys, context);
    expect(own.items.map((item) => item.label)).toEqual([expect.stringMatching(/^[0-9]{3}-[0-9]{3}-[0-9]{4}$/), expect.anything(), expect.anything(), expect.anything()]);
    const below = await options('google-ads', 'customerId', { ...keys, loginCustomerId: own.items.at(-1)?.value }, context, { query: 'harbour goods n' });
    expect(below.items.map((item) => item.label)).toEqual(['Harbour Goods north']);
  });

  test('lists conversion actions, and customer lists in pages, each once', async () => {
    const { context } = contextOf('google-ads');
    expect((await options('google-ads', 'conversionActionIds', keys, context, { query: 'cafe' })).items.map((item) => item.label)).toEqual(['Café booking']);
    const first = await options('google-ads', 'userListId', keys, context);
    const second = await options('google-ads', 'userListId', keys, context, { cursor: first.nextCursor ?? '' });
    expect([first.items.length, second.items.length, second.nextCursor, new Set([...first.items, ...second.items].map((item) => item.value)).size]).toEqual([20, 6, null, 26]);
    expect((await rejection(options('google-ads', 'userListId', keys, context, { cursor: 'a b' }))).code).toBe('bad_request');
  });
});
