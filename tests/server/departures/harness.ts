import { sql } from 'kysely';
import { expect, onTestFinished } from 'vitest';
import type { AuthorizationRecord } from '../../../src/core/authorization.ts';
import type { Integration } from '../../../src/core/integration.ts';
import { builtinProviders } from '../../../src/providers/index.ts';
import { createIntegrationsServer } from '../../../src/server/create-server.ts';
import type { IntegrationsServerOptions, LogEntry } from '../../../src/server/options.ts';
import { enterStore, inStore } from '../../../src/server/storage/app-role.ts';
import type { IntegrationsDatabase } from '../../../src/server/storage/database.ts';
import { callback, type Choice, serveSandbox } from '../../sandbox/oauth-harness.ts';
import { aVault } from '../storage/a-store.ts';

// Of one database all data keys are wrapped by one.
const vault = aVault();
const ids = ['google-ads', 'facebook-ads', 'tiktok-ads', 'klaviyo', 'mailchimp'];

/** A server with the sandbox behind it, and what people of one store after another do there. */
export async function openPlace(database: IntegrationsDatabase, more: Partial<IntegrationsServerOptions> = {}) {
  const time = { now: new Date('2026-11-22T12:00:00Z') };
  const served = await serveSandbox({ now: () => time.now });
  const log: LogEntry[] = [];
  const calls: string[] = [];
  const secrets = new Set<string>();
  const options: IntegrationsServerOptions = {
    providers: builtinProviders, database, vault, origins: ['https://shop.example'], redirectUri: callback, oauthClients: Object.fromEntries(ids.map((id) => [id, served.client(id)])),
    endpoints: Object.fromEntries(ids.map((id) => [id, `${served.base}/${id}`])), allowLoopbackEgress: true, egress: 'platform', now: () => time.now, log: (entry) => log.push(entry),
    authorize: () => ({ actor: 'ana', session: 'session-of-ana' }), ...more,
    fetch: async (url, init) => {
      calls.push(`${init?.method ?? 'GET'} ${new URL(String(url)).pathname}`);
      const answer = await (more.fetch ?? fetch)(url, init);
      for (const [, token = ''] of (await answer.clone().text()).matchAll(/"(?:access|refresh)_token":"([^"]+)"/g)) secrets.add(token);
      return answer;
    },
  };
  const start = async (other: Partial<IntegrationsServerOptions> = {}) => {
    const server = createIntegrationsServer({ ...options, ...other });
    await server.start();
    onTestFinished(() => server.stop());
    return server;
  };
  const server = await start();
  const current = { server };

  function store(provider: string, id: string = crypto.randomUUID()) {
    // Tests share a database, and accounts of the sandbox are counted over all stores.
    onTestFinished(() => inStore(database.kysely, id, async (transaction) => void (await transaction.deleteFrom('integrations').execute())).catch(() => {}));
    const send = async <T>(method: string, path: string, body?: object) => {
      const response = await current.server.fetch(new Request(`https://shop.example/api/${path}`, { method, ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }) }));
      return { status: response.status, body: (await response.json()) as T };
    };
    const card = async (integration = provider) => (await send<{ integrations: Integration[] }>('GET', `stores/${id}/integrations`)).body.integrations.find((one) => one.id === integration) as Integration;
    const begin = async (integration = provider, asked: object = {}) => (await send<{ id: string; url: string; code?: string; detail?: string; fields?: Record<string, string> }>('POST', `integrations/${provider}/oauth/authorize`, { store: id, integration, ...asked })).body;
    const visit = async ({ url }: { url: string }, choice?: Choice) => {
      const { pathname, searchParams } = new URL(url);
      const back = await served.consent(pathname, Object.fromEntries(searchParams), choice);
      return Object.fromEntries([...back].filter(([name]) => ['state', 'code', 'auth_code', 'iss', 'scope'].includes(name) && !(name === 'code' && back.has('auth_code'))));
    };
    /** Hands the answer in; of several ad accounts the first is chosen. */
    const handIn = async (body: Record<string, string>) => {
      const answer = await send<AuthorizationRecord>('POST', `integrations/${provider}/oauth/callback`, body);
      const [first] = answer.body.choices ?? [];
      if (!first || first.value === 'replace') return answer;
      return send<AuthorizationRecord>('POST', `integrations/${provider}/oauth/authorizations/${body['state']?.split('.')[0]}/resolve?store=${id}`, { choice: { account: first.value } });
    };
    return {
      id, send, card, begin, visit, handIn,
      signIn: async (choice?: Choice, integration?: string, asked?: object) => (await handIn(await visit(await begin(integration, asked), choice))).body,
      on: <T = Integration>(method: string, path: string, body?: object) => send<T>(method, `stores/${id}/integrations/${provider}${path}`, body),
      disconnect: async (query = '') => (await send<Integration>('DELETE', `stores/${id}/integrations/${provider}/disconnect${query}`)).body,
      /** Rows of the outbox, as the server sees them. */
      outbox: () => database.kysely.transaction().execute(async (transaction) => {
        await enterStore(transaction, id);
        return (await sql<{ row: Record<string, unknown> }>`select row_to_json(d) as row from integration_departures d`.execute(transaction)).rows.map(({ row }) => row);
      }),
      audit: () => database.kysely.transaction().execute(async (transaction) => {
        await enterStore(transaction, id);
        return (await sql<{ action: string; outcome: string; details: object }>`select action, outcome, details from integration_audit where action in ('disconnect', 'revoke') order by id`.execute(transaction)).rows;
      }),
      /** Everything stored of this store, as text. */
      stored: () => database.kysely.transaction().execute(async (transaction) => {
        await enterStore(transaction, id);
        const { rows } = await sql`select (select json_agg(i) from integrations i) as i, (select json_agg(a) from integration_authorizations a) as a, (select json_agg(h) from integration_audit h) as h, (select json_agg(d) from integration_departures d) as d`.execute(transaction);
        return JSON.stringify(rows);
      }),
      settled: (revocation: Integration['revocation']) => expect.poll(async () => (await card()).revocation).toBe(revocation),
    };
  }
  return {
    ...served, options, time, log, calls, secrets, start, current, store,
    /** Lets time pass, and another server look at what is due by then. */
    async later(seconds: number) {
      time.now = new Date(time.now.getTime() + seconds * 1000);
      await current.server.stop();
      current.server = await start();
    },
    events: async (provider: string) => (await served.tokens()).flatMap((entry) => (entry.startsWith(`${provider} `) ? [entry.slice(provider.length + 1)] : [])),
    revocations: () => calls.filter((call) => /\/revoke(_token\/)?$|^DELETE .*\/me\/permissions$/.test(call)).length,
  };
}
