import { build } from 'esbuild';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

export type Assets = ReadonlyMap<string, { body: Uint8Array<ArrayBuffer>; type: string }>;

const here = fileURLToPath(new URL('.', import.meta.url));

/** Bundles the shop's page in memory, as a host's own build would: from the built package, dialogs in chunks of their own. */
export async function bundlePage(): Promise<Assets> {
  const { outputFiles } = await build({
    entryPoints: { shop: `${here}page/main.tsx`, callback: `${here}page/callback.ts` }, outdir: '/assets', bundle: true, splitting: true, minify: true, format: 'esm', target: 'es2022', jsx: 'automatic',
    write: false, logLevel: 'error', define: { 'process.env.NODE_ENV': '"production"' }, absWorkingDir: here, tsconfigRaw: {},
  });
  const assets = new Map<string, { body: Uint8Array<ArrayBuffer>; type: string }>();
  for (const file of outputFiles) {
    const path = file.path.slice(file.path.indexOf('/assets/'));
    assets.set(path, { body: new Uint8Array(file.contents), type: path.endsWith('.css') ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8' });
  }
  assets.set('/', { body: new Uint8Array(await readFile(`${here}page/index.html`)), type: 'text/html; charset=utf-8' });
  assets.set('/oauth/callback', { body: new Uint8Array(await readFile(`${here}page/callback.html`)), type: 'text/html; charset=utf-8' });
  return assets;
}
