import type { Kysely } from 'kysely';
import type { DatabaseSchema } from './schema.ts';

/** What `openPGlite` and `openPostgres` answer; pass it to `createIntegrationsServer`. Exactly one per PGlite. */
export interface IntegrationsDatabase {
  readonly kind: 'pglite' | 'postgres';
  readonly kysely: Kysely<DatabaseSchema>;
  close(): Promise<void>;
}
