import type { Context } from 'hono';
import { Hono } from 'hono/tiny';
import type { SandboxAccount } from './accounts.ts';
import { graphError, graphTrace, graphType, invalidToken, sessionExpired } from './graph-error.ts';
import { type GraphEnv, personId, servePerson } from './graph-person.ts';
import { type Imitation, json } from './imitation.ts';
import { serveMetaOAuth } from './oauth/meta.ts';
import { signedIn } from './oauth/signed-in.ts';
import { randomText } from './random-text.ts';
import type { World } from './world.ts';

const root = '/graph.facebook.com/:version{v[0-9]{2}\\.[0-9]}';

/** Meta's sign-in, and its Graph API at graph.facebook.com, for the pixel and for ads: https://developers.facebook.com/docs/graph-api/guides/error-handling */
export function graph(provider: 'meta-pixel' | 'facebook-ads') {
  return (world: World): Imitation => {
    const accounts = world.accounts.filter((account) => account.provider === provider);
    const routes = new Hono<GraphEnv>();
    const lacking = () => graphError(403, 200, '(#200) Requires ads_management permission to manage the object');

    serveMetaOAuth(routes as unknown as Hono, world, provider);
    routes.get(`${root}/debug_token`, (c) => {
      const [appId, secret] = /^Bearer ([0-9]+)\|(\S+)$/.exec(c.req.header('authorization') ?? '')?.slice(1) ?? [c.req.query('access_token')?.split('|')[0], c.req.query('access_token')?.split('|')[1]];
      const input = c.req.query('input_token');
      if (world.clients.some((one) => one.provider === provider && one.clientId === appId && one.clientSecret === secret)) return json({ data: debuggedGrant(world, appId, input) }, 200, graphType);
      // A token may also be asked about itself.
      const self = accounts.find((one) => one.credentials['accessToken'] === input && c.req.header('authorization') === `Bearer ${input}`);
      if (self) return json({ data: debugged(self, self) }, 200, graphType);
      const app = accounts.find((one) => one.credentials['appId'] === appId && one.credentials['appSecret'] === secret);
      if (!app) return graphError(400, 101, 'Error validating application. Cannot get application info due to a system error.');
      if (app.outcome === 'rate_limited') return answers.rate_limited();
      if (app.outcome === 'down') return answers.down();
      return json({ data: debugged(app, accounts.find((one) => one.credentials['accessToken'] === input)) }, 200, graphType);
    });
    routes.use(`${root}/*`, async (c, next) => {
      const token = /^Bearer (\S+)$/.exec(c.req.header('authorization') ?? '')?.[1] ?? c.req.query('access_token');
      if (token === undefined) return graphError(400, 2500, 'An active access token must be used to query information about the current user.');
      const person = signedIn(world.grants, 'meta', accounts, token);
      const account = person?.account ?? accounts.find((one) => one.credentials['accessToken'] === token);
      if (!account && world.grants.findToken('meta', token)?.state === 'expired') return sessionExpired();
      if (!account || account.outcome === 'wrong') return invalidToken();
      if (account.outcome === 'rate_limited') return answers.rate_limited();
      if (account.outcome === 'down') return answers.down();
      if (account.outcome === 'forbidden') return lacking();
      const scopes = person?.grant.scopes ?? scopesOf(account);
      const ofAds = !/\/me(?:\/permissions(?:\/[a-z_]+)?)?$/.test(new URL(c.req.url).pathname);
      if (ofAds && !scopes.includes('ads_read') && !scopes.includes('ads_management')) return graphError(403, 200, '(#200) Ad account owner has NOT grant ads_management or ads_read permission');
      c.set('account', account);
      c.set('scopes', scopes);
      c.set('grant', person?.grant ?? null);
      c.set('proof', { token, secret: world.clients.find((one) => one.clientId === person?.grant.clientId)?.clientSecret ?? account.credentials['appSecret'] ?? '' });
      await next();
      c.res.headers.set('x-app-usage', '{"call_count":1,"total_cputime":0,"total_time":1}');
      c.res.headers.set('facebook-api-version', c.req.param('version') ?? '');
    });

    servePerson(routes, root, world.grants);
    routes.get(`${root}/me/adaccounts`, (c) => edge(c, adAccounts(c.get('account'))));
    routes.get(`${root}/:act{act_[0-9]+}/customaudiences`, (c) => {
      if (provider === 'meta-pixel' && !mayManage(c)) return lacking();
      const own = adAccounts(c.get('account')).find((one) => one.id === c.req.param('act'));
      return own ? edge(c, audiences(own.account_id)) : unknown(c.req.param('act'));
    });
    if (provider === 'meta-pixel') pixelRoutes(routes);
    else accountRoutes(routes);
    routes.all('/graph.facebook.com/*', (c) => unknown(new URL(c.req.url).pathname.split('/').at(-1) ?? ''));

    const answers: Imitation['answers'] = {
      lacking,
      down: () => graphError(500, 1, 'An unknown error occurred'),
      rate_limited: () => graphError(400, 80004, 'There have been too many calls to this ad-account. Wait a bit and try again.', { error_subcode: 2446079 }, { 'x-business-use-case-usage': '{"000":[{"type":"ads_management","call_count":100,"total_cputime":25,"total_time":25,"estimated_time_to_regain_access":2}]}' }),
      revoked: () => graphError(401, 190, 'Error validating access token: The session has been invalidated because the user changed their password or Facebook has changed the session for security reasons.', { error_subcode: 460 }),
    };
    return { provider, routes: routes as unknown as Hono, answers, isWrite: (method, path) => method !== 'GET' && !/\/(?:oauth\/access_token|me\/permissions)$/.test(path), isConsent: (host) => host === 'www.facebook.com' };
  };
}

/** What a pasted token may do. A second shop may look and not change, so that what a token lacks can be seen. */
const scopesOf = ({ name }: SandboxAccount) => ['ads_read', ...(name === 'Second Shop' ? [] : ['ads_management', 'business_management'])];
const mayManage = (c: Context<GraphEnv>) => c.get('scopes').includes('ads_management');

function pixelRoutes(routes: Hono<GraphEnv>): void {
  const changed = new Map<string, Record<string, unknown>>();
  const editable: Readonly<Record<string, readonly unknown[]>> = { data_use_setting: ['ADVERTISING_AND_ANALYTICS', 'ANALYTICS_ONLY', 'EMPTY'], first_party_cookie_status: ['EMPTY', 'FIRST_PARTY_COOKIE_DISABLED', 'FIRST_PARTY_COOKIE_ENABLED'] };
  const isOwn = (c: Context<GraphEnv>) => c.req.param('id') === c.get('account').credentials['pixelId'];
  routes.get(`${root}/:id{[0-9]+}`, (c) => {
    const id = c.req.param('id');
    if (!isOwn(c)) return unknown(id);
    const whole: Record<string, unknown> = { id, name: `${c.get('account').name} pixel`, last_fired_time: '2026-11-20T08:00:00+0000', is_unavailable: false, data_use_setting: 'ADVERTISING_AND_ANALYTICS', first_party_cookie_status: 'FIRST_PARTY_COOKIE_ENABLED', ...changed.get(id) };
    const wanted = c.req.query('fields')?.split(',') ?? ['id'];
    return json(Object.fromEntries(Object.entries(whole).filter(([key]) => key === 'id' || wanted.includes(key))), 200, graphType);
  });
  routes.post(`${root}/:id{[0-9]+}`, async (c) => {
    if (!isOwn(c)) return unknown(c.req.param('id'));
    if (!mayManage(c)) return graphError(403, 200, '(#200) Permissions error');
    const change = Object.entries((await c.req.json().catch(() => ({}))) as Record<string, unknown>);
    const wrong = change.find(([key, value]) => !editable[key]?.includes(value));
    if (wrong) return graphError(400, 100, `(#100) Param ${wrong[0]} must be one of {${editable[wrong[0]]?.join(', ') ?? ''}}`);
    changed.set(c.req.param('id'), { ...changed.get(c.req.param('id')), ...Object.fromEntries(change) });
    return json({ success: true }, 200, graphType);
  });
  routes.post(`${root}/:id{[0-9]+}/events`, async (c) => {
    if (!isOwn(c)) return unknown(c.req.param('id'));
    const body = (await c.req.json().catch(() => null)) as { data?: unknown } | null;
    const events = Array.isArray(body?.data) ? (body.data as Record<string, unknown>[]) : [];
    if (events.length === 0 || events.length > 1000) return graphError(400, 100, '(#100) param data must be non-empty.');
    const complete = events.every((event) => typeof event['event_name'] === 'string' && typeof event['event_time'] === 'number' && typeof event['user_data'] === 'object');
    return complete ? json({ events_received: events.length, messages: [], fbtrace_id: graphTrace }, 200, graphType) : graphError(400, 100, 'Invalid parameter', { error_subcode: 2804019, error_user_title: 'Missing event fields' });
  });
}

function accountRoutes(routes: Hono<GraphEnv>): void {
  const business = ({ name }: SandboxAccount) => randomText(`graph business ${name}`, 15, 'digits').replace(/^0/, '2');
  routes.use(`${root}/:path{me/businesses|[0-9]+/(?:owned|client)_ad_accounts}`, async (c, next) => (c.get('grant') && !c.get('scopes').includes('business_management') ? graphError(400, 100, '(#100) Missing Permissions') : next()));
  routes.get(`${root}/me/businesses`, (c) => edge(c, [{ id: business(c.get('account')), name: c.get('account').name }]));
  routes.get(`${root}/:business{[0-9]+}/:list{owned_ad_accounts|client_ad_accounts}`, (c) => {
    if (c.req.param('business') !== business(c.get('account'))) return unknown(c.req.param('business'));
    const all = adAccounts(c.get('account'));
    return edge(c, c.req.param('list') === 'owned_ad_accounts' ? all.slice(0, 1) : all.slice(1));
  });
  routes.get(`${root}/:act{act_[0-9]+}/campaigns`, (c) => json({ data: [], summary: { total_count: c.get('account').name === 'Second Shop' ? 0 : 12 } }, 200, graphType));
  routes.get(`${root}/search`, (c) => {
    const wanted = (c.req.query('q') ?? '').toLowerCase();
    const found = countries.filter(([, name]) => name.toLowerCase().startsWith(wanted)).map(([key, name]) => ({ key, name, type: 'country', country_code: key, supports_region: true, supports_city: true }));
    return json({ data: found.slice(0, Number(c.req.query('limit') ?? 8)) }, 200, graphType);
  });
  routes.get(`${root}/:act{act_[0-9]+}`, async (c) => {
    const { secret, token } = c.get('proof');
    const proof = c.req.query('appsecret_proof');
    if (proof !== undefined && proof !== (await hmac(secret, token))) return graphError(400, 100, 'Invalid appsecret_proof provided in the API argument');
    const own = adAccounts(c.get('account')).find((one) => one.id === c.req.param('act'));
    const wanted = c.req.query('fields')?.split(',') ?? [];
    return own ? json(Object.fromEntries(Object.entries(own).filter(([key]) => key === 'id' || wanted.includes(key))), 200, graphType) : unknown(c.req.param('act'));
  });
  routes.get(`${root}/:act{act_[0-9]+}/adspixels`, (c) => edge(c, ['Store', 'Outlet'].map((name) => ({ id: randomText(`graph pixel ${c.req.param('act')} ${name}`, 15, 'digits').replace(/^0/, '3'), name: `${name} pixel`, last_fired_time: '2026-11-20T08:00:00+0000' }))));
}

/** What Meta says of a token: with a status of 200 also where it is none. */
function debugged(app: SandboxAccount, owner: SandboxAccount | undefined) {
  const appId = app.credentials['appId'];
  if (!owner || owner.outcome === 'wrong') return { error: { code: 190, message: 'Invalid OAuth access token.' }, is_valid: false, scopes: [] };
  return { app_id: owner.credentials['appId'], type: 'SYSTEM_USER', application: `${owner.name} app`, data_access_expires_at: 0, expires_at: 0, is_valid: true, issued_at: 1_760_000_000, scopes: scopesOf(owner), user_id: '122', ...(owner.credentials['appId'] === appId ? { granular_scopes: [{ scope: 'ads_management', target_ids: [owner.credentials['adAccountId']] }] } : {}) };
}

/** The same of a token that somebody got by signing in. */
function debuggedGrant({ grants }: World, appId: string | undefined, token: string | undefined) {
  const found = grants.findToken('meta', token);
  if (!found || found.grant.clientId !== appId) return { error: { code: 190, message: 'Invalid OAuth access token.' }, is_valid: false, scopes: [] };
  const ends = Math.floor((found.expiresAt ?? 0) / 1000);
  const common = { app_id: appId, type: 'USER', application: 'Shop settings', data_access_expires_at: ends, expires_at: ends, scopes: found.grant.scopes, user_id: personId(found.grant.account) };
  return found.state === 'live' ? { ...common, is_valid: true } : { ...common, is_valid: false, error: { code: 190, message: 'Error validating access token: Session has expired.', subcode: 463 } };
}

async function hmac(key: string, text: string): Promise<string> {
  const imported = await crypto.subtle.importKey('raw', new TextEncoder().encode(key), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return [...new Uint8Array(await crypto.subtle.sign('HMAC', imported, new TextEncoder().encode(text)))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

const unknown = (id: string) => graphError(400, 100, `Unsupported get request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation`, { error_subcode: 33 });

/** A page of an edge, with cursors as the graph gives them. */
function edge(c: Context, rows: readonly Record<string, unknown>[]): Response {
  const limit = Number(c.req.query('limit') ?? 25);
  const after = c.req.query('after');
  const from = after === undefined ? 0 : Number(/^after:([0-9]{1,6})$/.exec(decoded(after))?.[1] ?? Number.NaN);
  if (!Number.isInteger(limit) || limit < 1 || !Number.isInteger(from)) return graphError(400, 100, '(#100) Invalid parameter');
  const wanted = c.req.query('fields')?.split(',').map((name) => name.replace(/\{.*/, '')) ?? ['id'];
  const data = rows.slice(from, from + limit).map((row) => Object.fromEntries(Object.entries(row).filter(([key]) => key === 'id' || wanted.includes(key))));
  const end = Math.min(from + limit, rows.length);
  const cursors = { before: btoa(`after:${from}`), after: btoa(`after:${end}`) };
  const next = new URL(c.req.url);
  next.searchParams.set('after', cursors.after);
  return json({ data, paging: { cursors, ...(end < rows.length ? { next: `https://graph.facebook.com${next.pathname.replace(/^.*graph\.facebook\.com/, '')}${next.search}` } : {}) } }, 200, graphType);
}

function decoded(text: string): string {
  try {
    return atob(text);
  } catch {
    return '';
  }
}

function adAccounts({ name, credentials }: SandboxAccount) {
  const ids = [credentials['adAccountId'] ?? '', randomText(`graph outlet ${name}`, 15, 'digits').replace(/^0/, '1'), randomText(`graph closed ${name}`, 15, 'digits').replace(/^0/, '1')];
  return ids.filter(Boolean).map((account_id, index) => ({
    id: `act_${account_id}`, account_id, name: [name, `${name} outlet`, `${name} (closed)`].at(credentials['adAccountId'] ? index : index + 1) ?? name,
    account_status: account_id === ids.at(-1) ? 101 : 1, currency: 'EUR', timezone_name: 'Europe/Berlin', disable_reason: 0, user_tasks: ['DRAFT', 'ANALYZE', 'ADVERTISE', 'MANAGE'], min_daily_budget: 100,
    // The second shop has one account, so that nobody has to choose.
  })).filter((one) => one.name !== 'Second Shop outlet');
}

const countries = [['AT', 'Austria'], ['AU', 'Australia'], ['BE', 'Belgium'], ['BR', 'Brazil'], ['CA', 'Canada'], ['CH', 'Switzerland'], ['CI', 'Côte d’Ivoire'], ['DE', 'Germany'], ['DK', 'Denmark'], ['ES', 'Spain'], ['FI', 'Finland'], ['FR', 'France'], ['GB', 'United Kingdom'], ['IE', 'Ireland'], ['IT', 'Italy'], ['JP', 'Japan'], ['MX', 'Mexico'], ['NL', 'Netherlands'], ['NO', 'Norway'], ['PL', 'Poland'], ['PT', 'Portugal'], ['SE', 'Sweden'], ['US', 'United States']] as const;
const audienceNames = ['Newsletter readers', 'Buyers, 180 days', 'Cart left behind', 'VIP customers', 'Lookalike of buyers', 'Website visitors', 'Video viewers', 'Instagram engaged', 'Store visitors', 'Lapsed buyers', 'Gift buyers', 'Café club'];

function audiences(accountId: string) {
  return audienceNames.map((name, index) => ({
    id: randomText(`graph audience ${accountId} ${name}`, 17, 'digits').replace(/^0/, '1'), name, subtype: index === 4 ? 'LOOKALIKE' : index === 5 ? 'WEBSITE' : 'CUSTOM',
    approximate_count_lower_bound: index === 7 ? -1 : 1000 * (index + 1), approximate_count_upper_bound: index === 7 ? -1 : 1200 * (index + 1), retention_days: 180,
    delivery_status: { code: 200, description: 'This audience is ready for use.' }, operation_status: { code: 200, description: 'Normal' },
  }));
}
