import type { Kysely } from 'kysely';
import type { DatabaseSchema } from './schema.ts';

/** What `openPGlite` and `openPostgres` answer; pass it to `createIntegrationsServer`. Exactly one per PGlite. */
export interface IntegrationsDatabase {
  readonly kind: 'pglite' | 'postgres';
  /** How many transactions can run at once. Default 1 on PGlite, which has one session, else 10. */
  readonly transactions?: number;
  readonly kysely: Kysely<DatabaseSchema>;
  /** Runs work on one connection whose statements may take as long as they need, for migrations. Where absent, `kysely` sets no limit that the database cannot lift. */
  unhurried?<T>(work: (connection: Kysely<DatabaseSchema>) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
