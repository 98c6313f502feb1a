import { Kysely, PostgresDialect, sql } from 'kysely';
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
  /** Milliseconds after which the server ends a statement; the client itself gives up a second later. Default 5000: with the wait for a connection that is less than a browser waits. */
  statementTimeout?: number;
}

const bigint = 20;

/** Milliseconds the client waits longer than the server lets a statement run: for a server that no longer answers at all. */
const silence = 1_000;

/**
 * Opens a pool of connections to a PostgreSQL server (15 or newer). Connects on first use. A connection that is lost fails the work on it
 * (`unavailable`) and is replaced; it never ends the process.
 */
export function openPostgres({ connectionString, maxConnections = 10, connectTimeout = 5_000, statementTimeout = 5_000 }: PostgresOptions): IntegrationsDatabase {
  const open = (limits: pg.PoolConfig) => {
    const pool = new pg.Pool({ ...common(connectionString, connectTimeout), ...limits });
    // Without a listener a dropped backend ends the process: the pool listens to idle clients only, hence the second.
    pool.on('error', () => {});
    pool.on('connect', (client) => client.on('error', () => {}));
    return new Kysely<DatabaseSchema>({ dialect: new PostgresDialect({ pool: soundPool(pool) }) });
  };
  const kysely = open({ max: maxConnections, statement_timeout: statementTimeout, query_timeout: statementTimeout + silence, idle_in_transaction_session_timeout: 15_000 });
  let closing: Promise<void> | undefined;
  return {
    kind: 'postgres',
    transactions: maxConnections,
    kysely,
    async unhurried(work) {
      const own = open({ max: 1 });
      try {
        return await own.connection().execute(async (connection) => {
          // The user or the database may have a limit of its own.
          await sql`set statement_timeout = 0`.execute(connection);
          return work(connection);
        });
      } finally {
        await own.destroy();
      }
    },
    close: () => (closing ??= kysely.destroy()),
  };
}

function common(connectionString: string, connectTimeout: number): pg.PoolConfig {
  return {
    connectionString,
    connectionTimeoutMillis: connectTimeout,
    keepAlive: true,
    application_name: 'integrations-settings',
    types: {
      // Counts are numbers, as PGlite gives them; no number here comes near 2^53.
      getTypeParser: ((oid: number, format?: 'text' | 'binary'): unknown => (oid === bigint && format !== 'binary' ? Number : pg.types.getTypeParser(oid, format))) as typeof pg.types.getTypeParser,
    },
  };
}
