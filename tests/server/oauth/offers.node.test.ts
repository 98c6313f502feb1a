import { onTestFinished, expect, test, vi } from 'vitest';
import { builtinProviders } from '../../../src/providers/index.ts';
import { createIntegrationsServer } from '../../../src/server/create-server.ts';
import { openPGlite } from '../../../src/server/pglite/index.ts';
import type { Integration } from '../../../src/core/integration.ts';
import { aVault } from '../storage/a-store.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

test('every answer says whether there is an app to sign in with, so that no way is shown that would fail', async () => {
  const database = await openPGlite();
  const server = createIntegrationsServer({
    providers: builtinProviders, database, vault: aVault(), origins: ['https://shop.example'], redirectUri: (id) => `https://shop.example/oauth/callback/${id}`,
    oauthClients: { mailchimp: { clientId: 'app-of-the-host', clientSecret: 'secret-of-the-host' } }, egress: 'platform', authorize: () => ({ actor: 'ana', session: 'one' }),
  });
  await server.start();
  onTestFinished(async () => { await server.stop(); await database.close(); });
  const store = crypto.randomUUID();
  const send = async <T>(method: string, path: string, body?: object) => (await (await server.fetch(new Request(`https://shop.example/api/${path}`, { method, ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }) }))).json()) as T;

  const { integrations } = await send<{ integrations: Integration[] }>('GET', `stores/${store}/integrations`);
  const offered = Object.fromEntries(integrations.map(({ id, offersSignIn }) => [id, offersSignIn]));
  expect(offered).toMatchObject({ mailchimp: true, klaviyo: false, 'google-ads': false, twilio: false });
  expect(Object.keys(offered)).toHaveLength(9);
  for (const [id, offers] of Object.entries(offered)) {
    expect([id, await send('GET', `stores/${store}/integrations/${id}/status`)]).toMatchObject([id, { offersSignIn: offers }]);
    const begun = await send<{ url?: string; code?: string }>('POST', `integrations/${id}/oauth/authorize`, { store, integration: id });
    expect([id, begun.url !== undefined, begun.code]).toEqual([id, offers, offers ? undefined : 'bad_request']);
  }
});
