import { sql, type Selectable, type Transaction } from 'kysely';
import type { Account, Values } from '../../core/integration.ts';
import type { Problem } from '../../core/errors.ts';
import type { LogEntry } from '../options.ts';
import type { SealContext, SealedCredentials, Vault } from '../vault/vault.ts';
import { openAs, sealAs, unreadable } from './credential-access.ts';
import { json } from './integration-rows.ts';
import type { AuthorizationsTable, DatabaseSchema } from './schema.ts';
import type { Address } from './storage.ts';

/** How a sign-in is stored; that it has lapsed follows from its time. */
export type StoredAuthorizationStatus = 'pending' | 'completed' | 'needs_choice' | 'failed' | 'cancelled';

/** Who signed in, while it is not decided what becomes of it. */
export interface FoundAccount {
  account: Account;
  status: 'connected' | 'unverified';
  /** Of the definition's capabilities, what the provider proved; absent where it does not tell. */
  granted?: readonly string[];
}

/** One sign-in at a provider. */
export interface AuthorizationRow {
  id: string;
  address: Address;
  stateHash: string;
  actor: string;
  sessionHash: string;
  redirectUri: string;
  scopes: readonly string[];
  status: StoredAuthorizationStatus;
  found: FoundAccount | null;
  problem: Problem | null;
  consumedAt: Date | null;
  expiresAt: Date;
}

export interface AuthorizationChange {
  address?: Address;
  status?: StoredAuthorizationStatus;
  found?: FoundAccount;
  problem?: Problem;
  consumedAt?: Date;
  expiresAt?: Date;
  /** Sealed in place of what was sealed before. A settled sign-in keeps nothing sealed, whatever is given. */
  values?: Values;
}

/** The sign-ins of one store, inside its transaction. */
export interface AuthorizationStore {
  /** Adds one, with what only the server may know, and forgets those that ended a day ago. */
  add(row: Omit<AuthorizationRow, 'status' | 'found' | 'problem' | 'consumedAt'>, values: Values): Promise<void>;
  /** Locked until the transaction ends. Null for an id that does not exist here, whatever its form. */
  find(id: string): Promise<AuthorizationRow | null>;
  /** What is sealed in it, {} where nothing is. @throws IntegrationsError `internal` when it does not open. */
  open(id: string): Promise<Record<string, unknown>>;
  update(id: string, change: AuthorizationChange): Promise<void>;
}

/** Milliseconds a sign-in can be read after it has lapsed. */
const remembered = 86_400_000;

interface Parts {
  transaction: Transaction<DatabaseSchema>;
  store: string;
  vault: Vault;
  now: () => Date;
  log: (entry: LogEntry) => void;
}

export function createAuthorizationStore({ transaction, store, vault, now, log }: Parts): AuthorizationStore {
  const at = (id: string) => transaction.selectFrom('integration_authorizations').selectAll().where('store_id', '=', store).where('id', '=', id);
  const seal = async (id: string, version: number, values: Values) => json(await sealAs(transaction, vault, { context: context(id, version), values, now: now(), log })) as never;
  const context = (id: string, version: number): SealContext => ({ store, integration: `authorization/${id}`, version });

  return {
    async add(row, values) {
      await transaction.deleteFrom('integration_authorizations').where('store_id', '=', store).where('expires_at', '<', new Date(now().getTime() - remembered)).execute();
      await transaction.insertInto('integration_authorizations').values({
        id: row.id, store_id: store, provider: row.address.provider, account_key: row.address.accountKey, state_hash: row.stateHash, actor: row.actor, session_hash: row.sessionHash,
        redirect_uri: row.redirectUri, scopes: json(row.scopes) as never, credentials: await seal(row.id, 1, values), expires_at: row.expiresAt, created_at: now(),
      }).execute();
    },
    async find(id) {
      const found = await at(id).forUpdate().executeTakeFirst();
      return found ? toAuthorization(found) : null;
    },
    async open(id) {
      const sealed = (await at(id).executeTakeFirst())?.credentials;
      if (!isSealed(sealed)) return {};
      return openAs(transaction, vault, { context: context(id, sealed.version), sealed }).catch((error: unknown) => { throw unreadable(error); });
    },
    async update(id, { address, status, found, problem, consumedAt, expiresAt, values }) {
      const open = status === undefined || status === 'pending' || status === 'needs_choice';
      await transaction.updateTable('integration_authorizations').set({
        ...(address && { account_key: address.accountKey }), ...(status && { status }), ...(found && { found: json(found) as never }), ...(problem && { problem: json(problem) as never }),
        ...(consumedAt && { consumed_at: consumedAt }), ...(expiresAt && { expires_at: expiresAt }),
        ...(open ? values && { credentials: await seal(id, 2, values) } : { credentials: sql<never>`'{}'::jsonb` }),
      }).where('store_id', '=', store).where('id', '=', id).execute();
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
