import type { Transaction } from 'kysely';
import { IntegrationsError } from '../../core/errors.ts';
import type { Values } from '../../core/integration.ts';
import type { LogEntry } from '../options.ts';
import type { SealContext, SealedCredentials, Vault, WrappedDataKey } from '../vault/vault.ts';
import { isVaultError, VaultError } from '../vault/vault-error.ts';
import { addressOf } from './integration-rows.ts';
import type { DatabaseSchema } from './schema.ts';
import type { IntegrationRow } from './storage.ts';

/** Values one data key may seal: with random 96-bit IVs, NIST SP 800-38D §8.3 allows 2^32 (SR-78). */
const mostSeals = 2 ** 32;

/** Stored credentials that would not open; written down after the transaction, whatever becomes of it. */
export interface OpeningFailure {
  row: IntegrationRow;
  actor: string;
  purpose: string;
}

/** Seals values for a row's next credential version, making the store's data key where it has none. */
export async function sealForRow(transaction: Transaction<DatabaseSchema>, vault: Vault, { store, row, values, now, log }: { store: string; row: IntegrationRow; values: Values; now: Date; log: (entry: LogEntry) => void }): Promise<SealedCredentials> {
  return sealAs(transaction, vault, { context: sealContext(store, row, row.credentialVersion + 1), values, now, log });
}

/** Seals values of a store for a place and version, making the store's data key where it has none. */
export async function sealAs(transaction: Transaction<DatabaseSchema>, vault: Vault, { context, values, now, log }: { context: SealContext; values: Values; now: Date; log: (entry: LogEntry) => void }): Promise<SealedCredentials> {
  const { store } = context;
  const key = (await findDataKey(transaction, store)) ?? (await addDataKey(transaction, vault, store, now));
  if (key.seals + Object.keys(values).length > mostSeals) throw new IntegrationsError('internal', { detail: 'The encryption key of this store has been used as often as is safe, so nothing was saved. Tell the people who run this server.' });
  if (key.seals > mostSeals / 2) log({ level: 'warn', event: 'vault.key_worn', store, seals: key.seals });
  return vault.seal(values, context, { store, key });
}

/** @throws VaultError when the envelope does not belong to this row as it is, or its data key is gone. */
export async function openRow(transaction: Transaction<DatabaseSchema>, vault: Vault, { store, row, sealed }: { store: string; row: IntegrationRow; sealed: SealedCredentials }): Promise<Record<string, unknown>> {
  return openAs(transaction, vault, { context: sealContext(store, row, row.credentialVersion), sealed });
}

/** @throws VaultError when the envelope does not belong to this place and version, or its data key is gone. */
export async function openAs(transaction: Transaction<DatabaseSchema>, vault: Vault, { context, sealed }: { context: SealContext; sealed: SealedCredentials }): Promise<Record<string, unknown>> {
  const key = await findDataKey(transaction, context.store);
  if (!key) throw new VaultError('The data key of this store is gone.');
  return vault.open(sealed, context, { store: context.store, key });
}

/** What a caller learns of it: nothing of the content, but what to do. */
export function unreadable(cause: unknown): unknown {
  if (!isVaultError(cause)) return cause;
  return new IntegrationsError('internal', { detail: unreadableText }, cause);
}

export const unreadableText = 'The stored credentials cannot be read any more, so this integration has stopped. Disconnect it and connect it again; if others are affected too, tell the people who run this server.';

type DataKey = WrappedDataKey & { seals: number };

async function findDataKey(transaction: Transaction<DatabaseSchema>, store: string): Promise<DataKey | undefined> {
  return transaction.selectFrom('integration_data_keys').select(['id', 'kek', 'wrapped', 'seals']).where('store_id', '=', store).executeTakeFirst();
}

async function addDataKey(transaction: Transaction<DatabaseSchema>, vault: Vault, store: string, now: Date): Promise<DataKey> {
  const made = await vault.createDataKey(store);
  const added = await transaction
    .insertInto('integration_data_keys')
    .values({ ...made, store_id: store, created_at: now })
    .onConflict((conflict) => conflict.column('store_id').doNothing())
    .returning(['id', 'kek', 'wrapped', 'seals'])
    .executeTakeFirst();
  const key = added ?? (await findDataKey(transaction, store));
  if (!key) throw new IntegrationsError('unavailable', { retryAfter: 1 });
  return key;
}

// Row and address are both bound: neither moving the envelope nor relabelling its row can send a key to another provider (SR-75).
function sealContext(store: string, row: IntegrationRow, version: number): SealContext {
  return { store, integration: `${addressOf(row)}/${row.id}`, version };
}
