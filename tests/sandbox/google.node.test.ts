import { describe, expect, test } from 'vitest';
import { createSandbox, type Sandbox } from '../../src/sandbox/index.ts';

const keysOf = (sandbox: Sandbox, provider: string, name: string) => sandbox.accounts.find((one) => one.provider === provider && one.name === name)?.credentials as Record<string, string>;

async function call(sandbox: Sandbox, path: string, token = '', method = 'GET', body?: object) {
  const response = await sandbox.fetch(new Request(`http://127.0.0.1:4401${path}`, { method, headers: { authorization: `Bearer ${token}` }, ...(body && { body: JSON.stringify(body) }) }));
  const text = await response.text();
  return { status: response.status, body: text.startsWith('{') ? JSON.parse(text) : null };
}

async function signIn(sandbox: Sandbox, provider: string, { clientId = '', clientSecret = '', refreshToken = '' }: Record<string, string>) {
  const form = new URLSearchParams({ grant_type: 'refresh_token', client_id: clientId, client_secret: clientSecret, refresh_token: refreshToken });
  const response = await sandbox.fetch(new Request(`http://127.0.0.1:4401/${provider}/oauth2.googleapis.com/token`, { method: 'POST', body: form }));
  return { status: response.status, body: (await response.json()) as Record<string, string> };
}

describe('the token endpoint of Google', () => {
  test('exchanges a refresh token for the scopes of the account, and says why it does not', async () => {
    const sandbox = createSandbox();
    const [one, other] = ['Harbour Goods', 'Second Shop'].map((name) => keysOf(sandbox, 'google-ads', name));
    expect((await signIn(sandbox, 'google-ads', one ?? {})).body).toMatchObject({ token_type: 'Bearer', scope: 'https://www.googleapis.com/auth/adwords https://www.googleapis.com/auth/datamanager' });
    expect(await signIn(sandbox, 'google-ads', { ...one, clientSecret: 'wrong' })).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
    expect(await signIn(sandbox, 'google-ads', { ...one, refreshToken: other?.['refreshToken'] ?? '' })).toMatchObject({ status: 401, body: { error: 'unauthorized_client' } });
    expect(await signIn(sandbox, 'google-ads', { ...one, refreshToken: '1//nobody' })).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });
});

describe('the Analytics Admin API', () => {
  const open = async (name = 'Second Shop') => {
    const sandbox = createSandbox();
    const keys = keysOf(sandbox, 'google-analytics-4', name);
    const token = (await signIn(sandbox, 'google-analytics-4', keys)).body['access_token'];
    const base = `/google-analytics-4/analyticsadmin.googleapis.com/v1beta/properties/${keys['propertyId']}`;
    return { keys, ask: (path: string, method?: string, body?: object) => call(sandbox, base + path, token, method, body), anybody: (path: string) => call(sandbox, base + path) };
  };

  test('answers the property and its streams to who may, and nobody else', async () => {
    const { ask, anybody, keys } = await open();
    expect((await ask('')).body).toMatchObject({ displayName: 'Second Shop', serviceLevel: 'GOOGLE_ANALYTICS_STANDARD' });
    expect((await ask('/dataStreams')).body['dataStreams']).toContainEqual(expect.objectContaining({ webStreamData: expect.objectContaining({ measurementId: keys['measurementId'] }) }));
    expect(await anybody('')).toMatchObject({ status: 401, body: { error: { status: 'UNAUTHENTICATED' } } });
    expect(await (await open('Key without permission')).ask('')).toMatchObject({ status: 403, body: { error: { status: 'PERMISSION_DENIED' } } });
    expect(await (await open('Reader of the property')).ask('/keyEvents', 'POST', { eventName: 'x' })).toMatchObject({ status: 403, body: { error: { details: [{ reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT' }] } } });
  });

  test('keeps what is changed, changes nothing without a mask, and refuses what a standard property has not', async () => {
    const { ask } = await open();
    expect((await ask('/dataRetentionSettings')).body).toMatchObject({ eventDataRetention: 'TWO_MONTHS' });
    expect((await ask('/dataRetentionSettings', 'PATCH', { eventDataRetention: 'FOURTEEN_MONTHS' })).status).toBe(400);
    expect((await ask('/dataRetentionSettings?updateMask=eventDataRetention', 'PATCH', { eventDataRetention: 'FIFTY_MONTHS' })).body).toMatchObject({ error: { status: 'INVALID_ARGUMENT' } });
    await ask('/dataRetentionSettings?updateMask=eventDataRetention', 'PATCH', { eventDataRetention: 'FOURTEEN_MONTHS', userDataRetention: 'FOURTEEN_MONTHS' });
    expect((await ask('/dataRetentionSettings')).body).toMatchObject({ eventDataRetention: 'FOURTEEN_MONTHS', userDataRetention: 'TWO_MONTHS' });
    expect((await ask('/keyEvents', 'POST', { eventName: 'purchase', countingMethod: 'ONCE_PER_EVENT' })).body).toMatchObject({ error: { code: 409, status: 'ALREADY_EXISTS' } });
    expect((await (await open()).ask('/dataRetentionSettings')).body).toMatchObject({ eventDataRetention: 'TWO_MONTHS' });
  });

  test('pages by token, twenty at most', async () => {
    const { ask } = await open();
    const first = await ask('/audiences?pageSize=200');
    const second = await ask(`/audiences?pageSize=200&pageToken=${first.body['nextPageToken']}`);
    expect([first.body['audiences'].length, second.body['audiences'].length, second.body['nextPageToken']]).toEqual([20, 5, undefined]);
    expect((await ask('/audiences?pageToken=nonsense')).status).toBe(400);
  });
});

test('Google Ads refuses an id with dashes, an unknown table and a retired version, each in its own way', async () => {
  const sandbox = createSandbox();
  const keys = keysOf(sandbox, 'google-ads', 'Harbour Goods');
  const token = (await signIn(sandbox, 'google-ads', keys)).body['access_token'];
  const search = (customer: string, query: string, version = 'v25') => call(sandbox, `/google-ads/googleads.googleapis.com/${version}/customers/${customer}/googleAds:search`, token, 'POST', { query });
  const codeOf = ({ body }: Awaited<ReturnType<typeof call>>) => body.error.details[0].errors[0].errorCode as object;
  expect(codeOf(await search('123-456-7890', 'SELECT customer.id FROM customer'))).toEqual({ requestError: 'INVALID_CUSTOMER_ID' });
  expect(codeOf(await search(keys['customerId'] ?? '', 'SELECT x.y FROM x'))).toEqual({ queryError: 'UNRECOGNIZED_FIELD' });
  expect(await search(keys['customerId'] ?? '', 'SELECT customer.id FROM customer', 'v22')).toEqual({ status: 404, body: null });
  expect((await search(keys['customerId'] ?? '', 'SELECT campaign.id FROM campaign')).body['results']).toHaveLength(3);
});
