import type { Context } from 'hono';
import { Hono } from 'hono/tiny';
import type { SandboxAccount } from './accounts.ts';
import { basicAuth, json, type Imitation } from './imitation.ts';
import { audiencesOf, categoriesOf, mergeFieldsOf, permissionsOf, tagsOf } from './mailchimp-data.ts';
import { mailchimpLogin, mailchimpOAuthAnswers, serveMailchimpOAuth } from './oauth/mailchimp.ts';
import { signedIn } from './oauth/signed-in.ts';
import { randomText } from './random-text.ts';
import { sparse } from './sparse.ts';
import type { World } from './world.ts';

type Environment = { Variables: { account: SandboxAccount } };

/** Mailchimp's OAuth server, and its Marketing API at DATACENTER.api.mailchimp.com: https://mailchimp.com/developer/marketing/api/ */
export function mailchimp(world: World): Imitation {
  const accounts = world.accounts.filter((account) => account.provider === 'mailchimp');
  const routes = new Hono<Environment>({ strict: false });
  /** What was set: webhooks by account and audience, stores by account. */
  const webhooks = new Map<string, Record<string, unknown>[]>();
  const stores = new Map<string, Record<string, unknown>[]>();
  const held = (map: Map<string, Record<string, unknown>[]>, key: string) => {
    const known = map.get(key) ?? [];
    map.set(key, known);
    return known;
  };
  const base = '/:host{[a-z]{2,4}[0-9]{1,3}\\.api\\.mailchimp\\.com}/3.0';

  const guard = async (c: Context<Environment>, next: () => Promise<void>): Promise<Response | void> => {
    const key = keyOf(c.req.header('authorization'));
    if (!key) return refusal(401, 'API Key Missing', 'Your request did not include an API key.');
    // A token serves like a key, with and without the datacenter at its end.
    const account = signedIn(world.grants, 'mailchimp', accounts, key.replace(/-[a-z]{2,4}[0-9]{1,3}$/, ''))?.account ?? accounts.find((one) => one.credentials['apiKey'] === key);
    // A key is known only in its own datacenter; elsewhere it is as unknown as any other.
    if (!account || account.outcome === 'wrong' || c.req.param('host') !== `${account.credentials['serverPrefix']}.api.mailchimp.com`) return answers.revoked();
    if (account.outcome === 'rate_limited') return answers.rate_limited();
    if (account.outcome === 'down') return answers.down();
    if (account.outcome === 'forbidden') return refusal(403, 'Forbidden', 'You are not permitted to access this resource.');
    c.set('account', account);
    await next();
  };
  serveMailchimpOAuth(routes as unknown as Hono, world);
  routes.use(base, guard);
  routes.use(`${base}/*`, guard);

  routes.get(base, (c) => success(c, rootOf(c.get('account'))));
  routes.get(`${base}/ping`, (c) => success(c, { health_status: "Everything's Chimpy!" }));
  routes.get(`${base}/lists`, (c) => paged(c, 'lists', audiencesOf(c.get('account'))));
  routes.get(`${base}/lists/:id`, (c) => within(c, (audience) => success(c, audience)));
  routes.get(`${base}/lists/:id/tag-search`, (c) =>
    within(c, ({ id }) => {
      const prefix = c.req.query('name')?.toLowerCase() ?? '';
      return paged(c, 'tags', tagsOf(id).filter((tag) => tag.name.toLowerCase().startsWith(prefix)));
    }),
  );
  routes.get(`${base}/lists/:id/interest-categories`, (c) => within(c, ({ id }) => paged(c, 'categories', categoriesOf(id).map(({ interests: _, ...category }) => category), { list_id: id })));
  routes.get(`${base}/lists/:id/interest-categories/:category/interests`, (c) =>
    within(c, ({ id }) => {
      const found = categoriesOf(id).find((one) => one.id === c.req.param('category'));
      return found ? paged(c, 'interests', found.interests, { list_id: id, category_id: found.id }) : unfound();
    }),
  );
  routes.get(`${base}/lists/:id/merge-fields`, (c) => within(c, ({ id }) => paged(c, 'merge_fields', mergeFieldsOf(id), { list_id: id })));
  routes.get(`${base}/lists/:id/members`, (c) => within(c, ({ id, marketing_permissions: asks }) => paged(c, 'members', [{ id: 'e5', email_address: 'owner@shop.example', status: 'subscribed', ...(asks && { marketing_permissions: permissionsOf(id) }) }], { list_id: id })));
  routes.post(`${base}/lists/:id/members/:member/events`, (c) =>
    within(c, async () => {
      if (decodeURIComponent(c.req.param('member')) !== 'owner@shop.example') return unfound();
      const { name } = await sent(c);
      return typeof name === 'string' && /^.{2,30}$/.test(name) ? new Response(null, { status: 204 }) : refusal(400, 'Invalid Resource', 'The name of an event has 2 to 30 characters.');
    }),
  );
  routes.get(`${base}/lists/:id/webhooks`, (c) => within(c, ({ id }) => paged(c, 'webhooks', held(webhooks, `${c.get('account').name} ${id}`), { list_id: id })));
  routes.post(`${base}/lists/:id/webhooks`, (c) =>
    within(c, async ({ id }) => {
      const body = await sent(c);
      // Mailchimp calls the address before it takes it.
      if (typeof body['url'] !== 'string' || /unreachable/.test(body['url'])) return refusal(400, 'Bad Request', "We couldn't validate the URL you provided. Please check it and try again.");
      const known = held(webhooks, `${c.get('account').name} ${id}`);
      if (known.some(({ url }) => url === body['url'])) return refusal(400, 'Bad Request', 'Sorry, you can\'t set up multiple WebHooks for one URL.');
      const made = { id: randomText(`mailchimp webhook ${id} ${body['url']}`, 10), ...body, list_id: id };
      known.push(made);
      return success(c, made);
    }),
  );
  routes.patch(`${base}/lists/:id/webhooks/:webhook`, (c) =>
    within(c, async ({ id }) => {
      const found = held(webhooks, `${c.get('account').name} ${id}`).find((one) => one['id'] === c.req.param('webhook'));
      return found ? success(c, Object.assign(found, await sent(c))) : unfound();
    }),
  );
  routes.get(`${base}/ecommerce/stores`, (c) => paged(c, 'stores', held(stores, c.get('account').name)));
  routes.post(`${base}/ecommerce/stores`, async (c) => {
    const body = await sent(c);
    const audience = audiencesOf(c.get('account')).some((one) => one.id === body['list_id']);
    if (!audience || typeof body['id'] !== 'string' || !body['name'] || !/^[A-Z]{3}$/.test(String(body['currency_code']))) return refusal(400, 'Invalid Resource', 'The resource submitted could not be validated. For field-specific details, see the \'errors\' array.');
    const made = { ...body, is_syncing: body['is_syncing'] === true, automations: { abandoned_cart: { is_supported: true } } };
    held(stores, c.get('account').name).push(made);
    return success(c, made);
  });
  routes.get(`${base}/ecommerce/stores/:store`, (c) => {
    const found = held(stores, c.get('account').name).find((one) => one['id'] === c.req.param('store'));
    return found ? success(c, found) : unfound();
  });
  routes.patch(`${base}/ecommerce/stores/:store`, async (c) => {
    const found = held(stores, c.get('account').name).find((one) => one['id'] === c.req.param('store'));
    if (!found) return unfound();
    const { list_id: _, ...change } = await sent(c);
    return success(c, Object.assign(found, change));
  });
  routes.get(`${base}/ecommerce/stores/:store/orders`, (c) => (held(stores, c.get('account').name).some((one) => one['id'] === c.req.param('store')) ? paged(c, 'orders', ['o-1', 'o-2'].map((id) => ({ id }))) : unfound()));
  const removed = (known: Record<string, unknown>[], id: string | undefined) => {
    const at = known.findIndex((one) => one['id'] === id);
    if (at < 0) return unfound();
    known.splice(at, 1);
    return new Response(null, { status: 204 });
  };
  routes.delete(`${base}/ecommerce/stores/:store`, (c) => removed(held(stores, c.get('account').name), c.req.param('store')));
  routes.delete(`${base}/lists/:id/webhooks/:webhook`, (c) => within(c, ({ id }) => removed(held(webhooks, `${c.get('account').name} ${id}`), c.req.param('webhook'))));
  routes.get(`${base}/automations`, (c) => paged(c, 'automations', c.get('account').name === 'Second Shop' ? [] : [{ id: 'a1', status: 'sending' }, { id: 'a2', status: 'sending' }]));
  routes.on(['POST', 'PUT', 'PATCH', 'DELETE'], `${base}/*`, () => refusal(405, 'Method Not Allowed', 'The requested method and resource are not compatible. See the Allow header for this resource\'s available methods.'));
  routes.all(`${base}/*`, () => refusal(404, 'Resource Not Found', 'The requested resource could not be found.'));

  const answers: Imitation['answers'] = {
    down: (host) => (host === mailchimpLogin ? mailchimpOAuthAnswers.down() : refusal(500, 'Internal Server Error', 'An unexpected internal error has occurred. Please contact Support for more information.')),
    lacking: () => refusal(403, 'Forbidden', 'You are not permitted to access this resource.'),
    rate_limited: (host) => (host === mailchimpLogin ? mailchimpOAuthAnswers.rate_limited() : refusal(429, 'Too Many Requests', 'You have exceeded the limit of 10 simultaneous connections.')),
    revoked: (host, path = '') => (host === mailchimpLogin ? mailchimpOAuthAnswers.revoked(path) : refusal(401, 'API Key Invalid', "Your API key may be invalid, or you've attempted to access the wrong datacenter.")),
  };
  return {
    provider: 'mailchimp', routes: routes as unknown as Hono, answers,
    isWrite: (method, _, host) => method !== 'GET' && host !== mailchimpLogin, isConsent: (host, path) => host === mailchimpLogin && path === '/oauth2/authorize',
  };
}

function keyOf(header: string | undefined): string | undefined {
  return /^Bearer (\S{1,200})$/i.exec(header ?? '')?.[1] ?? basicAuth(header)?.password;
}

function refusal(status: number, title: string, detail: string): Response {
  return json({ type: 'https://mailchimp.com/developer/marketing/docs/errors/', title, status, detail, instance: 'b3f0c6a2-7f5e-4a3b-8a6b-5d1c9f2e8d47' }, status, 'application/problem+json; charset=utf-8');
}

function success(c: Context, body: object): Response {
  const fields = c.req.query('fields');
  return json(fields ? sparse(body, fields.split(',')) : body, 200, 'application/json; charset=utf-8');
}

function within<A extends Response | Promise<Response>>(c: Context<Environment>, answer: (audience: ReturnType<typeof audiencesOf>[number]) => A): A | Response {
  const audience = audiencesOf(c.get('account')).find((one) => one.id === c.req.param('id'));
  return audience ? answer(audience) : unfound();
}

const unfound = () => refusal(404, 'Resource Not Found', 'The requested resource could not be found.');

/** The object of a body, or an empty one. */
async function sent(c: Context): Promise<Record<string, unknown>> {
  try {
    return { ...(JSON.parse(await c.req.text()) as object) };
  } catch {
    return {};
  }
}

function paged(c: Context, key: string, items: readonly object[], more: object = {}): Response {
  const count = Number(c.req.query('count') ?? 10);
  const offset = Number(c.req.query('offset') ?? 0);
  if (!Number.isInteger(count) || count < 0 || count > 1000 || !Number.isInteger(offset) || offset < 0) return refusal(400, 'Invalid Resource', 'The resource submitted could not be validated. The count may be at most 1000.');
  return success(c, { [key]: items.slice(offset, offset + count), ...more, total_items: items.length });
}

function rootOf(account: SandboxAccount): object {
  const id = randomText(`mailchimp account ${account.name}`, 25);
  return {
    account_id: id, login_id: id.slice(0, 10), account_name: account.name, email: 'owner@shop.example', first_name: 'Sam', last_name: 'Owner', username: 'shop', role: 'owner', member_since: '2024-02-01T00:00:00+00:00',
    pricing_plan_type: 'monthly', account_timezone: 'America/New_York', account_industry: 'e_commerce_and_retail', total_subscribers: 120, pro_enabled: false, contact: { company: account.name, city: 'Portland', country: 'US' },
  };
}
