import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { IntegrationsDatabase } from '../storage/database.ts';
import type { DatabaseSchema } from '../storage/schema.ts';
import { soundPool } from './sound-pool.ts';

export interface PostgresOptions {
  /** `postgres://user:password@host:port/database`. */
  connectionString: string;
  /** Most connections held at once. Default 10. */
  maxConnections?: number;
  /** Milliseconds to wait for a connection, free or new. Default 5000. */
  connectTimeout?: number;
  /** Milliseconds after which the server ends a statement. Default 10000. */
  statementTimeout?: number;
}

const bigint = 20;

/**
 * Opens a pool of connections to a PostgreSQL server (15 or newer). Connects on first use. A connection that is lost fails the work on it
 * (`unavailable`) and is replaced; it never ends the process.
 */
export function openPostgres({ connectionString, maxConnections = 10, connectTimeout = 5_000, statementTimeout = 10_000 }: PostgresOptions): IntegrationsDatabase {
  const pool = new pg.Pool({
    connectionString,
    max: maxConnections,
    connectionTimeoutMillis: connectTimeout,
    statement_timeout: statementTimeout,
    // The client's own limit, for a server that no longer answers at all.
    query_timeout: statementTimeout + 5_000,
    idle_in_transaction_session_timeout: 15_000,
    keepAlive: true,
    application_name: 'integrations-settings',
    types: {
      // Counts are numbers, as PGlite gives them; no number here comes near 2^53.
      getTypeParser: ((oid: number, format?: 'text' | 'binary'): unknown => (oid === bigint && format !== 'binary' ? Number : pg.types.getTypeParser(oid, format))) as typeof pg.types.getTypeParser,
    },
  });
  // Without a listener a dropped backend ends the process: the pool listens to idle clients only, hence the second.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  const kysely = new Kysely<DatabaseSchema>({ dialect: new PostgresDialect({ pool: soundPool(pool) }) });
  let closing: Promise<void> | undefined;
  return { kind: 'postgres', transactions: maxConnections, kysely, close: () => (closing ??= kysely.destroy()) };
}
