import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface DemoKeys {
  /** The key-encryption key of the vault: base64, 32 bytes. */
  vault: string;
  /** Signs the demo's session cookie. */
  session: string;
}

/**
 * The demo's keys: made at first start, kept beside its data, readable by the owner only.
 * A real host takes them from its secret store, never from beside the database.
 */
export async function loadKeys(directory: string): Promise<DemoKeys> {
  const file = join(directory, 'keys.json');
  await mkdir(directory, { recursive: true });
  const fresh: DemoKeys = { vault: randomBytes(32).toString('base64'), session: randomBytes(32).toString('base64') };
  try {
    await writeFile(file, JSON.stringify(fresh), { mode: 0o600, flag: 'wx' });
    return fresh;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return JSON.parse(await readFile(file, 'utf8')) as DemoKeys;
  }
}
