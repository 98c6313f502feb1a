import { IntegrationsError } from '../../core/errors.ts';
import { createTurns } from '../turns.ts';
import type { IntegrationsDatabase } from './database.ts';
import type { Storage } from './storage.ts';

/** Milliseconds a transaction waits for its turn, as long as for a connection. */
const patience = 5_000;
/** Milliseconds a flood leaves to another store: where both are answered at the same time, order alone would let it have every gap. */
const pause = 5;

/** The same storage, whose transactions stores take in turns. Nothing but the database is waited for inside one, so turns are short. */
export function fairStorage(storage: Storage, { kind, transactions = kind === 'pglite' ? 1 : 10 }: Pick<IntegrationsDatabase, 'kind' | 'transactions'>): Storage {
  // Less than all for one store: what the others run next to it would share processors with a full house.
  const share = Math.max(1, Math.floor(transactions * 0.2));
  const turns = createTurns({ most: transactions, share, beside: 1, between: nextTask, ...(kind === 'postgres' && { pause }) });
  async function take<T>(store: string, job: () => Promise<T>): Promise<T> {
    let waits: AbortSignal | undefined;
    try {
      return await turns.take(store.toLowerCase(), job, () => (waits = AbortSignal.timeout(patience)));
    } catch (error) {
      if (waits?.aborted && error === waits.reason) throw new IntegrationsError('unavailable', { retryAfter: 1 });
      throw error;
    }
  }
  return {
    ...storage,
    store: (store, work) => take(store, () => storage.store(store, work)),
    claim: (store, key, fingerprint) => take(store, () => storage.claim(store, key, fingerprint)),
    release: (store, key) => take(store, () => storage.release(store, key)),
  };
}

// An embedded database answers without leaving the process: transaction after transaction would keep a request that has arrived from being seen.
// Node's own way comes after everything that is due, and costs less than a timer.
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === 'function') setImmediate(resolve);
    else setTimeout(resolve);
  });
}
