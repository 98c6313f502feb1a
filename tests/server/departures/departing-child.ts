// A server of its own that is killed around the revocation that follows a disconnect. Arguments: database, key of the vault, base of the sandbox, store, before|after, time.
import { builtinProviders } from '../../../src/providers/index.ts';
import { createIntegrationsServer } from '../../../src/server/create-server.ts';
import { openPGlite } from '../../../src/server/pglite/index.ts';
import { openPostgres } from '../../../src/server/postgres/index.ts';
import { createAesGcmVault } from '../../../src/server/vault/create-aes-gcm-vault.ts';

const [place = '', key = '', base = '', store = '', moment = '', clock = ''] = process.argv.slice(2);
const database = place.startsWith('postgres:') ? openPostgres({ connectionString: place }) : await openPGlite({ dataDir: place });
let told = () => {};
const heard = new Promise<void>((resolve) => { told = resolve; });
const server = createIntegrationsServer({
  providers: builtinProviders, database, vault: createAesGcmVault({ keys: [{ id: 'test', key }], current: 'test' }), origins: ['https://shop.example'],
  redirectUri: (provider) => `https://shop.example/oauth/callback/${provider}`, oauthClients: { 'google-ads': { clientId: 'anything', clientSecret: 'anything' } },
  endpoints: { 'google-ads': `${base}/google-ads` }, allowLoopbackEgress: true, egress: 'platform', now: () => new Date(clock), authorize: () => ({ actor: 'ana', session: 's' }),
  fetch: async (url, init) => {
    await heard;
    if (moment === 'after') await fetch(url, init);
    process.kill(process.pid, 'SIGKILL');
    return new Promise(() => {});
  },
});
await server.start();
const answer = await server.fetch(new Request(`https://shop.example/api/stores/${store}/integrations/google-ads/disconnect`, { method: 'DELETE' }));
process.send?.(await answer.json(), () => told());
