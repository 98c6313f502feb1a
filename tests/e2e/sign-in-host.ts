import { build } from 'esbuild';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Integration } from '../../src/core/integration.ts';
import { builtinProviders } from '../../src/providers/index.ts';
import { createSandbox, type FaultName, type LedgerToken, type Sandbox } from '../../src/sandbox/index.ts';
import { builtinConnectors, createAesGcmVault, createIntegrationsServer, type IntegrationsServer } from '../../src/server/index.ts';
import { toNodeListener } from '../../src/server/node/index.ts';
import { openPGlite } from '../../src/server/pglite/index.ts';

/** A page of the host: which React draws it, and whether twice as in development. */
export interface PageKind {
  react: '18' | '19';
  strict: boolean;
}

/** A host, the providers and a site that frames the host, each a site of its own: `localhost`, `127.0.0.1` and `frame.localhost`. */
export interface SignInHost {
  /** Where the host's page of a store is. */
  address(store: string, kind: PageKind): string;
  /** Where another site shows that page in a frame. */
  framed(store: string, kind: PageKind): string;
  /** A page of the host without the package. */
  empty(): string;
  /** Headers of all its pages, until the test ends. */
  headers: Record<string, string>;
  /** Milliseconds that the server is ahead, until the test ends. */
  ahead: number;
  /** When the callback page was asked for last, by `performance.now()`. */
  cameBack: number;
  /** Lets nobody read the next answer that comes back: its address. */
  keepAnswer(): Promise<string>;
  /** What was handed in with which status, oldest first, since the test began. */
  answers: { provider: string; status: number }[];
  fault(provider: string, fault: FaultName): Promise<void>;
  /** What the providers did to tokens, oldest first. */
  tokens(provider: string): Promise<readonly LedgerToken[]>;
  /** The integrations of a store as its server lists them, those that were never connected left out. */
  read(store: string): Promise<readonly Integration[]>;
}

const html = (body: string, head = '') => `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Shop</title><link rel="icon" href="data:,">${head}</head><body>${body}</body></html>`;

/** The page's files by address, of a development build over one React. */
async function bundled(react: PageKind['react']): Promise<[string, string][]> {
  const { outputFiles } = await build({
    entryPoints: { page: 'tests/e2e/sign-in-page.tsx', callback: 'demo/page/callback.ts' }, outdir: `/react-${react}`, bundle: true, splitting: true, format: 'esm', target: 'es2022', jsx: 'automatic', write: false, logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"development"' }, tsconfigRaw: {}, alias: react === '18' ? { react: 'react-18', 'react-dom': 'react-dom-18' } : {},
  });
  return (outputFiles ?? []).map(({ path, text }) => [path, text]);
}

function sessionOf(request: Request): string | undefined {
  const cookies = request.headers.get('cookie') ?? '';
  return (/(?:^|; )shop=([\w-]+)/.exec(cookies) ?? /framed-shop=([\w-]+)/.exec(cookies))?.[1];
}

/** Such a host for all tests of a file, with pages of these kinds. */
export function aSignInHost(kinds: readonly PageKind[]): SignInHost {
  const files = new Map<string, string>();
  let server: IntegrationsServer;
  let database: Awaited<ReturnType<typeof openPGlite>>;
  let origin = '';
  let keep: ((address: string) => void) | null = null;
  let sandbox: Sandbox;
  const signIns = new Set(builtinConnectors.flatMap(({ provider, oauth2 }) => (oauth2 ? [provider] : [])));

  async function answer(request: Request): Promise<Response> {
    const { pathname, searchParams, hostname, search } = new URL(request.url);
    if (pathname.startsWith('/api/')) {
      const response = await server.fetch(request);
      const [, provider] = /\/([a-z0-9-]+)\/oauth\/callback$/.exec(pathname) ?? [];
      if (provider !== undefined) host.answers.push({ provider, status: response.status });
      return response;
    }
    const file = files.get(pathname);
    if (file !== undefined) return new Response(file, { headers: { 'content-type': pathname.endsWith('.css') ? 'text/css' : 'text/javascript' } });
    const page = (body: string, headers: Record<string, string> = {}) => new Response(body, { headers: { 'content-type': 'text/html; charset=utf-8', 'referrer-policy': 'no-referrer', 'cache-control': 'no-store', ...host.headers, ...headers } });
    if (hostname === 'frame.localhost') return page(html(`<iframe src="${origin}/${search}" width="900" height="700" title="Shop"></iframe>`));
    if (pathname.startsWith('/oauth/callback/')) {
      host.cameBack = performance.now();
      if (keep) {
        keep(request.url);
        keep = null;
        // The window stays where it is.
        return new Response(null, { status: 204 });
      }
      return page(html('<main class="integrations"></main><script type="module" async src="/react-19/callback.js"></script>', '<link rel="stylesheet" href="/react-19/callback.css">'), { 'content-security-policy': "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:" });
    }
    if (pathname === '/empty') return page(html('<p>Nothing.</p>'));
    const react = searchParams.get('react') ?? '19';
    const shown = page(html(`<main id="root"></main><script type="module" src="/react-${react}/page.js"></script>`, `<link rel="stylesheet" href="/react-${react}/page.css">`));
    // One for its own tabs, and one that browsers also keep inside another site.
    for (const more of sessionOf(request) ? [] : ['SameSite=Lax', 'SameSite=None; Secure; Partitioned']) shown.headers.append('set-cookie', `${more.includes('Partitioned') ? 'framed-' : ''}shop=${crypto.randomUUID()}; Path=/; HttpOnly; ${more}`);
    return shown;
  }

  const shop = createServer(toNodeListener({ fetch: answer }));
  const providers = createServer(toNodeListener({ fetch: (request) => sandbox.fetch(request) }));
  const portOf = (one: typeof shop) => (one.address() as AddressInfo).port;
  const listening = (one: typeof shop, at: string) => new Promise<void>((done) => one.listen(0, at, done));
  const closed = (one: typeof shop) => new Promise<void>((done) => {
    one.close(() => done());
    one.closeAllConnections();
  });
  const query = (store: string, { react, strict }: PageKind) => `/?store=${store}&react=${react}${strict ? '&strict' : ''}`;

  const host: SignInHost = {
    address: (store, kind) => origin + query(store, kind),
    framed: (store, kind) => origin.replace('localhost', 'frame.localhost') + query(store, kind),
    empty: () => `${origin}/empty`,
    headers: {}, ahead: 0, cameBack: 0, answers: [],
    keepAnswer: () => new Promise((kept) => { keep = kept; }),
    async fault(provider, fault) {
      const told = await sandbox.fetch(new Request('http://sandbox.localhost/_sandbox/faults', { method: 'POST', body: JSON.stringify({ provider, fault }), headers: { 'content-type': 'application/json' } }));
      if (!told.ok) throw new Error(`The sandbox refused the fault: ${await told.text()}`);
    },
    async tokens(provider) {
      const { tokens } = (await (await sandbox.fetch(new Request('http://sandbox.localhost/_sandbox/ledger'))).json()) as { tokens: readonly LedgerToken[] };
      return tokens.filter((one) => one.provider === provider);
    },
    async read(store) {
      const listed = await server.fetch(new Request(`${origin}/api/stores/${store}/integrations`, { headers: { cookie: 'shop=reader' } }));
      const { integrations } = (await listed.json()) as { integrations: readonly Integration[] };
      return integrations.filter(({ connectedAt }) => connectedAt !== null);
    },
  };

  beforeAll(async () => {
    const bundles = Promise.all([...new Set(kinds.map(({ react }) => react))].map(bundled));
    await Promise.all([listening(shop, 'localhost'), listening(providers, '127.0.0.1')]);
    origin = `http://localhost:${portOf(shop)}`;
    sandbox = createSandbox({ redirectUris: (provider) => [`${origin}/oauth/callback/${provider}`] });
    database = await openPGlite();
    server = createIntegrationsServer({
      providers: builtinProviders, database, origins: [origin],
      vault: createAesGcmVault({ keys: [{ id: 'test', key: Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64') }], current: 'test' }),
      redirectUri: (provider) => `${origin}/oauth/callback/${provider}`,
      oauthClients: Object.fromEntries(sandbox.clients.flatMap(({ provider, clientId, clientSecret }) => (signIns.has(provider) ? [[provider, { clientId, clientSecret }]] : []))),
      authorize(request) {
        const session = sessionOf(request);
        return session === undefined ? 'unauthenticated' : { actor: 'Ana', session };
      },
      endpoints: Object.fromEntries(builtinProviders.map(({ id }) => [id, `http://127.0.0.1:${portOf(providers)}/${id}`])),
      allowLoopbackEgress: true, egress: 'platform', fetch: (input, init) => sandbox.fetch(new Request(input, init)),
      now: () => new Date(Date.now() + host.ahead), limits: { costlyPerMinute: 10_000 },
    });
    await server.start();
    for (const bundle of await bundles) for (const [path, text] of bundle) files.set(path, text);
  });
  beforeEach(() => {
    Object.assign(host, { headers: {}, ahead: 0, answers: [] });
    return Promise.all([...signIns].map((provider) => host.fault(provider, 'none'))).then(() => undefined);
  });
  afterAll(async () => {
    await Promise.all([closed(shop), closed(providers)]);
    await server.stop();
    await database.close();
  });
  return host;
}
