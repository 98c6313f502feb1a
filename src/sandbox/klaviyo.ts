import type { Context } from 'hono';
import { Hono } from 'hono/tiny';
import type { SandboxAccount } from './accounts.ts';
import { json, type Imitation } from './imitation.ts';
import { randomText } from './random-text.ts';

const type = 'application/vnd.api+json';
const origin = 'https://a.klaviyo.com';

/** Klaviyo's API at a.klaviyo.com: https://developers.klaviyo.com/en/reference/api_overview */
export function klaviyo(all: readonly SandboxAccount[]): Imitation {
  const accounts = all.filter((account) => account.provider === 'klaviyo');
  const routes = new Hono<{ Variables: { account: SandboxAccount } }>({ strict: false });
  /** What was set of lists: account and id → how one joins. */
  const optIns = new Map<string, string>();
  const listOf = (account: SandboxAccount, list: ReturnType<typeof objectsOf>[number]) => {
    const process = optIns.get(`${account.name} ${list.id}`);
    return process === undefined ? list : { ...list, attributes: { ...list.attributes, opt_in_process: process } };
  };

  routes.use('/a.klaviyo.com/api/*', async (c, next) => {
    const header = c.req.header('authorization');
    if (!header) return refusal(401, 'not_authenticated', 'Authentication credentials were not provided.', 'Missing or invalid authorization scheme. Please use Klaviyo-API-Key.');
    // Seen at the real API: a key sent as a bearer token is stopped at the edge, in HTML.
    if (/^Bearer pk_/i.test(header)) return new Response('<html><head><title>400 Bad Request</title></head><body><center><h1>400 Bad Request</h1></center></body></html>', { status: 400, headers: { 'content-type': 'text/html' } });
    const key = /^Klaviyo-API-Key (\S+)$/.exec(header)?.[1];
    if (!key) return refusal(401, 'not_authenticated', 'Authentication credentials were not provided.', 'Missing or invalid authorization scheme. Please use Klaviyo-API-Key.');
    if (!/^\d{4}-\d{2}-\d{2}(\.pre)?$/.test(c.req.header('revision') ?? '')) return refusal(400, 'invalid', 'Invalid input.', 'The revision header is required and must be a date such as 2026-07-15.');
    const account = accounts.find((one) => one.credentials['privateApiKey'] === key);
    if (!account || account.outcome === 'wrong') return answers.revoked();
    if (account.outcome === 'rate_limited') return answers.rate_limited();
    if (account.outcome === 'down') return answers.down();
    if (account.outcome === 'forbidden') return refusal(403, 'permission_denied', 'You do not have permission to perform this action.', 'The API key specified is missing a required scope.');
    c.set('account', account);
    await next();
    c.res.headers.set('ratelimit-limit', '75, 75;w=1, 700;w=60');
    c.res.headers.set('ratelimit-remaining', '74');
    c.res.headers.set('ratelimit-reset', '0');
  });

  routes.get('/a.klaviyo.com/api/accounts', (c) => json({ data: [accountOf(c.get('account'))], links: { self: `${origin}/api/accounts`, next: null, prev: null } }, 200, type));
  for (const kind of ['list', 'segment', 'template'] as const) {
    routes.get(`/a.klaviyo.com/api/${kind}s`, (c) => listed(c, kind, objectsOf(kind, c.get('account')).map((one) => (kind === 'list' ? listOf(c.get('account'), one) : one))));
    routes.get(`/a.klaviyo.com/api/${kind}s/:id`, (c) => {
      const found = objectsOf(kind, c.get('account')).find((one) => one.id === c.req.param('id'));
      return found ? json({ data: kind === 'list' ? listOf(c.get('account'), found) : found }, 200, type) : refusal(404, 'not_found', 'Not found.', `A ${kind} with id ${c.req.param('id')} does not exist.`);
    });
  }
  routes.patch('/a.klaviyo.com/api/lists/:id', async (c) => {
    const account = c.get('account');
    const found = objectsOf('list', account).find((one) => one.id === c.req.param('id'));
    if (!found) return refusal(404, 'not_found', 'Not found.', `A list with id ${c.req.param('id')} does not exist.`);
    const wanted = optInOf(await c.req.text(), found.id);
    if (!wanted) return refusal(400, 'invalid', 'Invalid input.', 'Body must be a list of this id with an opt_in_process of double_opt_in or single_opt_in.');
    optIns.set(`${account.name} ${found.id}`, wanted);
    return json({ data: listOf(account, found) }, 200, type);
  });
  routes.all('/a.klaviyo.com/api/:kind{(?:accounts|lists|segments|templates)}', () => refusal(405, 'method_not_allowed', 'Method not allowed.', 'This method is not allowed here.'));
  routes.all('/a.klaviyo.com/*', () => refusal(404, 'not_found', 'Not found.', 'The path requested could not be found.'));

  const answers: Imitation['answers'] = {
    down: () => refusal(503, 'service_unavailable', 'Service unavailable.', 'The service is temporarily unavailable.'),
    rate_limited: () => refusal(429, 'throttled', 'Request was throttled.', 'Expected available in 1 second.', { 'retry-after': '1' }),
    lacking: () => refusal(403, 'permission_denied', 'You do not have permission to perform this action.', 'The API key specified is missing a required scope: lists:write.'),
    revoked: () => refusal(401, 'authentication_failed', 'Incorrect authentication credentials.', 'Incorrect authentication credentials.'),
  };
  return { provider: 'klaviyo', routes: routes as unknown as Hono, answers };
}

function optInOf(text: string, id: string): string | null {
  try {
    const { data } = JSON.parse(text) as { data?: { type?: unknown; id?: unknown; attributes?: { opt_in_process?: unknown } } };
    const process = data?.attributes?.opt_in_process;
    return data?.type === 'list' && data.id === id && (process === 'double_opt_in' || process === 'single_opt_in') ? process : null;
  } catch {
    return null;
  }
}

function refusal(status: number, code: string, title: string, detail: string, headers: Readonly<Record<string, string>> = {}): Response {
  const id = '6f1d0f0e-4d2b-4f5c-9a55-1f6a3c9b7e21';
  return json({ errors: [{ id, status, code, title, detail, source: { pointer: '/data/' }, links: {}, meta: {} }] }, status, type, headers);
}

function accountOf({ name, credentials }: SandboxAccount) {
  const id = credentials['publicApiKey'];
  return {
    type: 'account', id,
    attributes: {
      test_account: true, public_api_key: id, timezone: 'US/Eastern', preferred_currency: 'USD', locale: 'en-US', industry: null,
      contact_information: {
        default_sender_name: name, default_sender_email: 'hello@shop.example', website_url: null, organization_name: name,
        street_address: { address1: null, address2: null, city: null, region: null, country: null, zip: null },
      },
    },
    links: { self: `${origin}/api/accounts/${id}/` },
  };
}

const names = {
  list: ['Newsletter', 'VIP customers', 'Back in stock', 'Spring sale', 'Wholesale', 'Café club', 'Checkout opt-in', 'Popup sign-ups', 'Giveaway', 'Loyalty members', 'Store visitors', 'Gift card buyers', 'Review requests', 'Product updates', 'Press', 'Partners', 'Summer sale', 'Autumn sale', 'Winter sale', 'Student discount', 'Early access', 'Refer a friend', 'Pre-orders', 'Size M', 'Workshop guests'],
  segment: ['Repeat Purchasers', 'Engaged (30 days)', 'Engaged (90 days)', 'Unengaged', 'High CLV', 'Potential Purchasers', 'Churn risk', 'Winback', 'New subscribers', 'Window shoppers', 'Discount lovers', 'Domestic customers'],
  template: ['Welcome', 'Abandoned cart', 'Order follow-up', 'Winback offer', 'Newsletter base', 'Product launch', 'Review request', 'Back in stock', 'Price drop', 'Birthday', 'Holiday', 'Plain text', 'Sunset'],
} as const;

function objectsOf(kind: keyof typeof names, account: SandboxAccount) {
  const created = '2025-11-08T00:00:00+00:00';
  const attributes = {
    list: (index: number) => ({ created, updated: created, opt_in_process: index % 2 === 0 ? 'double_opt_in' : 'single_opt_in' }),
    segment: (index: number) => ({ definition: null, created, updated: created, is_active: index !== 3, is_processing: false, is_starred: index === 0 }),
    template: (index: number) => ({ editor_type: index % 3 === 0 ? 'CODE' : 'SYSTEM_DRAGGABLE', html: '<html><body>Sandbox</body></html>', created, updated: created }),
  }[kind];
  return names[kind].map((name, index) => {
    const id = randomText(`klaviyo ${kind} ${account.name} ${name}`, 6, 'letters');
    return { type: kind, id, attributes: { name, ...attributes(index) }, links: { self: `${origin}/api/${kind}s/${id}/` } };
  });
}

function listed(c: Context, kind: string, objects: ReturnType<typeof objectsOf>): Response {
  const url = new URL(c.req.url);
  const size = Number(url.searchParams.get('page[size]') ?? 10);
  if (!Number.isInteger(size) || size < 1 || size > 10) return refusal(400, 'invalid', 'Invalid input.', 'Page size must be an integer between 1 and 10.');
  const cursor = url.searchParams.get('page[cursor]');
  const from = cursor === null ? 0 : offsetOf(cursor);
  if (from === null) return refusal(400, 'invalid', 'Invalid input.', 'The page cursor is not valid.');
  const wanted = url.searchParams.get(`fields[${kind}]`)?.split(',');
  const sorted = url.searchParams.get('sort') === 'name' ? objects.toSorted((a, b) => a.attributes.name.localeCompare(b.attributes.name, 'en')) : objects;
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
