// The whole product on this machine: the shop with its page and API on one port, the sandbox of the providers on the next.
import { createHmac } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import { join } from 'node:path';
import { builtinProviders } from 'integrations-settings/providers';
import { createSandbox } from 'integrations-settings/sandbox';
import { builtinConnectors, createAesGcmVault, createIntegrationsServer } from 'integrations-settings/server';
import { pinnedFetch, toNodeListener } from 'integrations-settings/server/node';
import { openPGlite } from 'integrations-settings/server/pglite';
import { openPostgres } from 'integrations-settings/server/postgres';
import { readArguments } from './arguments.ts';
import { firstStart } from './first-start.ts';
import { createHost } from './host.ts';
import { loadKeys } from './keys.ts';
import { bundlePage } from './page-bundle.ts';
import { sandboxGrants } from './sandbox-grants.ts';
import { createSessions } from './users.ts';

const { port, data, databaseUrl, limit } = readArguments(process.argv.slice(2));
const origin = `http://localhost:${port}`;
const sandboxUrl = `http://127.0.0.1:${port + 1}`;
const redirectUri = (provider: string) => `${origin}/oauth/callback/${provider}`;

const keys = await loadKeys(data);
const database = databaseUrl ? openPostgres({ connectionString: databaseUrl }) : await openPGlite({ dataDir: join(data, 'database') });
const sessions = createSessions(keys.session);

const imitations = createSandbox({ redirectUris: (provider) => [redirectUri(provider)], grants: sandboxGrants(data) });
// The apps the sandbox knows, for the providers that are signed in to.
const signIns = new Set(builtinConnectors.flatMap(({ provider, oauth2 }) => (oauth2 ? [provider] : [])));
const oauthClients = Object.fromEntries(imitations.clients.flatMap(({ provider, clientId, clientSecret }) => (signIns.has(provider) ? [[provider, { clientId, clientSecret }]] : [])));

const server = createIntegrationsServer({
  providers: builtinProviders,
  database,
  vault: createAesGcmVault({ keys: [{ id: 'demo-1', key: keys.vault }], current: 'demo-1' }),
  origins: [origin],
  redirectUri,
  oauthClients,
  // Imaginary, like the shop: the sandbox sends nothing.
  webhooks: { klaviyo: { url: 'https://harbour-goods.example/hooks/klaviyo', key: createHmac('sha256', keys.session).update('webhooks').digest('hex') } },
  authorize(request, access) {
    const found = sessions.read(request);
    if (!found) return 'unauthenticated';
    const { user, session } = found;
    const allowed = user.store === access.store && (access.action === 'read' || user.role === 'admin');
    if (!allowed) throw new Error(`${user.id} may not ${access.action} in this store.`);
    return { actor: user.name, session };
  },
  endpoints: Object.fromEntries(builtinProviders.map(({ id }) => [id, `${sandboxUrl}/${id}`])),
  allowLoopbackEgress: true,
  fetch: pinnedFetch({ allowLoopback: true }),
  ...(limit === undefined ? {} : { limits: { costlyPerMinute: limit } }),
});
await server.start();

const host = createHost({ assets: await bundlePage(), sessions, server, origin });
const shop = await listen(toNodeListener(host), port, 'localhost');
const sandbox = await listen(toNodeListener(imitations), port + 1, '127.0.0.1');
await firstStart({ server, sessions, sandbox: imitations, origin });
console.log(`ready ${origin}`);

let stopping = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    void stop().then(() => process.exit(0));
  });
}

async function stop(): Promise<void> {
  const closed = close(shop);
  await server.stop();
  // Only now: what was running may have been asking the providers.
  const sandboxClosed = close(sandbox);
  // Answers may still be on their way.
  setTimeout(() => { for (const one of [shop, sandbox]) one.closeAllConnections(); }, 1_000).unref();
  await Promise.all([closed, sandboxClosed]);
  await database.close();
}

function close(one: Server): Promise<void> {
  return new Promise((resolve) => { one.close(() => resolve()); });
}

function listen(listener: RequestListener, at: number, hostname: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const one = createServer(listener);
    one.once('error', (error: NodeJS.ErrnoException) => reject(error.code === 'EADDRINUSE' ? new Error(`Port ${at} is taken. Stop what uses it, or choose another with --port.`) : error));
    one.listen(at, hostname, () => resolve(one));
  });
}
