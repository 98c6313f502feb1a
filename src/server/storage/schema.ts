import type { ColumnType, Generated } from 'kysely';
import type { CredentialPreview, Integration, IntegrationStatus, Values } from '../../core/integration.ts';
import type { Problem } from '../../core/errors.ts';
import type { SealedCredentials } from '../vault/vault.ts';
import type { FoundAccount, ReachedAccounts, StoredAuthorizationStatus } from './authorization-row.ts';

type Time = ColumnType<Date, Date, Date>;
type OptionalTime = ColumnType<Date | null, Date | null | undefined, Date | null>;

export interface IntegrationsTable {
  id: Generated<string>;
  store_id: string;
  /** The provider's category. */
  integration_type: string;
  provider: string;
  /** The part of the address after `~`, else `''`. */
  account_key: string;
  label: string | null;
  status: Generated<IntegrationStatus>;
  /** The sealed envelope, or `{}` where nothing is stored. */
  credentials: Generated<SealedCredentials | Record<string, never>>;
  credential_version: Generated<number>;
  previews: Generated<Readonly<Record<string, CredentialPreview>>>;
  configuration: Generated<Values>;
  /** Settings that are not at the provider: dotted path → why. */
  refused: Generated<Readonly<Record<string, string>>>;
  is_enabled: Generated<boolean>;
  scheme: 'credentials' | 'oauth2' | null;
  account_id: string | null;
  account_label: string | null;
  /** What the credentials allow; null where the provider does not tell. */
  scopes: Integration['scopes'];
  problem: Problem | null;
  retry_at: OptionalTime;
  checked_at: OptionalTime;
  since: Time;
  connected_at: OptionalTime;
  connected_by: string | null;
  updated_by: string | null;
  last_synced: OptionalTime;
  /** The sign-in that is under way. */
  sign_in: { id: string; expiresAt: string } | null;
  access_ends_at: OptionalTime;
  /** When it is renewed if nobody uses it. */
  renew_at: OptionalTime;
  /** Until when somebody refreshes the tokens, and the how-manieth refresh it is. */
  refresh_until: OptionalTime;
  refresh_number: Generated<number>;
  revocation: Generated<Integration['revocation']>;
  access_url: string | null;
  /** Who granted access, as far as the provider tells. */
  persons: readonly string[] | null;
  own_app: string | null;
  revision: Generated<number>;
  created_at: Time;
  updated_at: Time;
}

export interface DataKeysTable {
  id: string;
  store_id: string;
  kek: string;
  wrapped: string;
  /** Values sealed with it so far; the database counts. */
  seals: Generated<number>;
  created_at: Time;
}

export interface AuditTable {
  id: Generated<number>;
  store_id: string;
  /** Place in the store's history, from 1, and the hash that chains it to the one before; the database writes both. */
  seq: Generated<number>;
  hash: Generated<Uint8Array>;
  integration: string | null;
  actor: string;
  action: string;
  outcome: 'allowed' | 'denied' | 'failed';
  details: Readonly<Record<string, string | number | boolean | null>>;
  at: Time;
}

export interface IdempotencyTable {
  store_id: string;
  /** SHA-256 of the caller's key. */
  key: string;
  fingerprint: string;
  /** Null while the request runs. */
  status: number | null;
  body: string | null;
  etag: string | null;
  expires_at: Time;
}

export interface AuthorizationsTable {
  id: string;
  store_id: string;
  provider: string;
  account_key: string;
  /** SHA-256 of the whole state. */
  state_hash: string;
  actor: string;
  /** SHA-256 of the session the host named. */
  session_hash: string;
  redirect_uri: string;
  /** Asked for. */
  scopes: readonly string[];
  status: Generated<StoredAuthorizationStatus>;
  /** Sealed: the verifier and entered fields, later the tokens of an open choice. `{}` once it is settled. */
  credentials: Generated<SealedCredentials | Record<string, never>>;
  /** Who signed in with what, or which accounts that reaches, while a choice is open. */
  found: FoundAccount | ReachedAccounts | null;
  problem: Problem | null;
  /** When its state was used. */
  consumed_at: OptionalTime;
  expires_at: Time;
  created_at: Time;
}

export interface DeparturesTable {
  id: string;
  store_id: string;
  provider: string;
  account_key: string;
  scheme: 'credentials' | 'oauth2';
  account_id: string | null;
  persons: readonly string[] | null;
  own_app: string | null;
  actor: string;
  revokes: boolean;
  cleaned: Generated<boolean>;
  /** Sealed: see DepartingValues. */
  credentials: SealedCredentials;
  attempts: Generated<number>;
  lease: Generated<number>;
  /** When it is due, or how long somebody has it. */
  next_at: Time;
  created_at: Time;
}

/** Tables as Kysely sees them. */
export interface DatabaseSchema {
  integrations: IntegrationsTable;
  integration_data_keys: DataKeysTable;
  integration_audit: AuditTable;
  integration_idempotency: IdempotencyTable;
  integration_authorizations: AuthorizationsTable;
  integration_departures: DeparturesTable;
}
