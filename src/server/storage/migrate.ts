import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type { IntegrationsDatabase } from './database.ts';
import { isRightMissing } from './database-errors.ts';
import type { DatabaseSchema } from './schema.ts';
import { migrations } from './migrations.ts';

const tables = { migrationTableName: 'integration_migrations', migrationLockTableName: 'integration_migration_lock' };

/**
 * Brings the database to this version's schema: in one transaction, and safely when several processes start together.
 * @throws Error when the schema is newer than this version, or a right is missing; nothing is changed then.
 */
export async function migrate(database: IntegrationsDatabase, known: Readonly<Record<string, Migration>> = migrations): Promise<void> {
  // Waiting for another starter may well outlast the limit for ordinary statements.
  await (database.unhurried ?? connect)(async (connection) => {
    const migrator = new Migrator({ db: connection, provider: { getMigrations: async () => ({ ...known }) }, ...tables });
    const { error } = await migrator.migrateToLatest();
    if (error) throw await explain(error, connection, known);
  });

  function connect<T>(work: (connection: Kysely<DatabaseSchema>) => Promise<T>): Promise<T> {
    return database.kysely.connection().execute(work);
  }
}

async function explain(error: unknown, connection: Kysely<DatabaseSchema>, known: Readonly<Record<string, Migration>>): Promise<Error> {
  const applied = await sql<{ name: string }>`select name from integration_migrations order by name`.execute(connection).catch(() => ({ rows: [] }));
  const unknown = applied.rows.map(({ name }) => name).filter((name) => !Object.hasOwn(known, name));
  if (unknown.length > 0) {
    return new Error(`The database was set up by a newer version of integrations-settings (it has ${unknown.join(', ')}, which this version does not know). Working on it could lose data. Start the newer version again.`, { cause: error });
  }
  const reason = error instanceof Error ? error.message : String(error);
  const advice = isRightMissing(error) ? ' The user of the connection needs CREATE on the schema and, where the role integrations_settings_app is missing, CREATEROLE; or run the migration once as an administrator.' : '';
  return new Error(`The database could not be brought to the schema of this version, so nothing was changed: ${reason}.${advice}`, { cause: error });
}
