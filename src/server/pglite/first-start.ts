import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Stands in the directory from before a database is made there until it has been made; holds the names of what was there already. */
const marker = '.integrations.unfinished';

/**
 * Makes or opens the database of a locked directory. A process that ends while it makes one leaves files PGlite can neither use nor make anew, but nothing of
 * anybody's: they are removed and it begins again.
 */
export async function madeOrOpened<T>(directory: string, open: () => Promise<T>): Promise<T> {
  const file = join(directory, marker);
  if (existsSync(file)) removeAllBut(directory, new Set([marker, ...(JSON.parse(readFileSync(file, 'utf8')) as string[])]));
  else if (existsSync(join(directory, 'PG_VERSION'))) return open();
  else {
    // Whole or not at all.
    writeFileSync(`${file}.draft`, JSON.stringify(readdirSync(directory)));
    renameSync(`${file}.draft`, file);
  }
  const opened = await open();
  rmSync(file);
  return opened;
}

function removeAllBut(directory: string, kept: ReadonlySet<string>): void {
  for (const name of readdirSync(directory)) if (!kept.has(name)) rmSync(join(directory, name), { recursive: true, force: true });
}
