import { build } from 'esbuild';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { type Browser, type CDPSession, chromium, type Page } from 'playwright';
import type { Bench } from './page/main.ts';

declare global {
  var bench: Bench;
}

const here = fileURLToPath(new URL('.', import.meta.url));

/** Serves the contestants, built for production, on loopback. */
export async function servePage(): Promise<{ url: string; close(): void }> {
  const { outputFiles } = await build({
    entryPoints: { main: `${here}page/main.ts` }, outdir: '/a', bundle: true, splitting: true, minify: true, format: 'esm', target: 'es2022', jsx: 'automatic', write: false,
    define: { 'process.env.NODE_ENV': '"production"' }, tsconfigRaw: {}, logLevel: 'error',
  });
  const { outputFiles: styles } = await build({ stdin: { contents: "@import 'integrations-settings/styles.css';", loader: 'css', resolveDir: here }, bundle: true, minify: true, write: false, tsconfigRaw: {}, logLevel: 'error' });
  const files = new Map(outputFiles.map((file) => [file.path.slice(file.path.indexOf('/a/')), file.text]));
  const server = createServer((request, response) => {
    const text = request.url === '/a.css' ? styles[0]?.text : files.get(request.url ?? '');
    if (text !== undefined) return void response.writeHead(200, { 'content-type': request.url?.endsWith('.css') ? 'text/css' : 'text/javascript' }).end(text);
    return void response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><html lang="en"><link rel="stylesheet" href="/a.css"><link rel="icon" href="data:,"><body><div id="root"></div><script type="module" src="/a/main.js"></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => server.close() };
}

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });

export interface Stage {
  page: Page;
  session: CDPSession;
  selectors: { trigger: string; dialog: string; input: string };
  /** Main-thread CPU so far, in ms: other jobs on the machine barely show in it. */
  cpu(): Promise<{ task: number; script: number }>;
}

/** A fresh page with one contestant loaded. */
export async function stage(browser: Browser, url: string, name: string): Promise<Stage> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(url);
  await page.waitForFunction(() => 'bench' in globalThis);
  const selectors = await page.evaluate((one) => globalThis.bench.load(one), name);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return {
    page, session, selectors,
    async cpu() {
      const { metrics } = await session.send('Performance.getMetrics');
      const read = (key: string) => (metrics.find((one) => one.name === key)?.value ?? 0) * 1000;
      return { task: read('TaskDuration'), script: read('ScriptDuration') };
    },
  };
}
