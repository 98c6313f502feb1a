import { type Kysely, sql, type Transaction } from 'kysely';
import { isConnectionLost } from './database-errors.ts';
import type { DatabaseSchema } from './schema.ts';

/** The role all work runs as: owns nothing, cannot log in, cannot pass row-level security. One per database cluster. */
export const appRole = 'integrations_settings_app';

/** Connections that are tried for one transaction. */
const connections = 3;

/** Gives up the connection's own rights until the transaction ends, and shows it one store's rows (none without a store) (SR-43). */
export async function enterStore(transaction: Transaction<DatabaseSchema>, store: string): Promise<void> {
  await sql`select set_config('role', ${appRole}, true), set_config('integrations.store', ${store}, true)`.execute(transaction);
}

/**
 * One transaction as the app role, seen as one store. A pooled connection may have been dropped while it was idle; found out before the work
 * began, nothing has happened yet and another connection takes over.
 */
export async function inStore<T>(kysely: Kysely<DatabaseSchema>, store: string, work: (transaction: Transaction<DatabaseSchema>) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    let begun = false;
    try {
      return await kysely.transaction().execute(async (transaction) => {
        await enterStore(transaction, store);
        begun = true;
        return work(transaction);
      });
    } catch (error) {
      if (begun || attempt === connections || !isConnectionLost(error)) throw error;
      // Time for the pool to hear of the others that were dropped with this one.
      await new Promise((resolve) => setTimeout(resolve, 10 * attempt));
    }
  }
}
