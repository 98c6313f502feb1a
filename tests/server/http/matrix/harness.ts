import { sql } from 'kysely';
import { expect } from 'vitest';
import { errorTable, isErrorCode, type Problem } from '../../../../src/core/errors.ts';
import { type Route, type RouteName, routePath, routes } from '../../../../src/core/routes.ts';
import type { IntegrationsServerOptions } from '../../../../src/server/options.ts';
import { keyOf, openShop } from '../../shop.ts';
import { rows } from './rows.ts';

/** Every route by name. */
export const all = Object.entries(routes) as [RouteName, Route][];
/** Those the host's hook decides. */
export const guarded = all.filter(([, { action }]) => action !== undefined);
export const changing = guarded.filter(([, { method, guarded: changes }]) => method !== 'GET' || changes);
export const withBody = all.filter(([name]) => rows[name].body !== undefined);

export interface Sent {
  store: string;
  integration?: string;
  method?: string;
  query?: string;
  /** Text as it is, anything else as JSON; null: none. */
  body?: unknown;
  /** On top of what the route needs; null takes one away. */
  headers?: Readonly<Record<string, string | null>>;
}

/** A shop whose every answer is held to the envelope: guarding headers, content type, and the shape of a problem (SR-47, SR-54). */
export async function openMatrix(more: Partial<IntegrationsServerOptions> = {}) {
  const shop = await openShop({ limits: { costlyPerMinute: 1_000_000 }, ...more });

  /** The sign-in that is under way in a store. */
  const signIns = new Map<string, { id: string; state: string }>();

  async function send(name: RouteName, sent: Sent): Promise<{ status: number; headers: Headers; text: string; problem: Problem; sameBytes: string }> {
    const route: Route = routes[name];
    const integration = sent.integration ?? 'mailer';
    // A state names its store itself, so that of another store stands in where the caller's has none.
    const signIn = signIns.get(sent.store) ?? (route.place === 'state' ? [...signIns.values()].at(-1) : undefined) ?? { id: crypto.randomUUID(), state: 'nobody.began-it' };
    const place = route.place === 'body' ? { store: sent.store, integration } : route.place === 'state' ? { state: signIn.state } : {};
    const given = sent.body === undefined ? rows[name].body : sent.body;
    const body = typeof given === 'object' && given !== null ? { ...place, ...given } : given;
    const headers = new Headers(route.ifMatch ? { 'if-match': '*' } : {});
    if (body !== undefined && body !== null) headers.set('content-type', 'application/json');
    for (const [header, value] of Object.entries(sent.headers ?? {})) {
      if (value === null) headers.delete(header);
      else headers.set(header, value);
    }
    const path = routePath(route, { storeId: sent.store, integrationId: integration, field: 'listId', provider: 'mailer', id: signIn.id });
    const query = route.place === 'query' || route.place === 'record' ? `?${new URLSearchParams({ store: sent.store, ...(name === 'authorize' && { integration }) })}${(sent.query ?? '').replace('?', '&')}` : (sent.query ?? '');
    const method = sent.method ?? route.method;
    const carried = ['GET', 'HEAD'].includes(method) || body === null || body === undefined ? null : new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body));
    const answer = await shop.server.fetch(new Request(`https://shop.example${path}${query}`, { method, headers, body: carried }));
    const text = await answer.text();
    const problem = expectEnvelope(answer, text, method);
    const { requestId: _, ...rest } = problem;
    const sameBytes = JSON.stringify([answer.status, problem.code ? rest : text, [...answer.headers].filter(([header]) => header !== 'x-request-id')]);
    return { status: answer.status, headers: answer.headers, text, problem, sameBytes };
  }

  return {
    ...shop, send,
    /** A store with a connected, configured mailer. */
    async connected() {
      const store = await shop.store();
      expect((await store.connect({ apiKey: keyOf.anna, region: 'eu' })).status).toBe(200);
      expect((await store.configure({ listId: 'l1' }, '', { 'if-match': '*' })).status).toBe(200);
      const begun = await shop.server.fetch(new Request(`https://shop.example/api/integrations/mailer/oauth/authorize?store=${store.id}&integration=mailer`));
      signIns.set(store.id, (await begun.json()) as { id: string; state: string });
      shop.asked.length = 0;
      return store;
    },
    /** All a store holds but findings of health and openings for them, to see that nothing was changed. */
    async holdings(store: string): Promise<string> {
      const { rows: held } = await sql`
        select (select json_agg(to_jsonb(i) - array['checked_at', 'updated_at', 'problem', 'retry_at'] order by i.id) from integrations i where store_id = ${store}::uuid) as rows,
          (select json_agg(a order by a.id) from integration_authorizations a where store_id = ${store}::uuid) as signIns,
          (select json_agg(k order by k.key) from integration_idempotency k where store_id = ${store}::uuid) as keys,
          (select count(*) from integration_audit where store_id = ${store}::uuid and action <> 'credentials.open') as history`.execute(shop.database.kysely);
      return JSON.stringify(held);
    },
  };
}

export type Matrix = Awaited<ReturnType<typeof openMatrix>>;

const envelope = { 'x-content-type-options': 'nosniff', 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'content-security-policy': "default-src 'none'; frame-ancestors 'none'", 'cross-origin-resource-policy': 'same-origin', vary: 'Origin' };

function expectEnvelope(answer: Response, text: string, method: string): Problem {
  const headers = Object.fromEntries(answer.headers);
  expect(headers).toMatchObject(envelope);
  expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  expect(Object.keys(headers).filter((name) => /^(server|x-powered-by|set-cookie|via)$/.test(name))).toEqual([]);
  if (answer.status === 204) return {} as Problem;
  expect(headers['content-type']).toBe(`application/${answer.status < 400 || answer.status === 503 && !text.includes('"code"') ? 'json' : 'problem+json'}; charset=utf-8`);
  if (answer.status < 400 || method === 'HEAD') return {} as Problem;
  const problem = JSON.parse(text) as Problem;
  expect(isErrorCode(problem.code), text).toBe(true);
  expect([problem.type, problem.status, errorTable[problem.code][0]]).toEqual(['about:blank', answer.status, answer.status]);
  expect(problem.detail).toMatch(/^[A-Z“].*\.$/s);
  expect(problem.requestId).toBe(headers['x-request-id']);
  expect(text).not.toMatch(/select |insert |\bat .*\.ts:|node_modules|ECONN/);
  return problem;
}
