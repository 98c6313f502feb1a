// One server in a process of its own: `ours` as a host mounts it, `bare` with the same rows and the same row-level security and nothing else.
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect, sql } from 'kysely';
import { builtinProviders } from 'integrations-settings/providers';
import { createSandbox } from 'integrations-settings/sandbox';
import { createAesGcmVault, createIntegrationsServer } from 'integrations-settings/server';
import { toNodeListener } from 'integrations-settings/server/node';
import { type IntegrationsDatabase, openPGlite } from 'integrations-settings/server/pglite';

const store = '00000000-0000-4000-8000-00000000000a';
// Bare means off-the-shelf: PGlite and Kysely as they come.
const database = process.argv[2] === 'bare' ? await plainDatabase() : await openPGlite();
const sandbox = createSandbox();
const server = createIntegrationsServer({
  providers: builtinProviders, database, vault: createAesGcmVault({ keys: [{ id: 'k', key: Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64') }], current: 'k' }),
  origins: [], redirectUri: () => 'https://bench.example/callback', authorize: () => ({ actor: 'Bench', session: 'bench' }),
  endpoints: { klaviyo: 'http://127.0.0.1:9/klaviyo' }, allowLoopbackEgress: true, egress: 'platform',
  fetch: (input, init) => sandbox.fetch(new Request(input, init)),
});
await server.start();

const { credentials } = ((await (await sandbox.fetch(new Request('http://sandbox/_sandbox/accounts'))).json()) as { provider: string; outcome: string; credentials: Record<string, string> }[]).find((one) => one.provider === 'klaviyo' && one.outcome === 'valid') ?? {};
const connected = await server.fetch(new Request(`http://x/api/stores/${store}/integrations/klaviyo/connect`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ credentials }) }));
if (!connected.ok) throw new Error(`Could not connect: ${await connected.text()}`);

const scope = sql`select set_config('role', 'integrations_settings_app', true), set_config('integrations.store', ${store}, true)`;
const list = () => database.kysely.transaction().execute(async (tx) => {
  await scope.execute(tx);
  return (await sql`select provider, account_key, status, configuration, updated_at, revision from integrations order by provider`.execute(tx)).rows;
});
const configure = (configuration: unknown) => database.kysely.transaction().execute(async (tx) => {
  await scope.execute(tx);
  return (await sql`update integrations set configuration = ${JSON.stringify(configuration)}::jsonb, revision = revision + 1, updated_at = now() where provider = 'klaviyo' and account_key = '' returning provider, revision, configuration`.execute(tx)).rows[0];
});

async function bare(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = request.method === 'GET' ? { integrations: await list() } : await configure((JSON.parse(Buffer.concat(chunks).toString()) as { configuration: unknown }).configuration);
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

const listener: RequestListener = process.argv[2] === 'bare' ? (request, response) => void bare(request, response) : toNodeListener(server);
const http = createServer(listener).listen(0, '127.0.0.1', () => console.log(`port ${(http.address() as AddressInfo).port}`));
process.on('SIGTERM', () => process.exit(0));

async function plainDatabase(): Promise<IntegrationsDatabase> {
  const kysely = new Kysely<never>({ dialect: new PGliteDialect({ pglite: await PGlite.create() }) });
  return { kind: 'pglite', kysely: kysely as never, close: () => kysely.destroy() };
}
