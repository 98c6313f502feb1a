import type { Context } from 'hono';
import { Hono } from 'hono/tiny';
import type { SandboxAccount } from './accounts.ts';
import { actionsOf, campaignsOf, type ConversionAction, customersOf, newAction, userListsOf } from './google-ads-data.ts';
import { googleType, scopeInsufficient } from './google-error.ts';
import { type Imitation, json } from './imitation.ts';
import { consentHost, grantGone, scopeRoot, serveGoogleOAuth, tokenHost } from './oauth/google.ts';
import { signedIn } from './oauth/signed-in.ts';
import type { World } from './world.ts';

const api = '/googleads.googleapis.com/:version{v[0-9]{2}}';
const requestId = 'AbC1dEf2GhI3jKl4MnO5pQ';
const pageSize = 20;

type Env = { Variables: { account: SandboxAccount } };

/** Google's OAuth server and the Google Ads API: https://developers.google.com/google-ads/api/rest/overview */
export function googleAds(world: World): Imitation {
  const accounts = world.accounts.filter((account) => account.provider === 'google-ads');
  const routes = new Hono<Env>();
  /** Conversion actions by customer, as they were changed. */
  const actions = new Map<string, ConversionAction[]>();
  const actionsIn = (account: SandboxAccount, customer: string) => {
    const known = actions.get(customer) ?? actionsOf(account, customer);
    actions.set(customer, known);
    return known;
  };

  serveGoogleOAuth(routes as unknown as Hono, world, 'google-ads', { scopesOf: ({ name }) => (name === 'Second Shop' ? ['adwords'] : ['adwords', 'datamanager']), isGone: ({ outcome }) => outcome === 'wrong' });

  routes.use(`${api}/*`, async (c, next) => {
    const person = signedIn(world.grants, 'google', accounts, /^Bearer (\S+)$/.exec(c.req.header('authorization') ?? '')?.[1]);
    if (!person) return failure(401, 'UNAUTHENTICATED', 'authenticationError', 'OAUTH_TOKEN_INVALID', 'OAuth token with invalid format or expired.');
    const { account, grant } = person;
    if (Number(c.req.param('version')?.slice(1)) < 23) return new Response('<!DOCTYPE html><title>Error 404 (Not Found)!!1</title>', { status: 404, headers: { 'content-type': 'text/html; charset=UTF-8' } });
    if (!grant.scopes.includes(`${scopeRoot}adwords`)) return scopeInsufficient();
    if (account.outcome === 'rate_limited') return answers.rate_limited();
    if (account.outcome === 'down') return answers.down();
    if (account.outcome === 'forbidden') return failure(403, 'PERMISSION_DENIED', 'authorizationError', 'USER_PERMISSION_DENIED', 'User doesn\'t have permission to access customer. Note: If you\'re accessing a client customer, the manager\'s customer id must be set in the \'login-customer-id\' header.');
    c.set('account', account);
    await next();
    c.res.headers.set('request-id', requestId);
  });

  routes.get(`${api}/customers:listAccessibleCustomers`, (c) => json({ resourceNames: customersOf(c.get('account')).map((one) => one.resourceName) }, 200, googleType));
  routes.post(`${api}/customers/:id/googleAds:search`, (c) => searched(c, actionsIn));
  routes.post(`${api}/customers/:id/conversionActions:mutate`, (c) => mutated(c, actionsIn));
  routes.all('/*', () => json({ error: { code: 404, message: 'Requested entity was not found.', status: 'NOT_FOUND' } }, 404, googleType));

  const answers: Imitation['answers'] = {
    lacking: () => failure(403, 'PERMISSION_DENIED', 'authorizationError', 'ACTION_NOT_PERMITTED', 'The action is not permitted for this user.'),
    down: () => json({ error: { code: 503, message: 'The service is currently unavailable.', status: 'UNAVAILABLE' } }, 503, googleType),
    rate_limited: () => failure(429, 'RESOURCE_EXHAUSTED', 'quotaError', 'RESOURCE_EXHAUSTED', 'Too many requests. Retry in 30 seconds.', { quotaErrorDetails: { rateScope: 'DEVELOPER', rateName: 'Number of operations for explorer access', retryDelay: '30s' } }),
    revoked: (host, path) => (host === tokenHost ? grantGone(path) : failure(401, 'UNAUTHENTICATED', 'authenticationError', 'OAUTH_TOKEN_REVOKED', 'OAuth token has been revoked.')),
  };
  // Queries and tokens are asked for by POST.
  return { provider: 'google-ads', routes: routes as unknown as Hono, answers, isWrite: (_, path) => path.endsWith(':mutate'), isConsent: (host) => host === consentHost };
}

type ActionsIn = (account: SandboxAccount, customer: string) => ConversionAction[];

/** The customer a path names, or why it may not be used. */
function customerIn(c: Context<Env>): string | Response {
  const id = c.req.param('id') ?? '';
  if (!/^[0-9]{10}$/.test(id)) return failure(400, 'INVALID_ARGUMENT', 'requestError', 'INVALID_CUSTOMER_ID', `Invalid customer ID '${id.slice(0, 20)}'.`);
  return customersOf(c.get('account')).some((one) => one.id === id) ? id : failure(403, 'PERMISSION_DENIED', 'authorizationError', 'USER_PERMISSION_DENIED', 'User doesn\'t have permission to access customer.');
}

async function searched(c: Context<Env>, actionsIn: ActionsIn): Promise<Response> {
  const id = customerIn(c);
  if (typeof id !== 'string') return id;
  const account = c.get('account');
  const customers = customersOf(account);
  const { query = '', pageToken } = (await c.req.json().catch(() => ({}))) as { query?: string; pageToken?: string };
  const resource = /\bFROM\s+([a-z_]+)/.exec(query)?.[1] ?? '';
  const found: Record<string, () => readonly object[]> = {
    customer: () => customers.filter((one) => one.id === id).map((customer) => ({ customer })),
    customer_client: () => customers.filter(({ status, manager }) => !(query.includes('status = "ENABLED"') && status !== 'ENABLED') && !(query.includes('manager = FALSE') && manager)).map((customerClient) => ({ customerClient })),
    conversion_action: () => actionsIn(account, id).map((conversionAction) => ({ conversionAction })),
    user_list: () => userListsOf(account, id).map((userList) => ({ userList })),
    campaign: () => campaignsOf(account, id).map((campaign) => ({ campaign })),
  };
  const rows = Object.hasOwn(found, resource) ? found[resource]?.() : undefined;
  if (!rows) return failure(400, 'INVALID_ARGUMENT', 'queryError', 'UNRECOGNIZED_FIELD', 'Error in query: unrecognized resource.');
  const from = pageToken === undefined ? 0 : Number(/^page:([0-9]{1,4})$/.exec(atobOr(pageToken))?.[1] ?? Number.NaN);
  if (!Number.isInteger(from)) return failure(400, 'INVALID_ARGUMENT', 'requestError', 'INVALID_PAGE_TOKEN', 'The page token is invalid.');
  return json({ results: rows.slice(from, from + pageSize), ...(from + pageSize < rows.length ? { nextPageToken: btoa(`page:${from + pageSize}`) } : {}), fieldMask: resource }, 200, googleType);
}

interface Mutation {
  operations?: readonly { create?: Record<string, unknown> & { name?: string }; update?: Record<string, unknown> & { resourceName?: string }; updateMask?: string }[];
  partialFailure?: boolean;
}

async function mutated(c: Context<Env>, actionsIn: ActionsIn): Promise<Response> {
  const id = customerIn(c);
  if (typeof id !== 'string') return id;
  const own = actionsIn(c.get('account'), id);
  const { operations = [], partialFailure = false } = (await c.req.json().catch(() => ({}))) as Mutation;
  if (operations.length === 0) return failure(400, 'INVALID_ARGUMENT', 'requestError', 'REQUIRED_FIELD_MISSING', 'Required field is missing: operations.');
  const errors: object[] = [];
  const results = operations.map(({ create, update, updateMask }, index) => {
    const refuse = (code: object, message: string) => {
      errors.push({ errorCode: code, message, location: { fieldPathElements: [{ fieldName: 'operations', index }] } });
      return {};
    };
    if (create) {
      if (typeof create.name !== 'string' || create.name === '') return refuse({ fieldError: 'REQUIRED' }, 'The required field was not present.');
      if (own.some((one) => one.name === create.name)) return refuse({ conversionActionError: 'DUPLICATE_NAME' }, 'The specified conversion action name already exists.');
      const made = newAction(id, { ...create, name: create.name, type: String(create['type']) });
      own.push(made);
      return { resourceName: made.resourceName };
    }
    const known = own.find((one) => one.resourceName === update?.resourceName);
    if (!known || !updateMask) return refuse({ mutateError: 'RESOURCE_NOT_FOUND' }, 'Requested resource was not found.');
    if (known.type !== 'WEBPAGE') return refuse({ mutateError: 'MUTATE_NOT_ALLOWED' }, 'Mutates are not allowed for the requested resource.');
    Object.assign(known, update);
    return { resourceName: known.resourceName };
  });
  if (errors.length === 0) return json({ results }, 200, googleType);
  const details = [{ '@type': failureType, errors, requestId }];
  if (!partialFailure) return json({ error: { code: 400, message: 'Request contains an invalid argument.', status: 'INVALID_ARGUMENT', details } }, 400, googleType);
  return json({ results, partialFailureError: { code: 3, message: 'Multiple errors in ‘details’. First error: see details.', details } }, 200, googleType);
}

const failureType = 'type.googleapis.com/google.ads.googleads.v25.errors.GoogleAdsFailure';

function failure(status: number, general: string, family: string, code: string, message: string, details?: unknown): Response {
  return json({
    error: {
      code: status, message: status === 403 ? 'The caller does not have permission' : message, status: general,
      details: [{ '@type': failureType, errors: [{ errorCode: { [family]: code }, message, ...(details ? { details } : {}) }], requestId }],
    },
  }, status, googleType);
}

function atobOr(text: string): string {
  try {
    return atob(text);
  } catch {
    return '';
  }
}
