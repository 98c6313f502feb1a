import { sql, type Transaction } from 'kysely';
import type { Clock } from './clock.ts';
import type { DatabaseSchema } from './schema.ts';

/** Milliseconds between two sweeps of one store. */
const every = 60 * 60_000;
/** By ctid and with a bound, so that a sweep costs the same however many keys a store has; where there are more, the next claim goes on. */
const atMost = 500;
/** Stores whose last sweep is remembered. */
const remembered = 10_000;

/** Deletes lapsed idempotency keys of a store, when an hour has passed since this process did so last. */
export type SweepKeys = (transaction: Transaction<DatabaseSchema>, store: string, now: Date) => Promise<void>;

/** @param clock says what has lapsed; the `now` of a sweep only how often one is made. */
export function createSweep(clock: Clock): SweepKeys {
  const sweptAt = new Map<string, number>();
  return async (transaction, store, now) => {
    const time = now.getTime();
    if (time - (sweptAt.get(store) ?? Number.NEGATIVE_INFINITY) < every) return;
    // Skipping what others hold: two sweeps must not wait for each other.
    const { rows } = await sql`
      delete from integration_idempotency where expires_at <= ${clock.in(0)} and ctid = any(array(
        select ctid from integration_idempotency where store_id = ${store}::uuid and expires_at <= (select ${clock.in(0)}) order by expires_at limit ${atMost} for update skip locked))
      returning 1`.execute(transaction);
    sweptAt.delete(store);
    if (rows.length < atMost) sweptAt.set(store, time);
    const [oldest] = sweptAt.keys();
    if (sweptAt.size > remembered && oldest !== undefined) sweptAt.delete(oldest);
  };
}
