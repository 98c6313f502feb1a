import { type Kysely, sql, type Transaction } from 'kysely';
import type { DatabaseSchema } from './schema.ts';

/** The role all work runs as: owns nothing, cannot log in, cannot pass row-level security. One per database cluster. */
export const appRole = 'integrations_settings_app';

/** Gives up the connection's own rights until the transaction ends, and shows it one store's rows (none without a store) (SR-43). */
export async function enterStore(transaction: Transaction<DatabaseSchema>, store: string): Promise<void> {
  await sql`select set_config('role', ${appRole}, true), set_config('integrations.store', ${store}, true)`.execute(transaction);
}

/** One transaction as the app role, seen as one store. */
export function inStore<T>(kysely: Kysely<DatabaseSchema>, store: string, work: (transaction: Transaction<DatabaseSchema>) => Promise<T>): Promise<T> {
  return kysely.transaction().execute(async (transaction) => {
    await enterStore(transaction, store);
    return work(transaction);
  });
}
