import { type Kysely, sql } from 'kysely';
import { toBase64 } from '../vault/base64.ts';
import type { DatabaseSchema } from './schema.ts';
import type { IdempotencyClaim } from './storage.ts';

/** A running claim lapses after this many milliseconds: its process has crashed, or works far beyond every deadline. */
const runningFor = 60_000;
/** A settled answer is kept this many milliseconds. */
export const settledFor = 24 * 60 * 60_000;

// A bound that is above one, so that sweeping keeps up; with it, and by ctid, the planner never walks through all keys of a busy store.
const sweepAtMost = 16;

/** Keys are stored hashed: they hold the user's session, and may be long. */
export async function hashKey(key: string): Promise<string> {
  return toBase64(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(key))));
}

/** Claims a key in one statement: exactly one of several callers gets `fresh`. What has lapsed in this store is swept out on the way. */
export async function claimKey(database: Kysely<DatabaseSchema>, { store, key, fingerprint, now }: { store: string; key: string; fingerprint: string; now: Date }): Promise<IdempotencyClaim> {
  const { rows } = await sql<{ fresh: boolean; fingerprint: string; status: number | null; body: string | null; etag: string | null }>`
    with swept as (
      delete from integration_idempotency where expires_at <= ${now}::timestamptz and key <> ${key} and ctid = any(array(
        select ctid from integration_idempotency where store_id = ${store}::uuid and expires_at <= ${now}::timestamptz order by expires_at limit ${sweepAtMost}))
    ), claimed as (
      insert into integration_idempotency as held (store_id, key, fingerprint, expires_at)
      values (${store}::uuid, ${key}, ${fingerprint}, ${new Date(now.getTime() + runningFor)}::timestamptz)
      on conflict (store_id, key) do update set fingerprint = excluded.fingerprint, status = null, body = null, etag = null, expires_at = excluded.expires_at
        where held.expires_at <= ${now}::timestamptz
      returning fingerprint
    )
    select true as fresh, fingerprint, null::integer as status, null::text as body, null::text as etag from claimed
    union all
    select false, fingerprint, status, body, etag from integration_idempotency
    where store_id = ${store}::uuid and key = ${key} and not exists (select from claimed)`.execute(database);
  const held = rows[0];
  // No row at all: somebody claimed the key after this statement began.
  if (!held) return { state: 'running' };
  if (held.fresh) return { state: 'fresh' };
  if (held.fingerprint !== fingerprint) return { state: 'mismatch' };
  return held.status === null ? { state: 'running' } : { state: 'done', status: held.status, body: held.body ?? '', etag: held.etag };
}

/** Gives a running claim back; a settled answer stays. */
export async function releaseKey(database: Kysely<DatabaseSchema>, store: string, key: string): Promise<void> {
  await database.deleteFrom('integration_idempotency').where('store_id', '=', store).where('key', '=', key).where('status', 'is', null).execute();
}
