import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { builtinProviders } from '../../src/providers/index.ts';
import { sandboxAccounts } from '../../src/sandbox/accounts.ts';
import { createSandbox } from '../../src/sandbox/index.ts';
import { createAesGcmVault, createIntegrationsServer, type IntegrationsServer } from '../../src/server/index.ts';
import { toNodeListener } from '../../src/server/node/index.ts';
import { openPGlite } from '../../src/server/pglite/index.ts';
import type { IntegrationsDatabase } from '../../src/server/storage/database.ts';
import { klaviyoSandbox } from '../../src/testing/over-http/klaviyo-sandbox.ts';
import { listen } from '../hosts/listen.ts';
import { figure } from '../setup/figures.ts';
import { runCli } from './run-cli.ts';

vi.setConfig({ testTimeout: 180_000 });

let database: IntegrationsDatabase;
let server: IntegrationsServer;
let http: Awaited<ReturnType<typeof listen>>;

beforeAll(async () => {
  database = await openPGlite();
  const sandbox = createSandbox();
  server = createIntegrationsServer({
    providers: builtinProviders,
    database,
    vault: createAesGcmVault({ keys: [{ id: 'test', key: Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64') }], current: 'test' }),
    origins: [],
    redirectUri: (provider) => `https://app.example/oauth/callback/${provider}`,
    authorize: (request) => (request.headers.get('authorization') === 'Bearer ana' ? { actor: 'Ana', session: 'test' } : 'unauthenticated'),
    endpoints: Object.fromEntries(builtinProviders.map(({ id }) => [id, `http://127.0.0.1:4401/${id}`])),
    allowLoopbackEgress: true,
    egress: 'platform',
    limits: { costlyPerMinute: 100_000 },
    fetch: (input, init) => sandbox.fetch(new Request(input, init)),
  });
  await server.start();
  http = await listen(createServer(toNodeListener(server)));
});
afterAll(async () => {
  await http.stop();
  await server.stop();
  await database.close();
});

test('our own server passes over HTTP, with the sandbox’s Klaviyo accounts', async () => {
  const { code, out } = await runCli([
    'conformance',
    '--url',
    http.url,
    '--store',
    crypto.randomUUID(),
    '--other-store',
    crypto.randomUUID(),
    '--header',
    'Authorization: Bearer ana',
  ]);
  expect(out.split('\n').filter((line) => line.startsWith('FAIL'))).toEqual([]);
  expect(code).toBe(0);
  // Klaviyo has no destination, its test takes nothing that could be wrong, and every built-in provider takes many accounts; everything else is tried.
  const skipped = new Set(
    out
      .split('\n')
      .filter((line) => line.startsWith('not supported'))
      .map((line) => line.split(' — ')[1]),
  );
  const about = [/destination/, /one account/, /HTTP tells/, /nobody can agree/, /malformed values of a test/, /test that the provider refuses/, /nothing that a disconnect offers/];
  expect(skipped).toEqual(new Set(about.map((words) => expect.stringMatching(words) as unknown)));
  figure({ what: 'conformance of our server, from the command line', count: out.split('\n').at(-1)?.replace(/^.*?: /, '') ?? '', worst: '0 failed' });
});

test('the accounts it uses by default are those of the sandbox', () => {
  const ofSandbox = (outcome: string) => sandboxAccounts.filter((one) => one.provider === 'klaviyo' && one.outcome === outcome).map(({ credentials }) => credentials);
  const { valid, rejected, otherAccount, failing } = klaviyoSandbox.credentials;
  expect([[valid, otherAccount], [rejected]]).toEqual([ofSandbox('valid').slice(0, 2), ofSandbox('wrong')]);
  expect(failing).toEqual({ insufficient_permission: ofSandbox('forbidden')[0], rate_limited: ofSandbox('rate_limited')[0], provider_unavailable: ofSandbox('down')[0] });
});
