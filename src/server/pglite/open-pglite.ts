import { PGlite } from '@electric-sql/pglite';
import { Kysely } from 'kysely';
import { lockDirectory } from './directory-lock.ts';
import { madeOrOpened } from './first-start.ts';
import { pgliteDialect } from './pglite-dialect.ts';
import type { IntegrationsDatabase } from '../storage/database.ts';
import type { DatabaseSchema } from '../storage/schema.ts';

const bigint = 20;

/**
 * Opens an embedded PostgreSQL in `dataDir` (made where missing), or in memory without one. A directory belongs to one process at a time.
 * Survives a killed process; a power loss may lose data, because PGlite does not wait for the disk.
 * @throws Error when another process, which it names, or this one has the directory open.
 */
export async function openPGlite({ dataDir }: { dataDir?: string } = {}): Promise<IntegrationsDatabase> {
  const lock = dataDir === undefined ? null : lockDirectory(dataDir);
  try {
    // Counts are numbers, as with openPostgres.
    const parsers = { [bigint]: Number };
    const pglite = lock ? await madeOrOpened(lock.directory, () => PGlite.create({ dataDir: lock.directory, parsers })) : await PGlite.create({ parsers });
    // A statement is planned once, not with every use, which is half of what one costs; and for large tables, which is what small ones become.
    await pglite.exec('set plan_cache_mode = force_generic_plan; set enable_seqscan = off');
    const kysely = new Kysely<DatabaseSchema>({ dialect: pgliteDialect(pglite) });
    let closing: Promise<void> | undefined;
    const close = async () => {
      try {
        await kysely.destroy();
        // A Kysely that was never used has not taken the instance over.
        if (!pglite.closed) await pglite.close();
      } finally {
        lock?.release();
      }
    };
    return { kind: 'pglite', kysely, close: () => (closing ??= close()) };
  } catch (error) {
    lock?.release();
    throw error;
  }
}
