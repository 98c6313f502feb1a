import type { Account, Values } from '../../core/integration.ts';
import type { Problem } from '../../core/errors.ts';
import type { ReachedAccount } from '../oauth/oauth-provider.ts';

/** How a sign-in is stored; that it has lapsed follows from its time. */
export type StoredAuthorizationStatus = 'pending' | 'completed' | 'needs_choice' | 'failed' | 'cancelled';

/** Who signed in, while it is not decided what becomes of it. */
export interface FoundAccount {
  account: Account;
  status: 'connected' | 'unverified';
  /** Of the definition's capabilities, what the provider proved; absent where it does not tell. */
  granted?: readonly string[];
  /** The account that was connected when the choice was offered. */
  instead?: string;
}

/** The accounts a sign-in reaches, while none is chosen. */
export interface ReachedAccounts {
  reached: readonly ReachedAccount[];
}

/** One sign-in at a provider. */
export interface AuthorizationRow {
  id: string;
  /** Where it leads to. */
  address: { provider: string; accountKey: string };
  stateHash: string;
  actor: string;
  sessionHash: string;
  redirectUri: string;
  scopes: readonly string[];
  status: StoredAuthorizationStatus;
  found: FoundAccount | ReachedAccounts | null;
  problem: Problem | null;
  consumedAt: Date | null;
  expiresAt: Date;
}

export interface AuthorizationChange {
  address?: AuthorizationRow['address'];
  status?: StoredAuthorizationStatus;
  found?: FoundAccount | ReachedAccounts;
  problem?: Problem;
  consumedAt?: Date;
  expiresAt?: Date;
  /** Sealed in place of what was sealed before. A settled sign-in keeps nothing sealed, whatever is given. */
  values?: Values;
}

/** The sign-ins of one store, inside its transaction. */
export interface AuthorizationStore {
  /** Adds one, with what only the server may know, and forgets those that ended a day ago, but for the tokens of an open choice: see `nextLapses`. */
  add(row: Omit<AuthorizationRow, 'status' | 'found' | 'problem' | 'consumedAt'>, values: Values): Promise<void>;
  /** Locked until the transaction ends. Null for an id that does not exist here, whatever its form. */
  find(id: string): Promise<AuthorizationRow | null>;
  /** What is sealed in it, {} where nothing is; the audit row is written in this same transaction (SR-80). @throws IntegrationsError `internal` when it does not open. */
  open(row: Pick<AuthorizationRow, 'id' | 'address'>, actor: string): Promise<Record<string, unknown>>;
  update(id: string, change: AuthorizationChange): Promise<void>;
  /** All that are open for an address, lapsed ones too; locked until the transaction ends. */
  allOpen(address: AuthorizationRow['address']): Promise<readonly AuthorizationRow[]>;
}
