import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { vi } from 'vitest';

// Making a cluster costs PGlite 2 s of a processor, unpacking one that was made half a second, and dozens of files want an empty one in memory.
vi.mock('@electric-sql/pglite', async (original) => {
  const real = await original<typeof import('@electric-sql/pglite')>();
  const { version } = JSON.parse(readFileSync('node_modules/@electric-sql/pglite/package.json', 'utf8')) as { version: string };
  const image = `.tmp/pglite-${version}.tar`;

  async function makeImage(): Promise<void> {
    const made = await real.PGlite.create();
    const draft = `${image}.${process.pid}`;
    mkdirSync('.tmp', { recursive: true });
    writeFileSync(draft, Buffer.from(await (await made.dumpDataDir('none')).arrayBuffer()));
    renameSync(draft, image);
    await made.close();
  }

  // Beside the class, not on it: it makes further instances of itself.
  const create = async (options: { dataDir?: string } = {}) => {
    if (options.dataDir !== undefined) return real.PGlite.create(options);
    if (!existsSync(image)) await makeImage();
    return real.PGlite.create({ ...options, loadDataDir: new Blob([readFileSync(image)]) });
  };
  return { ...real, PGlite: { create } };
});
