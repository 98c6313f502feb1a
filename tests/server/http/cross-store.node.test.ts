import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Route, type RouteName, routePath, routes } from '../../../src/core/routes.ts';
import { proof, seed } from '../durability/random.ts';
import { figure } from '../../setup/figures.ts';
import { openShop, read, type Shop } from '../shop.ts';
import { type Chance, createChance } from './chance.ts';

const count = proof ? 100_000 : 2000;

/** One store with all there can be of it, and what an answer to another store must never hold. */
async function aTenant(shop: Shop, name: string) {
  const actor = `actor-${name}-6b1d`;
  const principal = { actor, session: `session-${name}` };
  const store = await shop.store();
  shop.hook.answer = principal;
  const ok = async (answer: Promise<Response>) => { expect((await answer).status).toBeLessThan(300); };
  await ok(store.connect({ apiKey: `mk-first${name}account-2d1f7c9b6e`, region: 'eu' }, { 'idempotency-key': `key-of-${name}` }));
  await ok(store.configure({ listId: `list-of-${name}-9c3e` }, '', { 'if-match': '*' }));
  const further = (await read(store.send('POST', '', { provider: 'mailer', label: `label-of-${name}-41fe` }))).id;
  await ok(store.connect({ apiKey: `mk-second${name}account-77e0a1d3`, region: 'us' }, {}, further));
  await ok(store.connect({ token: `token-of-${name}-c81b` }, {}, 'pager'));
  const begun = await read<{ id: string; state: string }>(shop.server.fetch(new Request(`https://shop.example/api/integrations/mailer/oauth/authorize?store=${store.id}&integration=mailer`)));
  const { rows } = await sql<{ id: string }>`select id from integrations where store_id = ${store.id}::uuid`.execute(shop.database.kysely);
  const canaries = [actor, `first${name}account`, `second${name}account`, `list-of-${name}-9c3e`, `label-of-${name}-41fe`, `token-of-${name}-c81b`, further, store.id, begun.id, begun.state, ...rows.map(({ id }) => id)];
  return { id: store.id, name, actor, principal, further, rowIds: rows.map(({ id }) => id), key: `key-of-${name}`, signIn: { id: begun.id, state: begun.state }, canaries };
}
type Tenant = Awaited<ReturnType<typeof aTenant>>;
type Target = Pick<Tenant, 'rowIds' | 'further' | 'key' | 'signIn'> & { id: string };

/** What stands in for a tenant that does not exist: same shapes, other values. */
function nobody({ uuid, hex }: Chance, like: Tenant): Target {
  const signIn = `mailer_${uuid()}`;
  return { id: uuid(), signIn: { id: signIn, state: `${signIn}.${hex(43)}` }, further: `mailer~${hex(10)}`, rowIds: like.rowIds.map(uuid), key: `key-of-${hex(6)}` };
}

const bodies: Readonly<Partial<Record<RouteName, object>>> = { add: { provider: 'nothing' }, connect: { credentials: { apiKey: 'mk-first-1' } }, configure: { configuration: { listId: 'l' } }, update: { label: 'taken', revocation: 'none' }, verify: {}, sendTest: { values: { to: 'a' } }, optionsWithValues: { values: {} } };

/** The same for the routes of sign-ins, whose paths name no store. Who knows the whole state of another store's sign-in is let in or not by the host, as its own caller is. */
function signInAttempt(draw: Chance, own: Tenant): (foreign: Target) => Request {
  const [name, route] = draw.pick((Object.entries(routes) as [RouteName, Route][]).filter(([, { place }]) => place !== undefined));
  const [intoStore, intoAccount, names, secret, reads] = [draw.next() < 0.4, draw.next() < 0.6, draw.next() < 0.5, draw.hex(43), draw.next() < 0.2];
  return (foreign) => {
    const store = intoStore ? foreign.id : own.id;
    const integration = intoAccount ? foreign.further : own.further;
    const [ownStart, begins] = [own.signIn.id, name === 'authorize' || name === 'authorizeWithFields'];
    // Of its own, it reads: anything else would be rightly done.
    const id = reads && (route.method === 'GET' || intoStore) ? ownStart : foreign.signIn.id;
    const named = new URLSearchParams({ store, ...((names || begins) && { integration: begins && !intoStore ? foreign.further : integration }) });
    const path = `https://shop.example${routePath(route, { provider: 'mailer', id })}`;
    if (route.place === 'query' || route.place === 'record') {
      const body = name === 'resolveAuthorization' ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify({ choice: 'replace' }) } : {};
      return new Request(`${path}?${named}`, { method: route.method, ...body });
    }
    const body = name === 'callback' ? { state: `${foreign.signIn.id}.${secret}`, code: 'c', ...(names && { store: own.id, integration }) } : Object.fromEntries(named);
    return new Request(path, { method: route.method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  };
}

/** A request of `own`, who means to reach `foreign` in a way that `draw` decides; nothing in it may write. */
function attempt(draw: Chance, own: Tenant): (foreign: Target) => Request {
  if (draw.next() < 0.3) return signInAttempt(draw, own);
  const [name, route] = draw.pick((Object.entries(routes) as [RouteName, Route][]).filter(([, { place }]) => place === undefined));
  const [intoStore, intoAccount] = [draw.next() < 0.3, draw.next() < 0.5];
  const places = { query: draw.next() < 0.5, headers: draw.next() < 0.5, body: draw.next() < 0.4, key: draw.next() < 0.3 };
  const [which, row, integration, capitals] = [draw.next(), Math.floor(draw.next() * 3), draw.pick(['mailer', 'pager', own.further]), draw.next() < 0.1];
  return (foreign) => {
    const id = which < 0.4 ? foreign.id : which < 0.7 ? foreign.further : foreign.rowIds[row] ?? '';
    const store = intoStore ? (capitals ? foreign.id.toUpperCase() : foreign.id) : own.id;
    const path = routePath(route, { storeId: store, integrationId: intoAccount ? (which < 0.8 ? foreign.further : foreign.rowIds[row] ?? '') : integration, field: 'listId' });
    const query = places.query ? `?store=${foreign.id}&storeId=${foreign.id}&store_id=${foreign.id}&integration=${foreign.further}&id=${id}&cursor=${id}` : '';
    // Whatever reaches a row of its own does not fit it.
    const headers = new Headers(route.method === 'GET' ? {} : { 'if-match': '"999999"' });
    if (places.headers) for (const header of ['x-store-id', 'x-tenant', 'x-user', 'x-original-url', 'authorization', 'cookie', 'x-forwarded-for', 'referer']) headers.set(header, id);
    if (places.key && route.method !== 'GET') headers.set('idempotency-key', foreign.key);
    const base = bodies[name];
    if (!base) return new Request(`https://shop.example${path}${query}`, { method: route.method, headers });
    headers.set('content-type', 'application/json');
    const body = !places.body ? base : name === 'add' ? { provider: id } : which < 0.5 ? { ...base, store: foreign.id, integration: foreign.further } : name === 'optionsWithValues' ? { ...base, cursor: id } : base;
    return new Request(`https://shop.example${path}${query}`, { method: route.method, headers, body: JSON.stringify(body) });
  };
}

describe(`${count} requests across stores (SR-42), seed ${seed}`, () => {
  let shop: Shop;
  beforeAll(async () => { shop = await openShop({ limits: { costlyPerMinute: 1_000_000_000 } }); });
  afterAll(() => shop.close());

  async function holdings(): Promise<string> {
    const { rows } = await sql`
      select (select json_agg(to_jsonb(i) - array['checked_at', 'updated_at', 'problem', 'retry_at'] order by i.id) from integrations i) as rows,
        (select json_agg(k order by k.store_id, k.key) from integration_idempotency k) as keys, (select json_agg(a order by a.id) from integration_authorizations a) as sign_ins, (select count(*) from integration_departures) as departures, (select count(*) from integration_data_keys) as data_keys,
        (select count(*) from integration_audit where action <> 'credentials.open') as history`.execute(shop.database.kysely);
    return JSON.stringify(rows);
  }

  async function said(request: Request): Promise<{ status: number; text: string; bytes: string }> {
    const answer = await shop.server.fetch(request);
    const text = await answer.text();
    const headers = [...answer.headers].filter(([name]) => name !== 'x-request-id');
    return { status: answer.status, text, bytes: JSON.stringify([answer.status, text.replace(/"requestId":"[^"]*"/, ''), headers]) };
  }

  it('never tell of another store, answer foreign ids as unknown ones, and change nothing', async () => {
    console.log(`cross-store requests: seed ${seed}, count ${count}`);
    const tenants = [await aTenant(shop, 'alder'), await aTenant(shop, 'birch')] as const;
    const before = await holdings();
    const draw = createChance(seed);
    const seen = new Map<number, number>();
    for (let at = 0; at < count; at += 2) {
      const [own, foreign] = draw.next() < 0.5 ? tenants : [tenants[1], tenants[0]];
      shop.hook.answer = (_, access) => {
        if ((access as { store: string }).store !== own.id) throw new Error('Not your store.');
        return own.principal as never;
      };
      const make = attempt(draw, own);
      const request = make(foreign);
      const what = `${at}: ${own.name} → ${request.method} ${request.url}`;
      const real = await said(request);
      const twin = await said(make(nobody(draw, foreign)));
      for (const canary of foreign.canaries) if (real.text.includes(canary)) expect.fail(`${what} tells "${canary}": ${real.text}`);
      expect(real.bytes, what).toBe(twin.bytes);
      seen.set(real.status, (seen.get(real.status) ?? 0) + 2);
      if (at % 10_000 === 0) expect(await holdings(), what).toBe(before);
    }
    expect(await holdings()).toBe(before);
    // With the whole state of another store's sign-in, the host is asked about that store, and lets nobody in.
    for (const [own, foreign] of [tenants, [tenants[1], tenants[0]] as const]) {
      shop.hook.answer = (_, access) => {
        if ((access as { store: string }).store !== own.id) throw new Error('Not your store.');
        return own.principal as never;
      };
      for (const named of [{}, { store: own.id }, { store: foreign.id }]) {
        const answer = await said(new Request('https://shop.example/api/integrations/mailer/oauth/callback', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ state: foreign.signIn.state, code: 'c', ...named }) }));
        expect([answer.status, foreign.canaries.filter((canary) => answer.text.includes(canary))]).toEqual([403, []]);
      }
    }
    expect(await holdings()).toBe(before);
    figure({ what: 'requests across stores, foreign ids answered as unknown ones', count: `${count}, answers ${JSON.stringify(Object.fromEntries([...seen].sort()))}`, worst: '0 leaks, 0 rows changed', seed });
    // The attempts must get past the first guards, or they prove little.
    for (const status of [200, 400, 403, 404, 412]) expect(seen.get(status) ?? 0, `answers of ${status}`).toBeGreaterThan(count / 200);
    for (const { id, actor } of tenants) {
      const { rows } = await sql<{ actor: string }>`select distinct actor from integration_audit where store_id = ${id}::uuid`.execute(shop.database.kysely);
      expect(rows).toEqual([{ actor }]);
    }
  }, 120_000 + count * 10);
});
