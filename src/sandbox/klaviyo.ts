import type { Context } from 'hono';
import { Hono } from 'hono/tiny';
import type { SandboxAccount } from './accounts.ts';
import { json, type Imitation } from './imitation.ts';
import { accountOf, flowsFrom, type KlaviyoObject, metricRoles, objectsOf, origin, scopesOf } from './klaviyo-data.ts';
import { serveKlaviyoWebhooks } from './klaviyo-webhooks.ts';
import { klaviyoOAuthAnswers, serveKlaviyoOAuth } from './oauth/klaviyo.ts';
import { signedIn } from './oauth/signed-in.ts';
import { randomText } from './random-text.ts';
import type { World } from './world.ts';

const type = 'application/vnd.api+json';

/** Klaviyo's OAuth server, and its API at a.klaviyo.com: https://developers.klaviyo.com/en/reference/api_overview */
export function klaviyo(world: World): Imitation {
  const accounts = world.accounts.filter((account) => account.provider === 'klaviyo');
  const routes = new Hono<{ Variables: { account: SandboxAccount } }>({ strict: false });
  /** What was set: account and kind → its objects as they are now. */
  const state = new Map<string, KlaviyoObject[]>();
  const held = (account: SandboxAccount, kind: KlaviyoObject['type']): KlaviyoObject[] => {
    const key = `${account.name} ${kind}`;
    const known = state.get(key) ?? objectsOf(kind, account);
    state.set(key, known);
    return known;
  };
  /** Which metric plays which role: account and role → metric. */
  const roles = new Map<string, string>();
  const roleOf = (account: SandboxAccount, id: string) => {
    const metric = roles.get(`${account.name} ${id}`);
    return { type: 'mapped-metric', id, attributes: { updated: '2026-03-01T00:00:00+00:00' }, relationships: { metric: { data: metric === undefined ? null : { type: 'metric', id: metric } } }, links: { self: `${origin}/api/mapped-metrics/${id}/` } };
  };

  serveKlaviyoOAuth(routes as unknown as Hono, world);

  routes.use('/a.klaviyo.com/api/*', async (c, next) => {
    const header = c.req.header('authorization');
    if (!header) return refusal(401, 'not_authenticated', 'Authentication credentials were not provided.', 'Missing or invalid authorization scheme. Please use Klaviyo-API-Key.');
    // Seen at the real API: a key sent as a bearer token is stopped at the edge, in HTML.
    if (/^Bearer pk_/i.test(header)) return new Response('<html><head><title>400 Bad Request</title></head><body><center><h1>400 Bad Request</h1></center></body></html>', { status: 400, headers: { 'content-type': 'text/html' } });
    const key = /^Klaviyo-API-Key (\S+)$/.exec(header)?.[1];
    const token = /^Bearer (\S+)$/i.exec(header)?.[1];
    if (!key && !token) return refusal(401, 'not_authenticated', 'Authentication credentials were not provided.', 'Missing or invalid authorization scheme. Please use Klaviyo-API-Key.');
    if (!/^\d{4}-\d{2}-\d{2}(\.pre)?$/.test(c.req.header('revision') ?? '')) return refusal(400, 'invalid', 'Invalid input.', 'The revision header is required and must be a date such as 2026-07-15.');
    const person = signedIn(world.grants, 'klaviyo', accounts, token);
    const account = person?.account ?? accounts.find((one) => key !== undefined && one.credentials['privateApiKey'] === key);
    if (!account || account.outcome === 'wrong') return answers.revoked();
    if (account.outcome === 'rate_limited') return answers.rate_limited();
    if (account.outcome === 'down') return answers.down();
    if (account.outcome === 'forbidden') return refusal(403, 'permission_denied', 'You do not have permission to perform this action.', 'The API key specified is missing a required scope.');
    const has = person?.grant.scopes ?? scopesOf(account);
    const wanted = scopesFor(c.req.method, c.req.path).find((scope) => !has.includes(scope));
    if (wanted) return refusal(403, 'permission_denied', 'You do not have permission to perform this action.', `The ${person ? 'OAuth token' : 'API key'} specified is missing a required scope: ${wanted}.`);
    c.set('account', account);
    await next();
    c.res.headers.set('ratelimit-limit', '75, 75;w=1, 700;w=60');
    c.res.headers.set('ratelimit-remaining', '74');
    c.res.headers.set('ratelimit-reset', '0');
  });

  routes.get('/a.klaviyo.com/api/accounts', (c) => json({ data: [accountOf(c.get('account'))], links: { self: `${origin}/api/accounts`, next: null, prev: null } }, 200, type));
  for (const kind of ['list', 'segment', 'template', 'metric'] as const) {
    routes.get(`/a.klaviyo.com/api/${kind}s`, (c) => listed(c, kind, held(c.get('account'), kind)));
    routes.get(`/a.klaviyo.com/api/${kind}s/:id`, (c) => {
      const found = held(c.get('account'), kind).find((one) => one.id === c.req.param('id'));
      return found ? json({ data: found }, 200, type) : missing(kind, c.req.param('id'));
    });
  }
  for (const kind of ['list', 'metric'] as const) {
    routes.get(`/a.klaviyo.com/api/${kind}s/:id/flow-triggers`, (c) => {
      const id = c.req.param('id');
      return held(c.get('account'), kind).some((one) => one.id === id) ? json({ data: flowsFrom(kind, id, c.get('account')) }, 200, type) : missing(kind, id);
    });
  }
  serveKlaviyoWebhooks(routes, { refusal, sent });
  routes.patch('/a.klaviyo.com/api/lists/:id', async (c) => {
    const found = held(c.get('account'), 'list').find((one) => one.id === c.req.param('id'));
    if (!found) return missing('list', c.req.param('id'));
    const process = (await sent(c, 'list', found.id))?.attributes?.['opt_in_process'];
    if (process !== 'double_opt_in' && process !== 'single_opt_in') return refusal(400, 'invalid', 'Invalid input.', 'Body must be a list of this id with an opt_in_process of double_opt_in or single_opt_in.');
    found.attributes['opt_in_process'] = process;
    return json({ data: found }, 200, type);
  });
  routes.get('/a.klaviyo.com/api/mapped-metrics', (c) => json({ data: metricRoles.map((id) => roleOf(c.get('account'), id)), links: { self: `${origin}/api/mapped-metrics` } }, 200, type));
  routes.patch('/a.klaviyo.com/api/mapped-metrics/:id', async (c) => {
    const id = c.req.param('id');
    if (!metricRoles.includes(id)) return missing('mapped-metric', id);
    const metric = (await sent(c, 'mapped-metric', id))?.relationships?.metric?.data?.id;
    if (typeof metric !== 'string') return refusal(400, 'invalid', 'Invalid input.', 'A metric relationship is required.');
    if (!held(c.get('account'), 'metric').some((one) => one.id === metric)) return missing('metric', metric);
    roles.set(`${c.get('account').name} ${id}`, metric);
    return json({ data: roleOf(c.get('account'), id) }, 200, type);
  });
  routes.post('/a.klaviyo.com/api/segments', async (c) => {
    const attributes = (await sent(c, 'segment'))?.attributes;
    if (!isSegment(attributes)) return refusal(400, 'invalid', 'Invalid input.', 'A segment needs a name and a definition whose condition_groups hold conditions with a type.');
    const id = randomText(`klaviyo new segment ${c.get('account').name} ${String(attributes['name'])}`, 6, 'letters');
    const made: KlaviyoObject = { type: 'segment', id, attributes: { ...attributes, is_active: true, is_processing: true, is_starred: false, created: '2026-11-01T00:00:00+00:00', updated: '2026-11-01T00:00:00+00:00' }, links: { self: `${origin}/api/segments/${id}/` } };
    held(c.get('account'), 'segment').push(made);
    return json({ data: made }, 201, type);
  });
  routes.patch('/a.klaviyo.com/api/segments/:id', async (c) => {
    const found = held(c.get('account'), 'segment').find((one) => one.id === c.req.param('id'));
    if (!found) return missing('segment', c.req.param('id'));
    const attributes = (await sent(c, 'segment', found.id))?.attributes;
    if (!isSegment(attributes)) return refusal(400, 'invalid', 'Invalid input.', 'A segment needs a name and a definition whose condition_groups hold conditions with a type.');
    Object.assign(found.attributes, attributes);
    return json({ data: found }, 200, type);
  });
  routes.post('/a.klaviyo.com/api/events', async (c) => {
    const event = (await sent(c, 'event'))?.attributes as { metric?: { data?: { attributes?: { name?: unknown } } }; profile?: { data?: { attributes?: { email?: unknown } } } } | undefined;
    const name = event?.metric?.data?.attributes?.name;
    if (typeof name !== 'string' || name.length === 0 || name.length > 127 || typeof event?.profile?.data?.attributes?.email !== 'string') return refusal(400, 'invalid', 'Invalid input.', 'An event needs a metric with a name and a profile with an identifier.');
    return new Response(null, { status: 202 });
  });
  routes.all('/a.klaviyo.com/api/:kind{(?:accounts|lists|segments|templates|metrics|mapped-metrics|events|webhooks|webhook-topics)}', () => refusal(405, 'method_not_allowed', 'Method not allowed.', 'This method is not allowed here.'));
  routes.all('/a.klaviyo.com/*', () => refusal(404, 'not_found', 'Not found.', 'The path requested could not be found.'));

  const isOAuth = (path = '') => path.startsWith('/oauth/');
  const answers: Imitation['answers'] = {
    down: (_, path) => (isOAuth(path) ? klaviyoOAuthAnswers.down() : refusal(503, 'service_unavailable', 'Service unavailable.', 'The service is temporarily unavailable.')),
    rate_limited: (_, path) => (isOAuth(path) ? klaviyoOAuthAnswers.rate_limited() : refusal(429, 'throttled', 'Request was throttled.', 'Expected available in 1 second.', { 'retry-after': '1' })),
    lacking: () => refusal(403, 'permission_denied', 'You do not have permission to perform this action.', 'The API key specified is missing a required scope: lists:write.'),
    revoked: (_, path = '') => (isOAuth(path) ? klaviyoOAuthAnswers.revoked(path) : refusal(401, 'authentication_failed', 'Incorrect authentication credentials.', 'Incorrect authentication credentials.')),
  };
  return { provider: 'klaviyo', routes: routes as unknown as Hono, answers, isWrite: (method, path) => method !== 'GET' && !isOAuth(path), isConsent: (_, path) => path === '/oauth/authorize' };
}

interface Sent {
  type?: unknown;
  id?: unknown;
  attributes?: Record<string, unknown>;
  relationships?: { metric?: { data?: { id?: unknown } }; 'webhook-topics'?: { data?: { id?: unknown }[] } };
}

/** The resource of a JSON:API body, if it is of this type and id. */
async function sent(c: Context, kind: string, id?: string): Promise<Sent | null> {
  try {
    const { data } = JSON.parse(await c.req.text()) as { data?: Sent };
    return data?.type === kind && data.id === id ? data : null;
  } catch {
    return null;
  }
}

function isSegment(attributes: Record<string, unknown> | undefined): attributes is Record<string, unknown> {
  const groups = (attributes?.['definition'] as { condition_groups?: { conditions?: { type?: unknown }[] }[] } | undefined)?.condition_groups;
  return typeof attributes?.['name'] === 'string' && Array.isArray(groups) && groups.length > 0 && groups.every(({ conditions }) => Array.isArray(conditions) && conditions.length > 0 && conditions.every((one) => typeof one.type === 'string'));
}

/** The scopes a call needs. */
function scopesFor(method: string, path: string): string[] {
  const resource = /\/api\/([a-z-]+)/.exec(path)?.[1]?.replace('mapped-metrics', 'metrics').replace('webhook-topics', 'webhooks') ?? '';
  const own = /^(?:accounts|lists|segments|templates|metrics|events|webhooks)$/.test(resource) ? [`${resource}:${method === 'GET' ? 'read' : 'write'}`] : [];
  return path.endsWith('/flow-triggers') ? [...own, 'flows:read'] : own;
}

function missing(kind: string, id: string): Response {
  return refusal(404, 'not_found', 'Not found.', `A ${kind} with id ${id.slice(0, 64)} does not exist.`);
}

function refusal(status: number, code: string, title: string, detail: string, headers: Readonly<Record<string, string>> = {}): Response {
  const id = '6f1d0f0e-4d2b-4f5c-9a55-1f6a3c9b7e21';
  return json({ errors: [{ id, status, code, title, detail, source: { pointer: '/data/' }, links: {}, meta: {} }] }, status, type, headers);
}

function listed(c: Context, kind: string, all: readonly KlaviyoObject[]): Response {
  const url = new URL(c.req.url);
  // Metrics come in pages of Klaviyo's own size; here a small one, so that paging is met.
  const size = kind === 'metric' ? 20 : Number(url.searchParams.get('page[size]') ?? 10);
  const filter = url.searchParams.get('filter');
  const name = filter === null ? null : nameIn(filter);
  if (filter !== null && name === null) return refusal(400, 'invalid', 'Invalid input.', 'The filter is not valid.');
  const objects = all.filter((one) => name === null || one.attributes['name'] === name);
  if (!Number.isInteger(size) || size < 1 || size > 20 || (kind !== 'metric' && size > 10)) return refusal(400, 'invalid', 'Invalid input.', 'Page size must be an integer between 1 and 10.');
  const cursor = url.searchParams.get('page[cursor]');
  const from = cursor === null ? 0 : offsetOf(cursor);
  if (from === null) return refusal(400, 'invalid', 'Invalid input.', 'The page cursor is not valid.');
  const wanted = url.searchParams.get(`fields[${kind}]`)?.split(',');
  const sorted = url.searchParams.get('sort') === 'name' ? objects.toSorted((a, b) => String(a.attributes['name']).localeCompare(String(b.attributes['name']), 'en')) : objects;
  const data = sorted.slice(from, from + size).map((one) => (wanted ? { ...one, attributes: Object.fromEntries(Object.entries(one.attributes).filter(([key]) => wanted.includes(key))) } : one));
  const link = (offset: number) => {
    const next = new URL(`${origin}/api/${kind}s${url.search}`);
    next.searchParams.set('page[cursor]', btoa(`next:${offset}`).replaceAll('=', ''));
    return next.href;
  };
  return json({ data, links: { self: `${origin}/api/${kind}s${url.search}`, next: from + size < objects.length ? link(from + size) : null, prev: from > 0 ? link(Math.max(0, from - size)) : null } }, 200, type);
}

function offsetOf(cursor: string): number | null {
  try {
    const offset = /^next:(\d{1,6})$/.exec(atob(cursor))?.[1];
    return offset === undefined ? null : Number(offset);
  } catch {
    return null;
  }
}

function nameIn(filter: string): string | null {
  try {
    return JSON.parse(/^equals\(name,(".*")\)$/.exec(filter)?.[1] ?? '') as string;
  } catch {
    return null;
  }
}
