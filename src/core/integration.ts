import type { Problem } from './errors.ts';

export type Scalar = string | number | boolean;
/** Field values by key; nested objects and rows are plain objects and arrays. */
export type Values = Readonly<Record<string, unknown>>;

/** What the backend knows about one Integration. `error`: it fails for a reason that is neither the grant nor the user's keys. */
export type IntegrationStatus = 'disconnected' | 'connected' | 'unverified' | 'needs_reauth' | 'error';

/** What may be shown of a credential. `hint` is the last 4 characters, only of secrets of 20 or more. */
export type CredentialPreview =
  | { secret: false; value: string }
  | { secret: true; isSet: boolean; updatedAt: string | null; hint: string | null };

/** The provider account behind an Integration. */
export interface Account {
  id?: string;
  label: string;
}

/** One execution of a Connector's sync. Times are ISO 8601. */
export interface SyncRun {
  id: string;
  sync: string;
  status: 'queued' | 'running' | 'succeeded' | 'partial' | 'failed' | 'cancelled';
  recordsProcessed: number;
  recordsFailed: number;
  errorMessage: string | null;
  startedAt: string;
  completedAt: string | null;
  trigger: string;
}

/** One store's state with one account at one Provider. All times are ISO 8601; nothing in it is secret. */
export interface Integration {
  /** Address: the provider id, or `<provider>~<key>` for a further account. URL-safe, never a database key. */
  id: string;
  provider: string;
  label: string | null;
  status: IntegrationStatus;
  /** False while paused. */
  enabled: boolean;
  scheme: 'credentials' | 'oauth2' | null;
  /** Is an app set up here to sign in at the provider with? False: signing in is not offered. Absent or null: it is, where the definition has it. */
  offersSignIn?: boolean | null;
  /** What an app of the merchant's own must have registered as its redirect URI. Absent or null: no such app is taken. */
  redirectUri?: string | null;
  account: Account | null;
  /** What the credentials allow, by scope or capability; null where the provider does not tell. */
  scopes: { granted: readonly string[]; missing: readonly string[] } | null;
  credentials: Readonly<Record<string, CredentialPreview>>;
  configuration: Values;
  problem: Problem | null;
  authorization: { id: string; expiresAt: string } | null;
  /** How far ending the last sign-in's access at the provider is, after a disconnect. */
  revocation: 'none' | 'pending' | 'failed';
  /** Where a person ends it by hand; https. Told where `revocation` is `failed`. */
  accessUrl?: string | null;
  lastSync: SyncRun | null;
  nextSyncAt: string | null;
  /** When a failed attempt is repeated by itself. */
  retryAt: string | null;
  /** Last live health check. */
  checkedAt: string | null;
  /** Since when the status is what it is. */
  since: string;
  accessEndsAt: string | null;
  connectedAt: string | null;
  connectedBy: string | null;
  updatedBy: string | null;
  updatedAt: string;
  /** Changes only with configuration, label, enabled, scheme, account or credentials. */
  revision: string;
}

export interface VerificationStage {
  id: 'format' | 'reach' | 'sign-in' | 'permission' | 'resource';
  outcome: 'passed' | 'failed' | 'skipped' | 'unprovable';
  durationMs: number;
  problem?: Problem;
}

/** The result of proving credentials. A rejection is an outcome, not an error. */
export interface Verification {
  outcome: 'verified' | 'unverified' | 'rejected';
  account: Account | null;
  checkedAt: string;
  stages: readonly VerificationStage[];
}

/** One page of a list; pass `nextCursor` back to get the next one. */
export interface Page<T> {
  items: readonly T[];
  nextCursor: string | null;
}

const statuses: readonly unknown[] = ['disconnected', 'connected', 'unverified', 'needs_reauth', 'error'] satisfies IntegrationStatus[];

/** A cheap check that a value has the members the page reads; the full check is `wire.ts`. */
export function isIntegration(value: unknown): value is Integration {
  if (!isRecord(value)) return false;
  const it: Partial<Integration> = value;
  return (
    typeof it.id === 'string' &&
    typeof it.provider === 'string' &&
    statuses.includes(it.status) &&
    typeof it.enabled === 'boolean' &&
    typeof it.revision === 'string' &&
    isRecord(it.credentials) &&
    isRecord(it.configuration)
  );
}

/** Splits an address into provider and account key (`''` for the first account). */
export function parseIntegrationId(id: string): { provider: string; accountKey: string } | null {
  const match = /^([a-z0-9]+(?:-[a-z0-9]+)*)(?:~([a-z0-9]{1,32}))?$/.exec(id);
  return match && id.length <= 100 ? { provider: match[1] ?? '', accountKey: match[2] ?? '' } : null;
}

/** The never-connected Integration every provider has before first use. An adapter may spread it and set what its backend knows. */
export function disconnectedIntegration(provider: string, id: string = provider): Integration {
  const never = '1970-01-01T00:00:00.000Z';
  return {
    // Pages load this first, so the members stand in the order that compresses best.
    status: 'disconnected', problem: null, credentials: {}, accessEndsAt: null, nextSyncAt: null, redirectUri: null, authorization: null, revocation: 'none', lastSync: null, retryAt: null,
    connectedAt: null, account: null, updatedAt: never, revision: '0', label: null, updatedBy: null, connectedBy: null, configuration: {}, accessUrl: null, scheme: null, offersSignIn: null,
    provider, checkedAt: null, id, scopes: null, since: never, enabled: true,
  };
}

/** Is it an object with members, and no list? */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
