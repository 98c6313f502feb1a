import { onTestFinished } from 'vitest';
import type { AuthorizationRecord } from '../../../src/core/authorization.ts';
import type { Integration } from '../../../src/core/integration.ts';
import { builtinProviders } from '../../../src/providers/index.ts';
import { createIntegrationsServer } from '../../../src/server/create-server.ts';
import type { IntegrationsDatabase } from '../../../src/server/storage/database.ts';
import { callback, type Choice, serveSandbox } from '../../sandbox/oauth-harness.ts';
import { aVault } from '../storage/a-store.ts';

// Of one database all data keys are wrapped by one.
const vault = aVault();
const ids = ['google-analytics-4', 'google-ads', 'facebook-ads', 'tiktok-ads', 'mailchimp', 'klaviyo'];

/** Our server with the sandbox behind it, and what a page would do for one provider. */
export async function openShopAt(provider: string, database: IntegrationsDatabase) {
  const time = { now: new Date('2026-11-22T12:00:00Z') };
  const served = await serveSandbox({ now: () => time.now });
  const caller = { actor: 'ana', session: 'session-of-ana' };
  const server = createIntegrationsServer({
    providers: builtinProviders, database, vault, origins: ['https://shop.example'], redirectUri: callback, oauthClients: Object.fromEntries(ids.map((id) => [id, served.client(id)])),
    endpoints: Object.fromEntries(ids.map((id) => [id, `${served.base}/${id}`])), allowLoopbackEgress: true, egress: 'platform', now: () => time.now, authorize: () => ({ ...caller }),
  });
  await server.start();
  onTestFinished(() => server.stop());
  const store = crypto.randomUUID();
  const send = async <T>(method: string, path: string, body?: object, headers: Record<string, string> = {}) => {
    const response = await server.fetch(new Request(`https://shop.example/api/${path}`, { method, headers: { ...headers, ...(body && { 'content-type': 'application/json' }) }, ...(body && { body: JSON.stringify(body) }) }));
    return { status: response.status, body: (await response.json()) as T };
  };
  const on = <T = Integration & { code?: string; detail?: string }>(method: string, path: string, body?: object, headers?: Record<string, string>) => send<T>(method, `stores/${store}/integrations/${provider}${path}`, body, headers);
  type Recorded = AuthorizationRecord & { code?: string; detail?: string };
  const at = (id: string, more = '') => `integrations/${provider}/oauth/authorizations/${id}${more}?store=${store}`;
  return {
    ...served, time, caller, on,
    async signIn(choice?: Choice, scopes?: readonly string[]) {
      const { body: begun } = await send<{ url: string }>('POST', `integrations/${provider}/oauth/authorize`, { store, integration: provider, ...(scopes && { scopes }) });
      const { pathname, searchParams } = new URL(begun.url);
      const back = await served.consent(pathname, Object.fromEntries(searchParams), choice);
      // What a page hands on; providers add members of their own.
      const body = Object.fromEntries([...back].filter(([name]) => ['state', 'code', 'auth_code', 'iss', 'scope', 'error', 'error_description'].includes(name) && !(name === 'code' && back.has('auth_code'))));
      return { id: (body['state'] ?? '').split('.')[0] ?? '', ...(await send<Recorded>('POST', `integrations/${provider}/oauth/callback`, body)) };
    },
    record: (id: string) => send<Recorded>('GET', at(id)),
    resolve: (id: string, choice: unknown) => send<Recorded>('POST', at(id, '/resolve'), { choice }),
    cancel: (id: string) => send<Recorded>('DELETE', at(id)),
    async configure(configuration: object) {
      const { body: { revision } } = await on('GET', '/status');
      const answer = await on('PUT', '/configure', { configuration }, { 'if-match': `"${revision}"` });
      if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    },
    refresh: () => send<Integration & { code?: string }>('POST', `integrations/${provider}/oauth/refresh`, { store, integration: provider }),
  };
}
