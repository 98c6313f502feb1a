import type { Account, CredentialPreview, Integration, IntegrationStatus, Values } from '../../core/integration.ts';
import type { Problem } from '../../core/errors.ts';
import type { SealedCredentials } from '../vault/vault.ts';
import type { AuthorizationStore } from './authorization-row.ts';
import type { DepartureStore } from './departure-row.ts';

/** A row of `integrations`, times as Date. `credentials` is the sealed envelope or null. */
export interface IntegrationRow {
  id: string;
  provider: string;
  accountKey: string;
  label: string | null;
  status: IntegrationStatus;
  enabled: boolean;
  scheme: 'credentials' | 'oauth2' | null;
  account: Account | null;
  scopes: Integration['scopes'];
  credentials: SealedCredentials | null;
  credentialVersion: number;
  previews: Readonly<Record<string, CredentialPreview>>;
  configuration: Values;
  /** Settings that are saved and not at the provider: dotted path → why. */
  refused: Readonly<Record<string, string>>;
  problem: Problem | null;
  retryAt: Date | null;
  checkedAt: Date | null;
  since: Date;
  /** The sign-in that is under way; null once it has lapsed. */
  signIn: Integration['authorization'];
  /** When access ends by itself; null where it does not. */
  accessEndsAt: Date | null;
  /** When it is renewed if nobody uses it until then; null where there is nothing to renew. */
  renewAt: Date | null;
  /** How far ending the last access at the provider is, after a disconnect. */
  revocation: Integration['revocation'];
  /** Where a person ends it by hand. */
  accessUrl: string | null;
  /** Who granted access by signing in, as far as the provider tells; never shown. */
  persons: readonly string[] | null;
  /** Which app of a merchant's own a sign-in was made with, by what its clients have in common; null for the host's. Never shown. */
  ownApp: string | null;
  /** The lease of whoever refreshes its tokens. */
  refresh: { until: Date | null; number: number };
  connectedAt: Date | null;
  connectedBy: string | null;
  updatedBy: string | null;
  updatedAt: Date;
  revision: number;
}

export interface Address {
  provider: string;
  accountKey: string;
}

export type RowChange = Partial<Omit<IntegrationRow, 'id' | 'provider' | 'accountKey' | 'updatedAt' | 'revision' | 'credentials' | 'credentialVersion' | 'refresh'>>;

export interface AuditEntry {
  action: string;
  /** Address, where one is concerned. */
  integration: string | null;
  outcome: 'allowed' | 'denied' | 'failed';
  /** Plain facts, never a secret. */
  details?: Readonly<Record<string, string | number | boolean | null>>;
}

/** An idempotency record: `fresh` means this caller now owns the key. */
export type IdempotencyClaim =
  | { state: 'fresh' }
  | { state: 'running' }
  | { state: 'mismatch' }
  | { state: 'done'; status: number; body: string; etag: string | null };

/** Work inside one database transaction, seen through row-level security as one store. Never await HTTP in here. */
export interface StoreTransaction {
  readonly store: string;
  list(): Promise<IntegrationRow[]>;
  /** `lock` takes the row for update. */
  find(address: Address, options?: { lock?: boolean }): Promise<IntegrationRow | null>;
  /** The row, created as `disconnected` where missing, locked for update. */
  ensure(address: Address, category: string): Promise<IntegrationRow>;
  /** Writes changes; `bump` also raises the revision. Answers the row as it is now. */
  update(row: IntegrationRow, change: RowChange, options: { bump: boolean; actor: string | null }): Promise<IntegrationRow>;
  /** Seals and writes credentials with their previews, raising credential version and revision. */
  saveCredentials(row: IntegrationRow, values: Values, change: RowChange, actor: string): Promise<IntegrationRow>;
  /** Takes the lease on refreshing a row's tokens for so many milliseconds, by the clock all processes share, under the next number. The row is locked. */
  leaseRefresh(row: IntegrationRow, milliseconds: number): Promise<IntegrationRow>;
  /** Does somebody hold the lease? An end further off than `most` milliseconds is from before a clock was set back, and its holder is not waited for until then. The row is locked. */
  isRefreshing(row: IntegrationRow, most: number): Promise<boolean>;
  /** Ends a lease, with new tokens or none; the revision stays. Null, and nothing written, when another holder or other credentials have come meanwhile. */
  settleRefresh(row: IntegrationRow, values: Values | null, change: RowChange): Promise<IntegrationRow | null>;
  /** Destroys credentials and previews at once; raises the credential version and revision where there were any. */
  destroyCredentials(row: IntegrationRow, change: RowChange, actor: string): Promise<IntegrationRow>;
  /** Opens stored credentials; the audit row is written in this same transaction, else nothing is answered (SR-80). Null where none are stored. */
  openCredentials(row: IntegrationRow, purpose: string, actor: string): Promise<Record<string, unknown> | null>;
  remove(row: IntegrationRow): Promise<void>;
  /** Sign-ins of this store. */
  authorizations: AuthorizationStore;
  /** What is left to do at providers after disconnects of this store. */
  departures: DepartureStore;
  /** Adds to the store's history, together with the transaction. */
  audit(entry: AuditEntry, actor: string): Promise<void>;
  /** Claims an idempotency key (as `claim` of the storage takes it) until the transaction ends: undone, it never was. A caller that comes meanwhile waits, then meets the settled answer. */
  claim(key: string, fingerprint: string): Promise<IdempotencyClaim>;
  /** Settles an idempotency key in the transaction of its effect. @throws IntegrationsError `request_in_progress` (at the end of the transaction, undoing it) when the claim has lapsed. */
  settle(key: string, answer: { status: number; body: string; etag: string | null }): Promise<void>;
  /** Keeps a running claim as long as a settled one, so that after a crash nothing runs again under it. */
  hold(key: string): Promise<void>;
  /** Puts a later answer in the place of a settled one. */
  amend(key: string, answer: { status: number; body: string; etag: string | null }): Promise<void>;
}

/** The database as operations see it. */
export interface Storage {
  migrate(): Promise<void>;
  /** Refuses to go on when a data key is wrapped by a key the vault does not hold (SR-77). @throws Error naming the missing key ids. */
  checkKeys(): Promise<void>;
  /** Answers within a second whether the database does. */
  ready(): Promise<boolean>;
  /**
   * Runs work as one store, in one transaction. A malformed store id is refused like an unknown one: `not_found`.
   * After a serialization failure or a deadlock the work is run again from the start (3 times in all), so it must change nothing but the database.
   * @throws IntegrationsError `unavailable` when the database cannot be reached in time; `internal`, with a VaultError as cause, when stored
   * credentials cannot be opened: the row then stands on `error` with a problem, and the audit has a `failed` entry, though the work itself was rolled back.
   */
  store<T>(storeId: string, work: (tx: StoreTransaction) => Promise<T>): Promise<T>;
  /** Where the sign-in of a state belongs, by the hash of the state; null where there is none. Nothing of a store is seen. */
  placeOfState(hash: string): Promise<{ store: string; integration: string } | null>;
  /** The address a sign-in of this store is for; null where the store has none of this id, or is none. */
  integrationOfSignIn(storeId: string, id: string): Promise<string | null>;
  /** Departures of all stores that are due next, soonest first, with the milliseconds until then, none or fewer where it is time. Nothing of a store is seen but that it has some. */
  nextDepartures(most: number): Promise<readonly { store: string; id: string; wait: number }[]>;
  /** Sign-ins of all stores that are to be renewed next, in the same way, by the id of their Integration. */
  nextRenewals(most: number): Promise<readonly { store: string; id: string; wait: number }[]>;
  /** Choices of all stores that nobody has made, by when they lapse, in the same way. */
  nextLapses(most: number): Promise<readonly { store: string; id: string; wait: number }[]>;
  /** Claims an idempotency key (already scoped to user, store and route, and hashed: it is stored as it is) at once, for work of several transactions. Kept 24 h; a running claim lapses after 60 s. */
  claim(storeId: string, key: string, fingerprint: string): Promise<IdempotencyClaim>;
  /** Gives a claim back after a failure without effect. */
  release(storeId: string, key: string): Promise<void>;
  /** Refuses new work and waits for what runs. The database stays open: who opened it closes it. */
  close(): Promise<void>;
}
