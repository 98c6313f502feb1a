import { expect, onTestFinished } from 'vitest';
import { sql } from 'kysely';
import type { Authorization, AuthorizationRecord } from '../../../src/core/authorization.ts';
import type { ErrorCode } from '../../../src/core/errors.ts';
import type { Integration } from '../../../src/core/integration.ts';
import { builtinProviders } from '../../../src/providers/index.ts';
import { createIntegrationsServer } from '../../../src/server/create-server.ts';
import type { IntegrationsServerOptions, LogEntry } from '../../../src/server/options.ts';
import { enterStore } from '../../../src/server/storage/app-role.ts';
import type { IntegrationsDatabase } from '../../../src/server/storage/database.ts';
import { callback, type Choice, serveSandbox } from '../../sandbox/oauth-harness.ts';
import { aVault } from '../storage/a-store.ts';

export interface Answered<T> {
  status: number;
  body: T & { code?: ErrorCode; detail?: string };
}

// Of one database all data keys are wrapped by one.
const vault = aVault();

/** A server whose providers are the sandbox behind a real port, with one clock for both. */
export async function openSignIns(database: IntegrationsDatabase, more: Partial<IntegrationsServerOptions> = {}) {
  const time = { now: new Date('2026-11-22T12:00:00Z') };
  const served = await serveSandbox({ now: () => time.now });
  const log: LogEntry[] = [];
  const caller = { actor: 'ana', session: 'session-of-ana' };
  const asked: string[] = [];
  const tokensGiven: string[] = [];
  const fetched: typeof globalThis.fetch = async (url, init) => {
    asked.push(new URL(String(url)).pathname);
    const answer = await fetch(url, init);
    if (asked.at(-1)?.endsWith('/oauth/token')) tokensGiven.push(...[...(await answer.clone().text()).matchAll(/"(?:access|refresh)_token":"([^"]+)"/g)].map(([, token = '']) => token));
    return answer;
  };
  const { clientId, clientSecret } = served.client('klaviyo');
  const options: IntegrationsServerOptions = {
    providers: builtinProviders, database, vault, origins: ['https://shop.example'], redirectUri: callback, oauthClients: { klaviyo: { clientId, clientSecret } },
    endpoints: { klaviyo: `${served.base}/klaviyo` }, allowLoopbackEgress: true, egress: 'platform', fetch: fetched, now: () => time.now, log: (entry) => log.push(entry),
    authorize: () => ({ ...caller }), ...more,
  };
  const server = createIntegrationsServer(options);
  await server.start();
  onTestFinished(() => server.stop());

  const store = crypto.randomUUID();
  const send = async <T = AuthorizationRecord>(method: string, path: string, body?: unknown, by = server): Promise<Answered<T>> => {
    const response = await by.fetch(new Request(`https://shop.example/api/${path}`, { method, ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }) }));
    return { status: response.status, body: (await response.json()) as Answered<T>['body'] };
  };
  const begin = async (integration = 'klaviyo', scopes?: readonly string[]) =>
    (await send<Authorization>('POST', 'integrations/klaviyo/oauth/authorize', { store, integration, ...(scopes && { scopes }) })).body;
  const visit = async ({ url }: Authorization, choice?: Choice) => {
    const { pathname, searchParams } = new URL(url);
    return Object.fromEntries(await served.consent(pathname, Object.fromEntries(searchParams), choice)) as Record<string, string>;
  };
  const handIn = (body: object) => send('POST', 'integrations/klaviyo/oauth/callback', body);
  return {
    ...served, server, options, log, time, caller, asked, tokensGiven, store, send, begin, visit, handIn,
    /** From begin to the answer of the callback. */
    async signIn(choice?: Choice, integration?: string) {
      const begun = await begin(integration);
      return { begun, ...(await handIn(await visit(begun, choice))) };
    },
    record: ({ id }: { id: string }) => send('GET', `integrations/klaviyo/oauth/authorizations/${id}?store=${store}`),
    resolve: ({ id }: { id: string }, choice: unknown) => send('POST', `integrations/klaviyo/oauth/authorizations/${id}/resolve?store=${store}`, { choice }),
    cancel: ({ id }: { id: string }) => send('DELETE', `integrations/klaviyo/oauth/authorizations/${id}?store=${store}`),
    list: async () => (await send<{ integrations: Integration[] }>('GET', `stores/${store}/integrations`)).body.integrations.filter(({ provider }) => provider === 'klaviyo'),
    card: async (id = 'klaviyo') => (await send<{ integrations: Integration[] }>('GET', `stores/${store}/integrations`)).body.integrations.find((one) => one.id === id) as Integration,
    on: <T = Integration>(method: string, path: string, body?: unknown) => send<T>(method, `stores/${store}/integrations/${path}`, body),
    /** Everything that is stored of this store, as text. */
    async stored() {
      return database.kysely.transaction().execute(async (transaction) => {
        // As the server sees it: the owner of the tables sees no row.
        await enterStore(transaction, store);
        const { rows } = await sql`select (select json_agg(i) from integrations i) as i, (select json_agg(a) from integration_authorizations a) as a, (select json_agg(h) from integration_audit h) as h`.execute(transaction);
        expect(JSON.stringify(rows)).toContain(store);
        return JSON.stringify(rows);
      });
    },
    tokenCalls: () => asked.filter((path) => path.endsWith('/oauth/token')).length,
  };
}

export type SignIns = Awaited<ReturnType<typeof openSignIns>>;
