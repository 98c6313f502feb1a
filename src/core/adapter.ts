import type { Authorization, AuthorizationRecord, AuthorizationResponse } from './authorization.ts';
import type { DisconnectImpact } from './disconnect-impact.ts';
import type { FieldOption } from './field.ts';
import type { Integration, Page, SyncRun, Values, Verification } from './integration.ts';
import type { TestReceipt } from './test-event.ts';

/** Given to every call. */
export interface CallOptions {
  /** Aborted when the caller no longer wants the answer or the deadline has passed. Stop work and reject with `aborted`. */
  signal: AbortSignal;
  /** Names one intent. The same key with the same input must have one effect and answer alike, however often it arrives. */
  idempotencyKey?: string;
}

/**
 * The object a host implements so that the page can reach its backend.
 *
 * Four methods are required; every other is optional: present means supported, absent hides the feature.
 * Failures reject with `IntegrationsError`; anything else thrown is shown as `internal`, never with its own text.
 * No method ever answers with a secret.
 */
export interface IntegrationsAdapter {
  /** One entry per provider the store may use, and one per further account. Safe to repeat. */
  list(o: CallOptions): Promise<readonly Integration[]>;
  /**
   * Upsert; proves the credentials first, and stores nothing when they are refused (`invalid_credentials`, `insufficient_permission`, …).
   * Omitted secrets keep their stored value, unless a `destination` field changed (`validation_failed` naming the secrets).
   * Concurrent calls leave exactly one Integration with one set of credentials.
   */
  connect(i: { integration: string; credentials: Values }, o: CallOptions): Promise<Integration>;
  /**
   * Replaces every key the schema knows: omitted known keys return to their default, stored unknown keys are kept.
   * Stale `revision` → `conflict` with `current`, nothing written; of concurrent writers on one revision exactly one wins.
   * Not connected → `not_connected`. Where the provider keeps some settings too (`remote`) and refuses them, everything is stored all the same,
   * and the answer's `problem` is `refused_by_provider` with the refused `fields`; the next save passes those on again.
   */
  configure(i: { integration: string; configuration: Values; revision: string }, o: CallOptions): Promise<Integration>;
  /**
   * Idempotent. Afterwards no credential is readable. Configuration stays for a later reconnect;
   * `eraseData` also forgets configuration and history, and removes a further account. `choices`: ids of the definition's `disconnect.choices`,
   * what is to be removed at the provider as well; one that is not among them → `bad_request`, and nothing is done.
   * Where access is still to be ended at the provider, the answer's `revocation` is `pending`; `list` and `status` say how it goes on.
   */
  disconnect(i: { integration: string; eraseData?: boolean; choices?: readonly string[] }, o: CallOptions): Promise<Integration>;

  /** Live health check; answers the Integration as it is now. Safe to repeat. */
  status?(i: { integration: string }, o: CallOptions): Promise<Integration>;
  /** Proves credentials without storing anything. Given ones merge like `connect`; without any, what is stored is proven. A rejection is an outcome, not an error. */
  verify?(i: { integration: string; credentials?: Values; configuration?: Values }, o: CallOptions): Promise<Verification>;
  /**
   * Sends one test event or message with what is stored, at most one, and keeps nothing of it. A refusal by the provider, or an answer that
   * never came, is an outcome. With a key a repeat answers alike and sends nothing again; one that comes meanwhile joins or is `request_in_progress`.
   * An error says that nothing was sent: not connected → `not_connected`, wrong `values` → `validation_failed` naming them, a provider without a
   * test → `not_found`. A pause does not hinder it: it was asked for.
   */
  sendTest?(i: { integration: string; values?: Values }, o: CallOptions): Promise<TestReceipt>;
  /** Choices of a field with `options: 'remote'`. `values` may hold unsaved credentials or configuration; never stored. Safe to repeat. */
  options?(i: { integration: string; field: string; query?: string; cursor?: string; values?: Values }, o: CallOptions): Promise<Page<FieldOption>>;
  /** What a disconnect would stop now, leave as it is, and remove where that is chosen. Safe to repeat. */
  impact?(i: { integration: string }, o: CallOptions): Promise<DisconnectImpact>;
  /** Pause, resume, rename; `revocation: 'none'` takes note of one that failed. Stale `revision` → `conflict` with `current`, nothing written. */
  update?(i: { integration: string; enabled?: boolean; label?: string; revocation?: 'none'; revision: string }, o: CallOptions): Promise<Integration>;
  /** Creates a further account of a provider with `accounts: 'many'`; it exists as `disconnected` until connected. */
  add?(i: { provider: string; label?: string }, o: CallOptions): Promise<Integration>;

  authorization?: {
    /**
     * Starts one OAuth attempt. `scopes`: only what is missing. `fields`: an app of the merchant's own, as the definition asks for it; without them it is
     * the host's. A blank secret keeps what is stored for the same `clientId`. Whatever is granted is renewed and ended with the app it was granted to.
     * An app the provider refuses fails the record, with a `problem` that names the field.
     */
    begin(i: { integration: string; scopes?: readonly string[]; fields?: Values }, o: CallOptions): Promise<Authorization>;
    /** Single use: a second call or a foreign state → `authorization_mismatch`. */
    complete(i: { response: AuthorizationResponse }, o: CallOptions): Promise<AuthorizationRecord>;
    /** Reads the record. Safe to repeat. */
    poll(i: { authorization: string }, o: CallOptions): Promise<AuthorizationRecord>;
    resolve?(i: { authorization: string; choice: 'replace' | 'add' | { account: string } }, o: CallOptions): Promise<AuthorizationRecord>;
    cancel?(i: { authorization: string }, o: CallOptions): Promise<void>;
    refresh?(i: { integration: string }, o: CallOptions): Promise<Integration>;
  };
  syncs?: {
    start(i: { integration: string; sync: string }, o: CallOptions): Promise<SyncRun>;
    list(i: { integration: string; cursor?: string }, o: CallOptions): Promise<Page<SyncRun> & { available: readonly { id: string; name: string }[] }>;
    schedule?(i: { integration: string; sync: string; cron: string | null }, o: CallOptions): Promise<Integration>;
  };
  /** Tells of changes made elsewhere; answers the function that ends it. */
  subscribe?(listener: (integration: Integration) => void): () => void;
}
