import { sql, type Transaction, type Updateable } from 'kysely';
import { IntegrationsError } from '../../core/errors.ts';
import type { LogEntry } from '../options.ts';
import type { Vault } from '../vault/vault.ts';
import { isVaultError } from '../vault/vault-error.ts';
import { createAuthorizationStore } from './authorizations.ts';
import type { Clock } from './clock.ts';
import { createDepartureStore } from './departures.ts';
import { type OpeningFailure, openRow, sealForRow, unreadable } from './credential-access.ts';
import { type PendingAudit, type PendingSettle, writePending } from './end-of-transaction.ts';
import { claimKey, settledFor } from './idempotency.ts';
import { addressOf, json, toColumns, toRow, wholeRow } from './integration-rows.ts';
import type { DatabaseSchema, IntegrationsTable } from './schema.ts';
import type { Address, IntegrationRow, StoreTransaction } from './storage.ts';
import type { SweepKeys } from './sweep-keys.ts';

interface Parts {
  transaction: Transaction<DatabaseSchema>;
  store: string;
  vault: Vault;
  now: () => Date;
  clock: Clock;
  sweep: SweepKeys;
  log: (entry: LogEntry) => void;
  /** Capabilities of a provider that come from the server. */
  provides: (provider: string) => readonly string[];
  /** Called when stored credentials would not open. */
  onOpeningFailure(failure: OpeningFailure): void;
}

/** The work surface of one transaction, and `finish`, which writes what was gathered and must run before the commit. */
export function createStoreTransaction({ transaction, store, vault, now, clock, sweep, log, provides, onOpeningFailure }: Parts): { work: StoreTransaction; finish(): Promise<void> } {
  const read = (found: Parameters<typeof toRow>[0]) => toRow(found, now(), provides);
  const audits: PendingAudit[] = [];
  let settle: PendingSettle | null = null;

  // Row-level security shows only this store's rows; naming the store as well lets the index be used, and holds if a policy were ever lost.
  const rows = () => transaction.selectFrom('integrations').select(wholeRow).where('store_id', '=', store);
  const at = (address: Address) => rows().where('provider', '=', address.provider).where('account_key', '=', address.accountKey);

  async function write(row: IntegrationRow, columns: Updateable<IntegrationsTable>, guard?: 'revision' | 'credentials'): Promise<IntegrationRow> {
    let query = transaction.updateTable('integrations').set(columns).where('store_id', '=', store).where('id', '=', row.id);
    if (guard) query = query.where('revision', '=', row.revision);
    if (guard === 'credentials') query = query.where('credential_version', '=', row.credentialVersion);
    const written = await query.returning(wholeRow).executeTakeFirst();
    if (!written) throw new IntegrationsError('conflict');
    return read(written);
  }

  const work: StoreTransaction = {
    store,
    authorizations: createAuthorizationStore({ transaction, store, vault, now, clock, log }),
    departures: createDepartureStore({ transaction, store, vault, now, clock, log }),
    async list() {
      return (await rows().orderBy('provider').orderBy('account_key').execute()).map(read);
    },
    async find(address, { lock = false } = {}) {
      const found = await (lock ? at(address).forUpdate() : at(address)).executeTakeFirst();
      return found ? read(found) : null;
    },
    async ensure(address, category) {
      const found = await at(address).forUpdate().executeTakeFirst();
      if (found) return read(found);
      const time = now();
      await transaction
        .insertInto('integrations')
        .values({ store_id: store, provider: address.provider, account_key: address.accountKey, integration_type: category, since: time, created_at: time, updated_at: time })
        .onConflict((conflict) => conflict.columns(['store_id', 'provider', 'account_key']).doNothing())
        .execute();
      return read(await at(address).forUpdate().executeTakeFirstOrThrow());
    },
    async update(row, change, { bump, actor }) {
      const columns = toColumns(row, change, actor, now());
      return bump ? write(row, { ...columns, revision: row.revision + 1 }, 'revision') : write(row, columns);
    },
    async saveCredentials(row, values, change, actor) {
      const sealed = await sealForRow(transaction, vault, { store, row, values, now: now(), log });
      const columns = { ...toColumns(row, change, actor, now()), credentials: json(sealed) as never, credential_version: sealed.version, revision: row.revision + 1, refresh_until: null };
      return write(row, columns, 'credentials');
    },
    leaseRefresh: (row, milliseconds) => write(row, { refresh_until: clock.in(milliseconds) as never, refresh_number: row.refresh.number + 1 }),
    async isRefreshing(row, most) {
      if (row.refresh.until === null) return false;
      const { rows: [found] } = await sql<{ held: boolean }>`select refresh_until > ${clock.in(0)} and refresh_until <= ${clock.in(most)} as held from integrations where store_id = ${store}::uuid and id = ${row.id}::uuid`.execute(transaction);
      return found?.held === true;
    },
    async settleRefresh(row, values, change) {
      const sealed = values && (await sealForRow(transaction, vault, { store, row, values, now: now(), log }));
      const written = await transaction.updateTable('integrations')
        .set({ ...toColumns(row, change, null, now()), refresh_until: null, ...(sealed && { credentials: json(sealed) as never, credential_version: sealed.version }) })
        .where('store_id', '=', store).where('id', '=', row.id).where('credential_version', '=', row.credentialVersion).where('refresh_number', '=', row.refresh.number)
        .returning(wholeRow).executeTakeFirst();
      return written ? read(written) : null;
    },
    async destroyCredentials(row, change, actor) {
      const columns = { ...toColumns(row, change, actor, now()), credentials: json({}) as never, previews: json({}) as never, refresh_until: null };
      if (row.credentials === null) return write(row, columns);
      return write(row, { ...columns, credential_version: row.credentialVersion + 1, revision: row.revision + 1 }, 'credentials');
    },
    async openCredentials(row, purpose, actor) {
      if (row.credentials === null) return null;
      const values = await openRow(transaction, vault, { store, row, sealed: row.credentials }).catch((error: unknown) => {
        // A database that fails meanwhile says nothing about the credentials.
        if (isVaultError(error)) onOpeningFailure({ row, actor, purpose });
        throw unreadable(error);
      });
      // Written at once rather than at the end: without the audit row nothing is answered (SR-80).
      await writePending(transaction, { store, now: now(), clock, audits: [{ integration: addressOf(row), actor, action: 'credentials.open', outcome: 'allowed', details: { purpose } }], settle: null });
      return values;
    },
    async remove(row) {
      await transaction.deleteFrom('integrations').where('store_id', '=', store).where('id', '=', row.id).execute();
    },
    async audit({ integration, action, outcome, details = {} }, actor) {
      audits.push({ integration, actor, action, outcome, details });
    },
    async claim(key, fingerprint) {
      await sweep(transaction, store, now());
      return claimKey(transaction, { store, key, fingerprint, clock });
    },
    async settle(key, answer) {
      settle = { ...answer, key };
    },
    async hold(key) {
      await transaction.updateTable('integration_idempotency').set({ expires_at: clock.in(settledFor) as never }).where('store_id', '=', store).where('key', '=', key).where('status', 'is', null).execute();
    },
    async amend(key, { status, body, etag }) {
      await transaction.updateTable('integration_idempotency').set({ status, body, etag }).where('store_id', '=', store).where('key', '=', key).where('status', 'is not', null).execute();
    },
  };
  return { work, finish: () => writePending(transaction, { store, now: now(), clock, audits, settle }) };
}
