import { build } from 'esbuild';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { isIntegrationsError } from '../../src/core/errors.ts';
import type { IntegrationsAdapter } from '../../src/core/index.ts';
import { disconnectedIntegration } from '../../src/core/integration.ts';
import { builtinProviders } from '../../src/providers/index.ts';
import { launchBrowser } from './browser.ts';
import { clearAway, folderOf, layOut, run, typeErrors } from './docs-place.ts';

let browser: Browser;

beforeAll(async () => {
  layOut();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  clearAway();
});

test('the code of README and docs type-checks (DX-1)', async () => {
  expect(await typeErrors()).toBe('');
});

describe('README', () => {
  const folder = folderOf('README.md');

  test('its examples are there, and short (DX-1)', () => {
    const lines = (name: string) => readFileSync(`${folder}/${name}`, 'utf8').split('\n').filter((line) => line.trim()).length;
    expect(lines('quick-start.tsx')).toBeLessThanOrEqual(15);
    expect(lines('own-adapter.ts')).toBeLessThanOrEqual(40);
  });

  test('the quick start renders every built-in provider (DX-1)', async () => {
    const page = await open(`${folder}/quick-start.tsx`);
    await expect.poll(() => page.getByRole('article').count()).toBe(builtinProviders.length);
    await page.getByRole('button', { name: 'Connect Klaviyo' }).waitFor();
    await page.close();
  });

  test('its page of parts renders, with the host’s own texts and classes', async () => {
    writeFileSync(`${folder}/mine.tsx`, `
      import { createRoot } from 'react-dom/client';
      import { Page } from './page-of-your-own.tsx';
      createRoot(document.getElementById('root')!).render(<Page />);`);
    const page = await open(`${folder}/mine.tsx`);
    await expect.poll(() => page.locator('article.my-card').count()).toBe(builtinProviders.length);
    await page.getByRole('region', { name: 'Apps' }).getByText('0 connected', { exact: true }).waitFor();
    await page.close();
  });

  test('its server answers over HTTP', async () => {
    const port = await freePort();
    writeFileSync(`${folder}/node.ts`, readFileSync(`${folder}/node.ts`, 'utf8').replace('3000', String(port)));
    writeFileSync(`${folder}/ask.ts`, `
      import { once } from 'node:events';
      import { integrations } from './integrations.ts';
      import { http } from './node.ts';
      if (!http.listening) await once(http, 'listening');
      const answer = await fetch('http://localhost:${port}/api/stores/00000000-0000-4000-8000-00000000000a/integrations', { headers: { 'x-user': 'ana' } });
      console.log(JSON.stringify({ status: answer.status, listed: (await answer.json()).integrations.length }));
      http.close(); http.closeAllConnections(); await integrations.stop(); process.exit(0);`);
    const { stdout } = await run(process.execPath, ['ask.ts'], { cwd: folder, env: { INTEGRATIONS_KEY: freshKey() } });
    expect(JSON.parse(stdout)).toEqual({ status: 200, listed: builtinProviders.length });
  });

  test('its adapter speaks to a backend and turns its errors into ours', async () => {
    const received: string[] = [];
    const backend = createServer((request, response) => {
      received.push(`${request.method} ${request.url}`);
      const [status, body] = request.method === 'GET' ? [200, [disconnectedIntegration('parcels')]] : [422, { field: 'token', message: 'This token is not known.' }];
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
    await new Promise<void>((done) => backend.listen(0, '127.0.0.1', done));
    const { createShopAdapter } = (await import(`${folder}/own-adapter.ts`)) as { createShopAdapter(base: string): IntegrationsAdapter };
    const adapter = createShopAdapter(`http://127.0.0.1:${(backend.address() as AddressInfo).port}`);
    const signal = AbortSignal.timeout(5000);
    expect(await adapter.list({ signal })).toEqual([disconnectedIntegration('parcels')]);
    const refused = await adapter.connect({ integration: 'parcels', credentials: { token: 'nope' } }, { signal }).catch((error: unknown) => error);
    expect(isIntegrationsError(refused, 'invalid_credentials') && refused.problem.fields).toEqual({ token: 'This token is not known.' });
    expect(received).toEqual(['GET /', 'PUT /parcels/credentials']);
    backend.close();
  });
});

describe('docs/server.md', () => {
  const folder = folderOf('docs/server.md');
  const path = '/api/stores/00000000-0000-4000-8000-00000000000a/integrations';

  test('its set-up answers through Hono and a Next.js route', async () => {
    writeFileSync(`${folder}/ask.ts`, `
      import { app } from './hono.ts';
      import { database, integrations } from './integrations.ts';
      import { GET } from './next-route.ts';
      const ask = (headers = {}) => new Request('https://app.example${path}', { headers });
      const answers = [await app.fetch(ask()), await GET(ask()), await app.fetch(ask({ 'x-user': 'ana' })), await GET(ask({ 'x-user': 'ana' }))];
      console.log(answers.map((one) => one.status).join());
      await integrations.stop();
      await database.close();`);
    const { stdout } = await run(process.execPath, ['ask.ts'], { cwd: folder, env: { INTEGRATIONS_KEY: freshKey() } });
    const lines = stdout.trim().split('\n');
    expect(lines.at(-1)).toBe('401,401,200,200');
    expect(lines.filter((line) => line.startsWith('{')).map((line) => (JSON.parse(line) as { event: string }).event)).toEqual(['request', 'request', 'request', 'request']);
  });

  test('its Node program answers over HTTP, and SIGTERM ends it with 0', async () => {
    const port = await freePort();
    const program = spawn(process.execPath, ['main.ts'], { cwd: folder, env: { ...process.env, INTEGRATIONS_KEY: freshKey(), PORT: String(port), DATABASE_URL: '' }, stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = once(program, 'exit');
    onTestFinished(() => void program.kill('SIGKILL'));
    await once(program.stdout, 'data');
    const answers = await Promise.all([fetch(`http://localhost:${port}/api/integrations/health`), fetch(`http://localhost:${port}${path}`), fetch(`http://localhost:${port}${path}`, { headers: { 'x-user': 'ana' } })]);
    expect(answers.map(({ status }) => status)).toEqual([200, 401, 200]);
    program.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  });
});

describe('docs/adapters.md', () => {
  test('its adapter passes the conformance kit, run as the page says', async () => {
    expect(await failuresOf(`${folderOf('docs/adapters.md')}/shop-adapter.test.ts`)).toEqual({ failed: [], moreThan40: true });
  });

  test('its network answers the REST adapter from the memory adapter, trouble included', async () => {
    const folder = folderOf('docs/adapters.md');
    writeFileSync(`${folder}/ask.ts`, `
      import { createRestAdapter } from 'integrations-settings/adapters/rest';
      import { backend, network } from './network.ts';
      network.listen();
      const adapter = createRestAdapter({ baseUrl: 'https://shop.example', storeId: 'any' });
      const signal = AbortSignal.timeout(10_000);
      const listed = await adapter.list({ signal });
      backend.controls.failNext('list', 'unavailable');
      const failed = await adapter.list({ signal }).catch((error) => error.code);
      console.log(JSON.stringify([listed.map(({ id, status }) => id + ' ' + status), failed]));
      network.close();`);
    const { stdout } = await run(process.execPath, ['ask.ts'], { cwd: folder });
    expect(JSON.parse(stdout)).toEqual([builtinProviders.map(({ id }) => `${id} ${id === 'klaviyo' ? 'connected' : 'disconnected'}`), 'unavailable']);
  });
});

describe('docs/providers.md', () => {
  const folder = folderOf('docs/providers.md');

  test('its definition and its connector meet what the page says, run as it says', async () => {
    expect(await failuresOf(`${folder}/parcels.test.ts`)).toEqual({ failed: [], moreThan40: true });
  }, 120_000);

  test('its definition is drawn: guide, secret, hidden field, remote choices, warning, schedule, rows, impact', async () => {
    const page = await open(`${folder}/settings-page.tsx`);
    await page.getByRole('heading', { name: 'Shipping' }).waitFor();
    await page.getByRole('button', { name: 'Connect Parcels' }).click();
    const dialog = page.getByRole('dialog', { name: 'Connect Parcels' });
    await dialog.getByText('Create a token').waitFor();
    expect(await dialog.getByRole('textbox', { name: 'API token' }).getAttribute('type')).toBe('password');
    await dialog.getByRole('textbox', { name: 'API token' }).fill('tok_badQyD4uJe61GoHsA8iV');
    await dialog.getByRole('button', { name: 'Connect Parcels' }).click();
    await dialog.getByRole('heading', { name: 'Parcels did not accept this key' }).waitFor();
    await dialog.getByRole('textbox', { name: 'API token' }).fill('tok_kf83hSq0vLmZ27cXwTtB');
    await dialog.getByRole('button', { name: 'Connect Parcels' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Configure' }).click();

    const settings = page.getByRole('dialog', { name: 'Configure Parcels' });
    expect(await settings.getByRole('group').or(settings.getByRole('heading')).allTextContents()).toEqual(expect.arrayContaining([expect.stringContaining('Pick-up'), expect.stringContaining('Insurance')]));
    expect(await settings.getByLabel('From a value of').count()).toBe(0);
    await settings.getByLabel('Insure parcels').check();
    await settings.getByLabel('From a value of').fill('50');
    await settings.getByLabel('Reference on the label').fill('my shop');
    await settings.getByLabel('Reference on the label').blur();
    await settings.getByText('Most shops use letters').waitFor();
    await settings.getByLabel('Express').check();
    const depot = settings.getByRole('combobox', { name: 'Depot' });
    await expect.poll(() => depot.getByRole('option').allTextContents()).toEqual(['Choose…', 'Airport']);
    await depot.selectOption('Airport');
    await settings.getByRole('combobox', { name: 'Pick parcels up' }).selectOption('Every day');
    await settings.getByText('Next runs').waitFor();
    for (const row of [1, 2]) {
      await settings.getByRole('button', { name: 'Add row to Boxes' }).click();
      const added = settings.getByRole('group', { name: `Row ${row}` });
      await added.getByLabel('Package in the shop').fill('Envelope');
      await added.getByRole('combobox', { name: 'Box at Parcels' }).selectOption('Small box');
    }
    await settings.getByRole('button', { name: 'Save changes' }).click();
    await settings.getByText('the same as in row 1').first().waitFor();
    await settings.getByRole('button', { name: 'Remove row 2 from Boxes' }).click();
    await settings.getByRole('button', { name: 'Save changes' }).click();
    await settings.getByText(/^Saved at/).waitFor();
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Disconnect Parcels' }).click();
    const farewell = page.getByRole('alertdialog');
    for (const sentence of ['Tracking mails stop.', 'Labels already printed stay valid.', '12 labels are waiting to be printed.']) await farewell.getByText(sentence).waitFor();
    await page.close();
  });
});

describe('docs/errors.md', () => {
  test('its error carries a field, and a raw error reads as internal', async () => {
    writeFileSync(`${folderOf('docs/errors.md')}/ask.ts`, `
      import { explain, refuse } from './throwing.ts';
      const told = (work) => { try { work(); } catch (error) { return explain(error); } };
      console.log(JSON.stringify([told(() => refuse('token')), told(() => { throw new Error('the key is tok_123'); })]));`);
    const { stdout } = await run(process.execPath, ['ask.ts'], { cwd: folderOf('docs/errors.md') });
    expect(JSON.parse(stdout)).toMatchObject([{ code: 'invalid_credentials', retry: false, text: expect.stringContaining('Create a new one') as string }, { code: 'internal', wait: 0 }]);
    expect(stdout).not.toContain('tok_123');
  });
});

/** Runs a test file of a page with Node's own runner, as the page tells its readers to. */
async function failuresOf(file: string): Promise<{ failed: string[]; moreThan40: boolean }> {
  const { code, stdout } = await run(process.execPath, ['--test', '--test-reporter=tap', file]);
  const passed = Number(/^# pass (\d+)/m.exec(stdout)?.[1]);
  return { failed: [...stdout.split('\n').filter((line) => /^\s*(not ok|error:)/.test(line)), ...(code === 0 ? [] : [`exit ${code}`])], moreThan40: passed > 40 };
}

/** A page that runs one file of the documentation, as a host's bundler would build it. */
async function open(entry: string): Promise<Page> {
  const { outputFiles } = await build({ entryPoints: [entry], outdir: '/o', bundle: true, format: 'esm', jsx: 'automatic', write: false, define: { 'process.env.NODE_ENV': '"production"' }, tsconfigRaw: {}, logLevel: 'error' });
  const text = (extension: string) => outputFiles.find((file) => file.path.endsWith(extension))?.text ?? '';
  const page = await browser.newPage({ reducedMotion: 'reduce' });
  page.setDefaultTimeout(15_000);
  await page.setContent(`<html lang="en"><style>${text('.css')}</style><div id="root"></div></html>`);
  await page.addScriptTag({ content: text('.js'), type: 'module' });
  return page;
}

/** As `openssl rand -base64 32` prints it. */
function freshKey(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64');
}

/** A port that is free now. */
async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done));
  const { port } = probe.address() as AddressInfo;
  await new Promise((done) => probe.close(done));
  return port;
}
