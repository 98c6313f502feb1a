import { sql } from 'kysely';
import type { Vault, WrappedDataKey } from '../vault/vault.ts';
import { isVaultError } from '../vault/vault-error.ts';
import type { IntegrationsDatabase } from './database.ts';
import { requireKeysInUse } from './keys-in-use.ts';

export interface RotationOptions {
  database: IntegrationsDatabase;
  /** Holds the older keys and the current one. */
  vault: Vault;
  /** Told after each batch how many are done. */
  onProgress?(rewrapped: number): void;
}

export interface RotationReport {
  /** Data keys that are now wrapped by the current key and were not before. */
  rewrapped: number;
  /** Stores whose data key does not open, so it was left as it is. */
  unreadable: readonly string[];
}

/** Data keys wrapped anew in one statement: short enough that a server on the same PGlite hardly notices. */
const batch = 200;

/**
 * Wraps every store's data key anew under the vault's current key (SR-77); the credentials themselves stay as they are. Safe while servers run, if all of
 * them hold both keys. Each batch is durable by itself: ended at any point, it goes on where it was. Afterwards the older keys can be dropped, unless `unreadable` names stores.
 * @throws Error when a key in use is not in the vault, or the connection's user does not own the tables.
 */
export async function rotateKeys({ database, vault, onProgress }: RotationOptions): Promise<RotationReport> {
  await requireOwner(database);
  await requireKeysInUse(database.kysely, vault);
  const unreadable: string[] = [];
  let rewrapped = 0;
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows = await outdated(database, vault.currentKeyId, after);
    const last = rows.at(-1);
    if (!last) return { rewrapped, unreadable };
    after = last.store_id;
    const fresh = await Promise.all(rows.map((row) => rewrap(vault, row)));
    unreadable.push(...rows.filter((_, at) => !fresh[at]).map((row) => row.store_id));
    rewrapped += await write(
      database,
      rows.flatMap((row, at) => (fresh[at] ? [{ id: row.id, was: row.wrapped, kek: fresh[at].kek, wrapped: fresh[at].wrapped }] : [])),
    );
    onProgress?.(rewrapped);
  }
}

// Anybody else would see no data key of any store, and take that for nothing to do.
async function requireOwner({ kysely }: IntegrationsDatabase): Promise<void> {
  const { rows } = await sql<{ owns: boolean }>`select pg_has_role(relowner, 'usage') as owns from pg_class where oid = 'integration_data_keys'::regclass`.execute(kysely);
  if (!rows[0]?.owns)
    throw new Error('The user of this connection does not own the tables, so it cannot change the keys of all stores. Connect as the user that ran the migrations.');
}

type DataKeyRow = WrappedDataKey & { store_id: string };

async function outdated({ kysely }: IntegrationsDatabase, current: string, after: string): Promise<DataKeyRow[]> {
  return kysely
    .selectFrom('integration_data_keys')
    .select(['id', 'store_id', 'kek', 'wrapped'])
    .where('kek', '<>', current)
    .where('store_id', '>', after)
    .orderBy('store_id')
    .limit(batch)
    .execute();
}

async function rewrap(vault: Vault, { store_id: store, id, kek, wrapped }: DataKeyRow): Promise<WrappedDataKey | null> {
  try {
    return await vault.rewrapDataKey(store, { id, kek, wrapped });
  } catch (error) {
    if (isVaultError(error)) return null;
    throw error;
  }
}

// Only where it is still what was read: a second rotation may run, and a store may be erased meanwhile.
async function write({ kysely }: IntegrationsDatabase, keys: readonly { id: string; was: string; kek: string; wrapped: string }[]): Promise<number> {
  if (keys.length === 0) return 0;
  const { rows } = await sql`
    update integration_data_keys k set kek = n.kek, wrapped = n.wrapped
    from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as n (id uuid, was text, kek text, wrapped text)
    where k.id = n.id and k.wrapped = n.was returning 1`.execute(kysely);
  return rows.length;
}
