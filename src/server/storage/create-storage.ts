import { type RawBuilder, sql } from 'kysely';
import { IntegrationsError } from '../../core/errors.ts';
import type { LogEntry } from '../options.ts';
import type { Vault } from '../vault/vault.ts';
import { becomeAppRole, inStore } from './app-role.ts';
import { type OpeningFailure, unreadableText } from './credential-access.ts';
import type { IntegrationsDatabase } from './database.ts';
import { isTransient, toStorageError } from './database-errors.ts';
import { writePending } from './end-of-transaction.ts';
import { createClock } from './clock.ts';
import { claimKey, releaseKey } from './idempotency.ts';
import { addressOf, json } from './integration-rows.ts';
import { requireKeysInUse } from './keys-in-use.ts';
import { migrate } from './migrate.ts';
import type { Storage, StoreTransaction } from './storage.ts';
import { isStoreId, parseStoreId } from './store-id.ts';
import { createStoreTransaction } from './store-transaction.ts';
import { createSweep } from './sweep-keys.ts';

const attempts = 3;
const readyWithin = 1_000;

interface StorageOptions {
  database: IntegrationsDatabase;
  vault: Vault;
  now?: () => Date;
  log?: (entry: LogEntry) => void;
  /** Capabilities that every row of a provider has beside what its credentials allow. They are told, never stored. */
  provides?: (provider: string) => readonly string[];
}

/** The storage the operations work on, over one database and one vault. */
export function createStorage({ database, vault, now: given, log = () => {}, provides = () => [] }: StorageOptions): Storage {
  const { kysely } = database;
  const now = given ?? (() => new Date());
  const clock = createClock(given);
  const sweep = createSweep(clock);
  const running = new Set<Promise<unknown>>();
  let closed = false;

  /** Runs a transaction, again where that is safe, and turns every database fault into an IntegrationsError. */
  async function run<T>(once: () => Promise<T>): Promise<T> {
    if (closed) throw new IntegrationsError('unavailable', { retryAfter: 5 });
    const work = repeat(once);
    running.add(work);
    try {
      return await work;
    } catch (error) {
      throw toStorageError(error);
    } finally {
      running.delete(work);
    }
  }

  async function repeat<T>(once: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await once();
      } catch (error) {
        if (attempt === attempts || !isTransient(error)) throw error;
        log({ level: 'warn', event: 'database.retry', attempt });
        await pause(attempt * 10 + Math.random() * 20);
      }
    }
  }

  const next = (due: RawBuilder<unknown>, time: RawBuilder<Date>) => run(() => kysely.transaction().execute(async (transaction) => {
    await becomeAppRole(transaction);
    return (await sql<{ store: string; id: string; wait: number }>`select store, id, ceil(extract(epoch from at - ${time}) * 1000)::double precision as wait from ${due}`.execute(transaction)).rows;
  }));

  async function runWork<T>(store: string, work: (tx: StoreTransaction) => Promise<T>): Promise<T> {
    const failures: OpeningFailure[] = [];
    try {
      return await inStore(kysely, store, async (transaction) => {
        const { work: surface, finish } = createStoreTransaction({ transaction, store, vault, now, clock, sweep, log, provides, onOpeningFailure: (failure) => failures.push(failure) });
        const result = await work(surface);
        await finish();
        return result;
      });
    } finally {
      for (const failure of failures) await recordFailure(store, failure);
    }
  }

  // In a transaction of its own, so that it survives the rollback of the one that failed (SR-76).
  async function recordFailure(store: string, { row, actor, purpose }: OpeningFailure): Promise<void> {
    const address = addressOf(row);
    log({ level: 'error', event: 'vault.unreadable', store, integration: address });
    try {
      await inStore(kysely, store, async (transaction) => {
        const time = now();
        const { problem } = new IntegrationsError('internal', { detail: unreadableText });
        await transaction
          .updateTable('integrations')
          .set({ status: 'error', since: sql<Date>`case when status = 'error' then since else ${time}::timestamptz end`, problem: json(problem) as never, updated_at: time })
          .where('store_id', '=', store).where('id', '=', row.id).where('credential_version', '=', row.credentialVersion).where('status', '<>', 'disconnected')
          .execute();
        // After the row, as everywhere: the end of the history is what every transaction locks last.
        await writePending(transaction, { store, now: time, clock, audits: [{ integration: address, actor, action: 'credentials.open', outcome: 'failed', details: { purpose } }], settle: null });
      });
    } catch {
      log({ level: 'error', event: 'audit.failed', store, integration: address });
    }
  }

  return {
    migrate: () => migrate(database),
    checkKeys: () => run(() => kysely.transaction().execute(async (transaction) => {
      await becomeAppRole(transaction);
      await requireKeysInUse(transaction, vault);
    })),
    ready() {
      const answer = run(() => sql`select 1`.execute(kysely)).then(() => true, () => false);
      return Promise.race([answer, pause(readyWithin).then(() => false)]);
    },
    async store(storeId, work) {
      const store = parseStoreId(storeId);
      return run(() => runWork(store, work));
    },
    placeOfState: (hash) => run(() => kysely.transaction().execute(async (transaction) => {
      await becomeAppRole(transaction);
      const { rows } = await sql<{ store: string | null; integration: string | null }>`select * from integration_authorization_place(${hash})`.execute(transaction);
      const [place] = rows;
      return place?.store && place.integration ? { store: place.store, integration: place.integration } : null;
    })),
    async integrationOfSignIn(storeId, id) {
      if (!isStoreId(storeId)) return null;
      const store = parseStoreId(storeId);
      return run(() => inStore(kysely, store, async (transaction) => {
        const found = await transaction.selectFrom('integration_authorizations').select(['provider', 'account_key']).where('store_id', '=', store).where('id', '=', id).executeTakeFirst();
        return found ? addressOf({ provider: found.provider, accountKey: found.account_key }) : null;
      }));
    },
    nextDepartures: (most) => next(sql`integration_departures_due(${most}::integer)`, clock.in(0)),
    // Whoever takes these up looks at its own clock, which dated them.
    nextRenewals: (most) => next(sql`integration_renewals_due(${most}::integer)`, sql`${now()}::timestamptz`),
    nextLapses: (most) => next(sql`integration_choices_open(${most}::integer)`, sql`${now()}::timestamptz`),
    async claim(storeId, key, fingerprint) {
      const store = parseStoreId(storeId);
      return run(() => inStore(kysely, store, async (transaction) => {
        await sweep(transaction, store, now());
        return claimKey(transaction, { store, key, fingerprint, clock });
      }));
    },
    async release(storeId, key) {
      const store = parseStoreId(storeId);
      await run(() => inStore(kysely, store, (transaction) => releaseKey(transaction, store, key)));
    },
    async close() {
      closed = true;
      await Promise.allSettled(running);
    },
  };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
