import { type Kysely, sql, type Transaction } from 'kysely';
import { isConnectionLost, isRoleRefused } from './database-errors.ts';
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
 * Gives up the connection's own rights until the transaction ends, without a store.
 * @throws Error saying what to run where the role is missing or not granted, as after restoring a dump into another cluster.
 */
export async function becomeAppRole(transaction: Transaction<DatabaseSchema>): Promise<void> {
  try {
    await sql`select set_config('role', ${appRole}, true)`.execute(transaction);
  } catch (error) {
    if (!isRoleRefused(error)) throw error;
    throw new Error(
      `The user of this connection cannot become the role ${appRole}, as which everything runs: the role is missing or not granted (a dump holds no roles). Run as an administrator: create role ${appRole} nologin nosuperuser nobypassrls; grant ${appRole} to the user. Where a dump was restored without the role, restore it again: its rights and policies were left out.`,
      { cause: error },
    );
  }
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
