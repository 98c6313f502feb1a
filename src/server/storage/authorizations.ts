import { sql, type Selectable, type Transaction } from 'kysely';
import type { Values } from '../../core/integration.ts';
import type { LogEntry } from '../options.ts';
import type { SealContext, SealedCredentials, Vault } from '../vault/vault.ts';
import type { AuthorizationRow, AuthorizationStore } from './authorization-row.ts';
import type { Clock } from './clock.ts';
import { openAs, sealAs, unreadable } from './credential-access.ts';
import { writePending } from './end-of-transaction.ts';
import { addressOf, json } from './integration-rows.ts';
import type { AuthorizationsTable, DatabaseSchema } from './schema.ts';

/** Milliseconds a sign-in can be read after it has lapsed. */
const remembered = 86_400_000;

interface Parts {
  transaction: Transaction<DatabaseSchema>;
  store: string;
  vault: Vault;
  now: () => Date;
  clock: Clock;
  log: (entry: LogEntry) => void;
}

export function createAuthorizationStore({ transaction, store, vault, now, clock, log }: Parts): AuthorizationStore {
  const at = (id: string) => transaction.selectFrom('integration_authorizations').selectAll().where('store_id', '=', store).where('id', '=', id);
  const seal = async (id: string, version: number, values: Values) => json(await sealAs(transaction, vault, { context: context(id, version), values, now: now(), log })) as never;
  const context = (id: string, version: number): SealContext => ({ store, integration: `authorization/${id}`, version });

  return {
    async add(row, values) {
      // Tokens of a choice nobody made are first ended at the provider.
      const holdsNone = sql<boolean>`(found is null or credentials = '{}')`;
      await transaction.deleteFrom('integration_authorizations').where('store_id', '=', store).where('expires_at', '<', new Date(now().getTime() - remembered)).where(holdsNone).execute();
      // Nobody can use what is sealed in one that has lapsed. Skipping what others hold: an answer that is being taken ends after the time of its row.
      const lapsed = transaction.selectFrom('integration_authorizations').select('id').where('store_id', '=', store).where('expires_at', '<=', now()).where('found', 'is', null).where('credentials', '<>', sql<never>`'{}'::jsonb`).forUpdate().skipLocked();
      await transaction.updateTable('integration_authorizations').set({ credentials: sql<never>`'{}'::jsonb` }).where('store_id', '=', store).where('id', 'in', lapsed).execute();
      await transaction.insertInto('integration_authorizations').values({
        id: row.id, store_id: store, provider: row.address.provider, account_key: row.address.accountKey, state_hash: row.stateHash, actor: row.actor, session_hash: row.sessionHash,
        redirect_uri: row.redirectUri, scopes: json(row.scopes) as never, credentials: await seal(row.id, 1, values), expires_at: row.expiresAt, created_at: now(),
      }).execute();
    },
    async find(id) {
      const found = await at(id).forUpdate().executeTakeFirst();
      return found ? toAuthorization(found) : null;
    },
    async open({ id, address }, actor) {
      const sealed = (await at(id).executeTakeFirst())?.credentials;
      if (!isSealed(sealed)) return {};
      const values = await openAs(transaction, vault, { context: context(id, sealed.version), sealed }).catch((error: unknown) => { throw unreadable(error); });
      await writePending(transaction, { store, now: now(), clock, audits: [{ integration: addressOf(address), actor, action: 'credentials.open', outcome: 'allowed', details: { purpose: 'sign-in' } }], settle: null });
      return values;
    },
    async update(id, { address, status, found, problem, consumedAt, expiresAt, values }) {
      const open = status === undefined || status === 'pending' || status === 'needs_choice';
      await transaction.updateTable('integration_authorizations').set({
        ...(address && { account_key: address.accountKey }), ...(status && { status }), ...(found && { found: json(found) as never }), ...(problem && { problem: json(problem) as never }),
        ...(consumedAt && { consumed_at: consumedAt }), ...(expiresAt && { expires_at: expiresAt }),
        ...(open ? values && { credentials: await seal(id, 2, values) } : { credentials: sql<never>`'{}'::jsonb` }),
      }).where('store_id', '=', store).where('id', '=', id).execute();
    },
    async allOpen({ provider, accountKey }) {
      const open = transaction.selectFrom('integration_authorizations').selectAll().where('store_id', '=', store).where('provider', '=', provider).where('account_key', '=', accountKey).where('status', 'in', ['pending', 'needs_choice']);
      return (await open.orderBy('id').forUpdate().execute()).map(toAuthorization);
    },
  };
}

function toAuthorization(from: Selectable<AuthorizationsTable>): AuthorizationRow {
  return {
    id: from.id, address: { provider: from.provider, accountKey: from.account_key }, stateHash: from.state_hash, actor: from.actor, sessionHash: from.session_hash, redirectUri: from.redirect_uri,
    scopes: from.scopes, status: from.status, found: from.found, problem: from.problem, consumedAt: from.consumed_at, expiresAt: from.expires_at,
  };
}

function isSealed(stored: SealedCredentials | Record<string, never> | undefined): stored is SealedCredentials {
  return stored !== undefined && Object.hasOwn(stored, 'v');
}
