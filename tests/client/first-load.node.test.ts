import { build } from 'esbuild';
import { expect, test } from 'vitest';

/** The client as a bundler splits it: what a page loads first, and what follows. */
async function split() {
  const { metafile } = await build({ entryPoints: ['src/client/create-client.ts'], bundle: true, splitting: true, minify: true, write: false, metafile: true, format: 'esm', target: 'es2022', outdir: 'out' });
  const first = new Set<string>();
  const add = (path: string): void => {
    first.add(path);
    for (const { kind, path: next } of metafile.outputs[path]?.imports ?? []) if (kind === 'import-statement') add(next);
  };
  add('out/create-client.js');
  const bytes = [...first].reduce((sum, path) => sum + (metafile.outputs[path]?.bytes ?? 0), 0);
  const modules = (paths: Iterable<string>) => [...paths].flatMap((path) => Object.keys(metafile.outputs[path]?.inputs ?? {}));
  return { bytes, first: modules(first), later: modules(Object.keys(metafile.outputs).filter((path) => !first.has(path))) };
}

test('a page that only shows its list loads no code of the verbs, and little else (DX budget)', async () => {
  const { bytes, first, later } = await split();
  for (const name of ['create-verbs', 'perform', 'run-operation', 'operation-queue', 'operation-transitions', 'retry-delay', 'clean-problem', 'accept-answer', 'ledger', 'freshness', 'read-list', 'list-transitions']) {
    expect(first).not.toContain(`src/client/${name}.ts`);
    expect(later).toContain(`src/client/${name}.ts`);
  }
  expect(first).toContain('src/client/read-usual-list.ts');
  expect(first.filter((path) => /zod|wire/.test(path))).toEqual([]);
  expect(bytes).toBeLessThan(12_000);
});
