import type { IntegrationsDatabase } from '../server/storage/database.ts';
import { UsageError } from './verb.ts';

/** The options by which a verb names its database, for `parseArgs`. */
export const databaseOptions = { 'database-url': { type: 'string' }, data: { type: 'string' } } as const;

/** The same, for the text of `usage`. */
export const databaseUsage = '--database-url postgres://… | --data DIR';

/**
 * Opens the one database that was named: a PostgreSQL server by address or an embedded one by directory. Close it when done.
 * @throws UsageError unless exactly one is named. @throws Error where the library for it is not installed, or the directory is in use.
 */
export async function openDatabase({
  'database-url': connectionString,
  data: dataDir,
}: {
  'database-url'?: string | undefined;
  data?: string | undefined;
}): Promise<IntegrationsDatabase> {
  if ((connectionString === undefined) === (dataDir === undefined))
    throw new UsageError('Name one database: --database-url postgres://user:password@host/name, or --data DIR for an embedded one.');
  if (connectionString !== undefined) {
    if (!/^postgres(ql)?:\/\//.test(connectionString)) throw new UsageError('--database-url takes an address that begins with postgres:// or postgresql://.');
    const { openPostgres } = await installed(() => import('../server/postgres/index.ts'), 'pg');
    return openPostgres({ connectionString });
  }
  if (dataDir === '') throw new UsageError('--data takes the directory of an embedded database.');
  const { openPGlite } = await installed(() => import('../server/pglite/index.ts'), '@electric-sql/pglite');
  return openPGlite({ dataDir: dataDir ?? '' });
}

// Optional peers: a host that only runs the page has neither.
async function installed<T>(load: () => Promise<T>, library: string): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')) throw error;
    throw new Error(`A library is missing. Install what this kind of database needs: npm install kysely ${library}`, { cause: error });
  }
}
