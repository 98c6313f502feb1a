import react from '@vitejs/plugin-react';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { build } from 'vite';
import { builtinProviders } from '../../src/providers/index.ts';
import { sandboxAccounts } from '../../src/sandbox/accounts.ts';
import { createSandbox } from '../../src/sandbox/index.ts';
import { createAesGcmVault, createIntegrationsServer, type IntegrationsServer } from '../../src/server/index.ts';
import { toNodeListener } from '../../src/server/node/index.ts';
import { openPGlite } from '../../src/server/pglite/index.ts';
import type { IntegrationsDatabase } from '../../src/server/storage/database.ts';
import { blocksOf, pages } from '../docs/pages.ts';
import { axeViolations, cspViolations, launchBrowser, visit } from './browser.ts';

// Inside the repository, so that the package's own name resolves to what was built.
const place = resolve('.tmp/remote-providers');
const store = '00000000-0000-4000-8000-00000000000a';

/** The files of a production build of one page, by address. */
async function builtPage(entry: string): Promise<Map<string, string | Uint8Array>> {
  const built = await build({
    root: place,
    configFile: false,
    logLevel: 'error',
    plugins: [react()],
    build: { write: false, rolldownOptions: { input: `${place}/${entry}`, output: { entryFileNames: 'assets/entry.js', assetFileNames: 'assets/[name][extname]' } } },
  });
  if (!('output' in built)) throw new Error('Vite answered several builds where one was asked for.');
  return new Map(built.output.map((file) => [`/${file.fileName}`, file.type === 'chunk' ? file.code : file.source]));
}

let assets: Map<string, string | Uint8Array>;
let database: IntegrationsDatabase;
let server: IntegrationsServer;
let host: Server;
let browser: Browser;

beforeAll(async () => {
  mkdirSync(place, { recursive: true });
  const documented = pages.flatMap(blocksOf).find(({ file }) => file === 'remote-page.tsx');
  writeFileSync(`${place}/remote-page.tsx`, documented?.code ?? '');
  writeFileSync(
    `${place}/main.tsx`,
    `
    import 'integrations-settings/csp';
    import { createRoot } from 'react-dom/client';
    import { RemotePage } from './remote-page.tsx';
    createRoot(document.getElementById('root')!).render(<RemotePage />);`,
  );
  [assets, browser, database] = await Promise.all([builtPage('main.tsx'), launchBrowser(), openPGlite()]);

  host = createServer(
    toNodeListener({
      async fetch(request) {
        const { pathname } = new URL(request.url);
        if (pathname.startsWith('/api/')) return server.fetch(request);
        const file = assets.get(pathname);
        if (file !== undefined) return new Response(file as BodyInit, { headers: { 'content-type': pathname.endsWith('.css') ? 'text/css' : 'text/javascript' } });
        const styles = [...assets.keys()]
          .filter((path) => path.endsWith('.css'))
          .map((path) => `<link rel="stylesheet" href="${path}">`)
          .join('');
        // Nothing may be evaluated, whatever the definitions hold.
        const headers = {
          'content-type': 'text/html; charset=utf-8',
          'content-security-policy': "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; img-src 'self' data:",
        };
        return new Response(
          `<!doctype html><html lang="en"><head><title>Shop</title>${styles}</head><body><main id="root"></main><script type="module" src="/assets/entry.js"></script></body></html>`,
          { headers },
        );
      },
    }),
  );
  await new Promise<void>((done) => host.listen(0, '127.0.0.1', done));

  const sandbox = createSandbox();
  server = createIntegrationsServer({
    providers: builtinProviders,
    database,
    vault: createAesGcmVault({ keys: [{ id: 'test', key: Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64') }], current: 'test' }),
    origins: [new URL(address()).origin],
    redirectUri: (provider) => `https://app.example/oauth/callback/${provider}`,
    authorize: () => ({ actor: 'Ana', session: 'test' }),
    endpoints: Object.fromEntries(builtinProviders.map(({ id }) => [id, `http://127.0.0.1:4401/${id}`])),
    allowLoopbackEgress: true,
    egress: 'platform',
    fetch: (input, init) => sandbox.fetch(new Request(input, init)),
  });
  await server.start();
});
afterAll(async () => {
  await browser.close();
  await new Promise((done) => {
    host.close(done);
    host.closeAllConnections();
  });
  await server.stop();
  await database.close();
  rmSync(place, { recursive: true, force: true });
});

const address = () => `http://127.0.0.1:${(host.address() as AddressInfo).port}/`;
const credentials = sandboxAccounts.find((one) => one.provider === 'klaviyo' && one.outcome === 'valid')?.credentials ?? {};

async function fill(page: Page, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, value] of Object.entries(values)) await page.locator(`[data-field="${path}"] input`).fill(value);
}

test('the built page holds no word of any built-in provider, and what reads them is a chunk of its own', () => {
  const code = [...assets].filter(([path]) => path.endsWith('.js')).map(([path, text]) => [path, String(text)] as const);
  // What sorts out a paste knows the keys of many makers by name, whoever is offered.
  for (const [path, text] of code.filter(([at]) => !at.includes('/paste-doctor-')))
    for (const { id, name, summary } of builtinProviders) {
      expect(text.toLowerCase().includes(id), `${id} in ${path}`).toBe(false);
      expect(text.includes(name) || text.includes(summary), `${name} in ${path}`).toBe(false);
    }
  const entry = code.find(([path]) => path === '/assets/entry.js')?.[1] ?? '';
  const reader = code.filter(([, text]) => text.includes('x-normalised'));
  console.log(
    `page without providers: ${code.length} chunks; what reads them: ${reader.map(([path, text]) => `${path} ${(gzipSync(text, { level: 9 }).length / 1000).toFixed(1)} kB`).join()}`,
  );
  expect(reader.length).toBe(1);
  expect(entry).not.toContain('x-normalised');
});

test('a page without code for Klaviyo connects and configures it through the server (SR-1, SR-11)', async () => {
  const { page, seen, faults } = await visit(browser, address());
  await expect.poll(() => page.getByRole('article').count()).toBe(builtinProviders.length);
  await page.getByRole('button', { name: 'Connect Klaviyo' }).click();
  const connect = page.getByRole('dialog', { name: 'Connect Klaviyo' });
  expect(await page.locator('[data-field="privateApiKey"] input').getAttribute('type')).toBe('password');
  expect(await page.locator('[data-field="publicApiKey"] input').getAttribute('type')).toBe('text');

  // A normaliser stays on the server, and so does the judgement of what it changes.
  await fill(page, { ...credentials, privateApiKey: 'sk_nobody' });
  await connect.getByRole('button', { name: 'Connect Klaviyo' }).click();
  await connect.locator('[data-field="privateApiKey"]').getByText('A private key is pk_ followed by').waitFor();
  await fill(page, { ...credentials, privateApiKey: `  ${credentials['privateApiKey'] ?? ''} ` });
  await connect.getByRole('button', { name: 'Connect Klaviyo' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click();
  await expect.poll(() => page.getByRole('article', { name: 'Klaviyo' }).getAttribute('data-status')).toBe('connected');

  await page.getByRole('button', { name: 'Configure Klaviyo' }).click();
  const configure = page.getByRole('dialog', { name: 'Configure Klaviyo' });
  const list = configure.locator('[data-field="listId"] input[role="combobox"]');
  await list.click();
  await list.fill('news');
  await page.getByRole('option', { name: /news/i }).first().click();
  expect(await axeViolations(page)).toEqual([]);
  await configure.getByRole('button', { name: 'Save changes' }).click();
  await configure.getByText(/^Saved at/).waitFor();

  const listed = (await (await fetch(`${address()}api/stores/${store}/integrations`)).json()) as {
    integrations: { id: string; status: string; configuration: Record<string, unknown> }[];
  };
  expect(listed.integrations.find(({ id }) => id === 'klaviyo')).toMatchObject({
    status: 'connected',
    configuration: { listSyncEnabled: true, listId: expect.any(String) as string, uniqueIdSource: 'event_id' },
  });
  expect(await cspViolations(page)).toEqual([]);
  expect(faults).toEqual([]);
  expect(seen.filter((text) => text.includes(credentials['privateApiKey'] ?? '—'))).toEqual([]);
  await page.context().close();
});
