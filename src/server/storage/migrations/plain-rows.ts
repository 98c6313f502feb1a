import { type Kysely, sql } from 'kysely';

/** Leaves rows of up to 8160 bytes as they are: compressing a settings row or a kept answer, which are mostly a little over the 2 kB from which PostgreSQL does, costs more than writing it. */
export async function plainRows(database: Kysely<unknown>): Promise<void> {
  for (const table of ['integrations', 'integration_idempotency']) await sql.raw(`alter table ${table} set (toast_tuple_target = 8160)`).execute(database);
}
