import type { Context } from 'hono';
import { Hono } from 'hono/tiny';
import type { SandboxAccount } from './accounts.ts';
import { type Imitation, json } from './imitation.ts';
import { randomText } from './random-text.ts';

const type = 'application/json; charset=UTF-8';
const api = '/googleads.googleapis.com/:version{v[0-9]{2}}';
const tokenHost = 'oauth2.googleapis.com';
const adwords = 'https://www.googleapis.com/auth/adwords';

type Env = { Variables: { account: SandboxAccount } };

/** Google's token endpoint and the Google Ads API: https://developers.google.com/google-ads/api/rest/overview */
export function googleAds(all: readonly SandboxAccount[]): Imitation {
  const accounts = all.filter((account) => account.provider === 'google-ads');
  const routes = new Hono<Env>();

  routes.post(`/${tokenHost}/token`, async (c) => {
    const form = new URLSearchParams(await c.req.text());
    const client = accounts.find((one) => one.credentials['clientId'] === form.get('client_id'));
    if (!client || client.credentials['clientSecret'] !== form.get('client_secret')) return json({ error: 'invalid_client', error_description: 'The OAuth client was not found.' }, 401, type);
    if (form.get('grant_type') !== 'refresh_token') return json({ error: 'unsupported_grant_type', error_description: 'Invalid grant_type' }, 400, type);
    const account = accounts.find((one) => one.credentials['refreshToken'] === form.get('refresh_token'));
    if (!account || account.outcome === 'wrong') return json({ error: 'invalid_grant', error_description: 'Token has been expired or revoked.' }, 400, type);
    if (account.credentials['clientId'] !== client.credentials['clientId']) return json({ error: 'unauthorized_client', error_description: 'Unauthorized' }, 401, type);
    return json({ access_token: accessTokenOf(account), expires_in: 3599, scope: adwords, token_type: 'Bearer' }, 200, type);
  });

  routes.use(`${api}/*`, async (c, next) => {
    const token = /^Bearer (\S+)$/.exec(c.req.header('authorization') ?? '')?.[1];
    const account = accounts.find((one) => accessTokenOf(one) === token);
    if (!account) return answers.revoked();
    if (Number(c.req.param('version')?.slice(1)) < 23) return new Response('<!DOCTYPE html><title>Error 404 (Not Found)!!1</title>', { status: 404, headers: { 'content-type': 'text/html; charset=UTF-8' } });
    if (account.outcome === 'rate_limited') return answers.rate_limited();
    if (account.outcome === 'down') return answers.down();
    if (account.outcome === 'forbidden') return failure(403, 'PERMISSION_DENIED', 'authorizationError', 'USER_PERMISSION_DENIED', 'User doesn\'t have permission to access customer. Note: If you\'re accessing a client customer, the manager\'s customer id must be set in the \'login-customer-id\' header.');
    c.set('account', account);
    await next();
    c.res.headers.set('request-id', 'AbC1dEf2GhI3jKl4MnO5pQ');
  });

  routes.get(`${api}/customers:listAccessibleCustomers`, (c) => json({ resourceNames: customersOf(c.get('account')).map((one) => `customers/${one.id}`) }, 200, type));
  routes.post(`${api}/customers/:call{[0-9]+/googleAds:search}`, (c) => searched(c));
  routes.all('/*', () => json({ error: { code: 404, message: 'Requested entity was not found.', status: 'NOT_FOUND' } }, 404, type));

  const answers: Imitation['answers'] = {
    lacking: () => failure(403, 'PERMISSION_DENIED', 'authorizationError', 'ACTION_NOT_PERMITTED', 'The action is not permitted for this user.'),
    down: () => json({ error: { code: 503, message: 'The service is currently unavailable.', status: 'UNAVAILABLE' } }, 503, type),
    rate_limited: () => failure(429, 'RESOURCE_EXHAUSTED', 'quotaError', 'RESOURCE_EXHAUSTED', 'Too many requests. Retry in 30 seconds.', { quotaErrorDetails: { rateScope: 'DEVELOPER', rateName: 'Number of operations for explorer access', retryDelay: '30s' } }),
    revoked: (host) => (host === tokenHost ? json({ error: 'invalid_grant', error_description: 'Token has been expired or revoked.' }, 400, type) : failure(401, 'UNAUTHENTICATED', 'authenticationError', 'OAUTH_TOKEN_REVOKED', 'OAuth token has been revoked.')),
  };
  // Queries and tokens are asked for by POST.
  return { provider: 'google-ads', routes: routes as unknown as Hono, answers, isWrite: (_, path) => path.endsWith(':mutate') };
}

async function searched(c: Context<Env>): Promise<Response> {
  const id = c.req.param('call')?.split('/')[0] ?? '';
  const customers = customersOf(c.get('account'));
  const own = customers.find((one) => one.id === id);
  if (!own) return failure(403, 'PERMISSION_DENIED', 'authorizationError', 'USER_PERMISSION_DENIED', 'User doesn\'t have permission to access customer.');
  const { query = '', pageToken } = (await c.req.json().catch(() => ({}))) as { query?: string; pageToken?: string };
  const resource = /\bFROM\s+([a-z_]+)/.exec(query)?.[1];
  const rows = resource === 'customer' ? [{ customer: own }] : resource === 'customer_client' ? customers.map((customerClient) => ({ customerClient })) : resource === 'conversion_action' ? actions(id) : resource === 'user_list' ? lists(id) : null;
  if (!rows) return failure(400, 'INVALID_ARGUMENT', 'queryError', 'UNRECOGNIZED_FIELD', 'Error in query: unrecognized resource.');
  const from = pageToken === undefined ? 0 : Number(/^page:([0-9]{1,4})$/.exec(atobOr(pageToken))?.[1] ?? Number.NaN);
  if (!Number.isInteger(from)) return failure(400, 'INVALID_ARGUMENT', 'requestError', 'INVALID_PAGE_TOKEN', 'The page token is invalid.');
  const size = 20;
  return json({ results: rows.slice(from, from + size), ...(from + size < rows.length ? { nextPageToken: btoa(`page:${from + size}`) } : {}), fieldMask: resource }, 200, type);
}

function failure(status: number, general: string, family: string, code: string, message: string, details?: unknown): Response {
  return json({
    error: {
      code: status, message: status === 403 ? 'The caller does not have permission' : message, status: general,
      details: [{ '@type': 'type.googleapis.com/google.ads.googleads.v25.errors.GoogleAdsFailure', errors: [{ errorCode: { [family]: code }, message, ...(details ? { details } : {}) }], requestId: 'AbC1dEf2GhI3jKl4MnO5pQ' }],
    },
  }, status, type);
}

const accessTokenOf = ({ name }: SandboxAccount) => `ya29.${randomText(`google access ${name}`, 120, 'letters')}`;
const digits = (seed: string, length: number) => randomText(seed, length, 'digits').replace(/^0/, '4');

/** The account of the keys, an outlet, and the manager above both. */
function customersOf({ name, credentials }: SandboxAccount) {
  const shared = { currencyCode: 'EUR', timeZone: 'Europe/Berlin', testAccount: false, status: 'ENABLED' };
  return [
    { resourceName: `customers/${credentials['customerId']}`, id: credentials['customerId'] ?? '', descriptiveName: name, manager: false, ...shared },
    { resourceName: 'customers/outlet', id: digits(`google outlet ${name}`, 10), descriptiveName: `${name} outlet`, manager: false, ...shared, status: 'SUSPENDED' },
    { resourceName: 'customers/manager', id: digits(`google manager ${name}`, 10), descriptiveName: `${name} manager`, manager: true, ...shared },
  ];
}

const actionNames = ['Purchase', 'Add to cart', 'Begin checkout', 'Sign up', 'Newsletter', 'Store visit', 'Call', 'Lead form', 'Café booking', 'App install', 'Purchase (import)', 'Upsell'];

function actions(customer: string) {
  return actionNames.map((name, index) => ({ conversionAction: { resourceName: `customers/${customer}/conversionActions/${index}`, id: digits(`google action ${customer} ${name}`, 9), name, category: index === 0 || index === 10 ? 'PURCHASE' : 'DEFAULT', status: 'ENABLED', type: 'WEBPAGE' } }));
}

function lists(customer: string) {
  return Array.from({ length: 26 }, (_, index) => ({ userList: { resourceName: `customers/${customer}/userLists/${index}`, id: digits(`google list ${customer} ${index}`, 10), name: index === 0 ? 'All buyers' : `Customers ${index}`, membershipStatus: index === 25 ? 'CLOSED' : 'OPEN', sizeForSearch: '1000' } }));
}

function atobOr(text: string): string {
  try {
    return atob(text);
  } catch {
    return '';
  }
}
