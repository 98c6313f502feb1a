import type { Context, Hono } from 'hono';
import type { SandboxAccount } from './accounts.ts';
import { json } from './imitation.ts';
import { origin, topicsOf } from './klaviyo-data.ts';
import { randomText } from './random-text.ts';

const type = 'application/vnd.api+json';
const invalid = 'A webhook needs a name, an https endpoint_url, a secret_key of 16 characters and topics of the account.';

interface Held {
  id: string;
  attributes: Record<string, unknown>;
  topics: readonly string[];
}
interface Answers {
  refusal(status: number, code: string, title: string, detail: string): Response;
  /** The resource of a body, if it is of this type and id. */
  sent(c: Context, kind: string, id?: string): Promise<{ attributes?: Record<string, unknown>; relationships?: { 'webhook-topics'?: { data?: { id?: unknown }[] } } } | null>;
}

/** System webhooks, which only some plans have: https://developers.klaviyo.com/en/reference/webhooks_api_overview */
export function serveKlaviyoWebhooks(routes: Hono<{ Variables: { account: SandboxAccount } }>, { refusal, sent }: Answers): void {
  const held = new Map<string, Held[]>();
  const of = (account: SandboxAccount): Held[] => {
    const known = held.get(account.name) ?? [];
    held.set(account.name, known);
    return known;
  };
  // Of the address no more than the host is shown, of the secret nothing.
  const shown = ({ id, attributes: { secret_key: _, ...attributes }, topics }: Held) => ({
    type: 'webhook', id, attributes: { ...attributes, endpoint_url: new URL(String(attributes['endpoint_url'])).origin },
    relationships: { 'webhook-topics': { data: topics.map((topic) => ({ type: 'webhook-topic', id: topic })) } }, links: { self: `${origin}/api/webhooks/${id}/` },
  });
  const judged = (account: SandboxAccount, attributes: Record<string, unknown>, topics: readonly unknown[]) => {
    const has = topicsOf(account);
    const { name, endpoint_url: url, secret_key: secret } = attributes;
    const right = typeof name === 'string' && typeof url === 'string' && /^https:\/\/\S+$/.test(url) && typeof secret === 'string' && secret.length >= 16 && topics.length > 0 && topics.every((topic) => has.some(({ id }) => id === topic));
    return right ? null : refusal(400, 'invalid', 'Invalid input.', invalid);
  };
  const unfound = (id: string) => refusal(404, 'not_found', 'Not found.', `A webhook with id ${id} does not exist.`);

  routes.use('/a.klaviyo.com/api/:kind{webhooks|webhook-topics}/*', plan);
  routes.use('/a.klaviyo.com/api/:kind{webhooks|webhook-topics}', plan);
  routes.get('/a.klaviyo.com/api/webhook-topics', (c) => json({ data: topicsOf(c.get('account')), links: { self: `${origin}/api/webhook-topics` } }, 200, type));
  routes.get('/a.klaviyo.com/api/webhooks', (c) => json({ data: of(c.get('account')).map(shown), links: { self: `${origin}/api/webhooks` } }, 200, type));
  routes.post('/a.klaviyo.com/api/webhooks', async (c) => {
    const { attributes = {}, relationships } = (await sent(c, 'webhook')) ?? {};
    const topics = relationships?.['webhook-topics']?.data?.map(({ id }) => id) ?? [];
    const account = c.get('account');
    const wrong = judged(account, attributes, topics);
    if (wrong) return wrong;
    const made = { id: randomText(`klaviyo webhook ${account.name} ${String(attributes['name'])} ${of(account).length}`, 26, 'letters').toUpperCase(), attributes: { description: null, ...attributes, enabled: true, created_at: '2026-11-01T00:00:00+00:00', updated_at: '2026-11-01T00:00:00+00:00' }, topics: topics as string[] };
    of(account).push(made);
    return json({ data: shown(made) }, 201, type);
  });
  routes.patch('/a.klaviyo.com/api/webhooks/:id', async (c) => {
    const found = of(c.get('account')).find(({ id }) => id === c.req.param('id'));
    if (!found) return unfound(c.req.param('id'));
    const change = await sent(c, 'webhook', found.id);
    const attributes = { ...found.attributes, ...change?.attributes };
    const topics = change?.relationships?.['webhook-topics']?.data?.map(({ id }) => id) ?? found.topics;
    const wrong = change?.attributes ? judged(c.get('account'), attributes, topics) : refusal(400, 'invalid', 'Invalid input.', invalid);
    if (wrong) return wrong;
    Object.assign(found, { attributes, topics });
    return json({ data: shown(found) }, 200, type);
  });
  routes.delete('/a.klaviyo.com/api/webhooks/:id', (c) => {
    const known = of(c.get('account'));
    const at = known.findIndex(({ id }) => id === c.req.param('id'));
    if (at < 0) return unfound(c.req.param('id'));
    known.splice(at, 1);
    return new Response(null, { status: 204 });
  });

  /** The second shop has a plan without webhooks. */
  async function plan(c: Context<{ Variables: { account: SandboxAccount } }>, next: () => Promise<void>): Promise<Response | void> {
    if (c.get('account').name === 'Second Shop') return refusal(403, 'permission_denied', 'You do not have permission to perform this action.', 'Your account does not have access to this feature.');
    await next();
  }
}
