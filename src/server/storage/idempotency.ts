import { type Kysely, sql } from 'kysely';
import type { Clock } from './clock.ts';
import type { DatabaseSchema } from './schema.ts';
import type { IdempotencyClaim } from './storage.ts';

/** A running claim lapses after this many milliseconds: its process has crashed, or works far beyond every deadline. */
const runningFor = 60_000;
/** A settled answer is kept this many milliseconds. */
export const settledFor = 24 * 60 * 60_000;

/** Claims a key: exactly one of several callers gets `fresh`. Whoever comes while a transaction that claimed it is open waits for its end. */
export async function claimKey(database: Kysely<DatabaseSchema>, { store, key, fingerprint, clock }: { store: string; key: string; fingerprint: string; clock: Clock }): Promise<IdempotencyClaim> {
  const claimed = await sql`
    insert into integration_idempotency as held (store_id, key, fingerprint, expires_at)
    values (${store}::uuid, ${key}, ${fingerprint}, ${clock.in(runningFor)})
    on conflict (store_id, key) do update set fingerprint = excluded.fingerprint, status = null, body = null, etag = null, expires_at = excluded.expires_at
      where held.expires_at <= ${clock.in(0)}
    returning 1`.execute(database);
  if (claimed.rows.length > 0) return { state: 'fresh' };
  const held = await database.selectFrom('integration_idempotency').select(['fingerprint', 'status', 'body', 'etag']).where('store_id', '=', store).where('key', '=', key).executeTakeFirst();
  // Given back since the statement above.
  if (!held) return { state: 'running' };
  if (held.fingerprint !== fingerprint) return { state: 'mismatch' };
  return held.status === null ? { state: 'running' } : { state: 'done', status: held.status, body: held.body ?? '', etag: held.etag };
}

/** Gives a running claim back; a settled answer stays. */
export async function releaseKey(database: Kysely<DatabaseSchema>, store: string, key: string): Promise<void> {
  await database.deleteFrom('integration_idempotency').where('store_id', '=', store).where('key', '=', key).where('status', 'is', null).execute();
}
