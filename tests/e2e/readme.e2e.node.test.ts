import { build } from 'esbuild';
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { IntegrationsAdapter } from '../../src/core/index.ts';
import { isIntegrationsError } from '../../src/core/errors.ts';
import { disconnectedIntegration } from '../../src/core/integration.ts';
import { launchBrowser } from './browser.ts';

const run = promisify(execFile);
// Inside the repository, so that the package's own name resolves to what was built.
const place = resolve('.tmp/readme');
const blocks = new Map([...readFileSync('README.md', 'utf8').matchAll(/```tsx? file=(\S+)\n([\s\S]*?)```/g)].map((match) => [match[1] ?? '', match[2] ?? '']));

beforeAll(() => {
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place, { recursive: true });
  for (const [name, code] of blocks) writeFileSync(`${place}/${name}`, code);
  writeFileSync(`${place}/session.ts`, `
    interface Session { id: string; store: string; isAdmin: boolean; userName: string }
    export async function findSession(request: Request): Promise<Session | null> {
      return request.headers.get('x-user') === 'ana' ? { id: 's1', store: '00000000-0000-4000-8000-00000000000a', isAdmin: true, userName: 'Ana' } : null;
    }`);
  writeFileSync(`${place}/tsconfig.json`, JSON.stringify({ extends: '../../tsconfig.json', compilerOptions: { skipLibCheck: true }, include: ['./*.ts', './*.tsx'] }));
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

test('the code of the README is there, and short (DX-1)', () => {
  expect([...blocks.keys()]).toEqual(['quick-start.tsx', 'own-adapter.ts', 'integrations.ts', 'node.ts', 'hono.ts', 'next-route.ts', 'own-provider.ts']);
  const lines = (name: string) => (blocks.get(name) ?? '').split('\n').filter((line) => line.trim()).length;
  expect(lines('quick-start.tsx')).toBeLessThanOrEqual(15);
  expect(lines('own-adapter.ts')).toBeLessThanOrEqual(40);
});

test('the code of the README type-checks (DX-1)', async () => {
  const { stdout } = await run('npx', ['tsc', '-p', place], { encoding: 'utf8' }).catch((error: { stdout: string }) => error);
  expect(stdout).toBe('');
});

test('the quick start renders every built-in provider (DX-1)', async () => {
  const { outputFiles } = await build({ entryPoints: [`${place}/quick-start.tsx`], outdir: '/o', bundle: true, format: 'esm', jsx: 'automatic', write: false, define: { 'process.env.NODE_ENV': '"production"' }, tsconfigRaw: {}, logLevel: 'error' });
  const browser = await launchBrowser();
  const page = await browser.newPage();
  const text = (extension: string) => outputFiles.find((file) => file.path.endsWith(extension))?.text ?? '';
  await page.setContent(`<html lang="en"><style>${text('.css')}</style><div id="root"></div></html>`);
  await page.addScriptTag({ content: text('.js'), type: 'module' });
  await expect.poll(() => page.getByRole('article').count()).toBe(3);
  await page.getByRole('button', { name: 'Connect Klaviyo' }).waitFor();
  await browser.close();
});

test('the adapter of the README speaks to a backend and turns its errors into ours', async () => {
  const received: string[] = [];
  const backend = createServer((request, response) => {
    received.push(`${request.method} ${request.url}`);
    const [status, body] = request.method === 'GET' ? [200, [disconnectedIntegration('parcels')]] : [422, { field: 'token', message: 'This token is not known.' }];
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((done) => backend.listen(0, '127.0.0.1', done));
  const { createShopAdapter } = (await import(`${place}/own-adapter.ts`)) as { createShopAdapter(base: string): IntegrationsAdapter };
  const adapter = createShopAdapter(`http://127.0.0.1:${(backend.address() as AddressInfo).port}`);
  const signal = AbortSignal.timeout(5000);
  expect(await adapter.list({ signal })).toEqual([disconnectedIntegration('parcels')]);
  const refused = await adapter.connect({ integration: 'parcels', credentials: { token: 'nope' } }, { signal }).catch((error: unknown) => error);
  expect(isIntegrationsError(refused, 'invalid_credentials') && refused.problem.fields).toEqual({ token: 'This token is not known.' });
  expect(received).toEqual(['GET /', 'PUT /parcels/credentials']);
  backend.close();
});

test('the server of the README answers through Node, Hono and a Next.js route', async () => {
  writeFileSync(`${place}/ask.ts`, `
    import { once } from 'node:events';
    import { app } from './hono.ts';
    import { integrations } from './integrations.ts';
    import { GET } from './next-route.ts';
    import { http } from './node.ts';
    import { parcels } from './own-provider.ts';
    const path = '/api/stores/00000000-0000-4000-8000-00000000000a/integrations';
    const ask = (headers = {}) => new Request('https://app.example' + path, { headers });
    if (!http.listening) await once(http, 'listening');
    const answers = [await app.fetch(ask()), await GET(ask()), await GET(ask({ 'x-user': 'ana' })), await fetch('http://localhost:3000' + path, { headers: { 'x-user': 'ana' } })];
    console.log(JSON.stringify({ statuses: answers.map((one) => one.status), listed: (await answers[3].json()).integrations.length, provider: parcels.id }));
    http.close(); http.closeAllConnections(); await integrations.stop(); process.exit(0);`);
  const port = await freePort();
  writeFileSync(`${place}/node.ts`, (blocks.get('node.ts') ?? '').replace('3000', String(port)));
  writeFileSync(`${place}/ask.ts`, readFileSync(`${place}/ask.ts`, 'utf8').replace('3000', String(port)));
  const key = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64');
  const { stdout } = await run(process.execPath, ['ask.ts'], { cwd: place, env: { ...process.env, INTEGRATIONS_KEY: key }, encoding: 'utf8' });
  expect(JSON.parse(stdout)).toEqual({ statuses: [401, 401, 200, 200], listed: 3, provider: 'parcels' });
});

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done));
  const { port } = probe.address() as AddressInfo;
  await new Promise((done) => probe.close(done));
  return port;
}
