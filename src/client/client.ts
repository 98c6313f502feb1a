import type { IntegrationsAdapter } from '../core/adapter.ts';
import type { DisconnectImpact } from '../core/disconnect-impact.ts';
import type { IntegrationsEvent } from '../core/events.ts';
import type { FieldOption } from '../core/field.ts';
import type { CredentialPreview, Integration, Page, Values, Verification } from '../core/integration.ts';
import type { ProviderDefinition, ProviderForms } from '../core/provider.ts';
import type { TestReceipt } from '../core/test-event.ts';
import type { AuthorizationVerbs } from './authorization/attempt.ts';
import type { ClientState } from './state.ts';

/** Optional parts of the adapter; an absent one hides its feature. */
export type Capability = 'status' | 'verify' | 'sendTest' | 'options' | 'impact' | 'update' | 'add' | 'authorization' | 'syncs';

export interface IntegrationsClientOptions {
  adapter: IntegrationsAdapter;
  /** What the page offers, in this order. */
  providers: readonly ProviderDefinition[];
  onEvent?: (event: IntegrationsEvent) => void;
  /** Milliseconds a call may take, body included. Default 15 000. */
  deadline?: number;
  now?: () => number;
}

/** What a form knows of a save beyond what is sent. Should the answer be lost, it is how the form is filled again and the outcome found. */
export interface Draft {
  /** What it was made from. */
  from: Integration;
  /** Every known key as it will be stored: defaults written out, emptied ones undefined. */
  values: Values;
}

/**
 * The framework-free controller over one adapter. Verbs reject with `IntegrationsError` and never throw anything else;
 * what they change is read from the state. One operation runs per Integration: a second call of the same verb joins the first,
 * another verb waits for it. Credentials pass through and are never kept.
 */
export interface IntegrationsClient {
  readonly providers: readonly ProviderDefinition[];
  readonly capabilities: ReadonlySet<Capability>;
  getState(): ClientState;
  /** Tells of every change of state; answers the function that ends it. */
  subscribe(listener: () => void): () => void;
  /** The forms of a provider, loaded once; a failed load is tried again on the next call. */
  forms(provider: string): Promise<ProviderForms<never, never, never>>;
  /** Reads the list (again). Joins a read under way, or with `fresh` aborts it and asks anew. Never rejects: failures are in the state. */
  load(options?: { fresh?: boolean }): Promise<void>;
  /** Loads the code of the verbs before the first of them is called. Never rejects; a failed load is tried again by the next call. */
  preload(): Promise<void>;
  /** `previews`: what will be shown of these credentials; it tells them from somebody else's, should the answer be lost. */
  connect(integration: string, credentials: Values, signal?: AbortSignal, previews?: Readonly<Record<string, CredentialPreview>>): Promise<Integration>;
  configure(integration: string, configuration: Values, revision: string, draft?: Draft): Promise<Integration>;
  disconnect(integration: string, options?: { eraseData?: boolean; choices?: readonly string[] }): Promise<Integration>;
  /** Pause, resume, rename, or take note of a revocation that failed; with the newest revision known here. */
  update(integration: string, change: { enabled?: boolean; label?: string; revocation?: 'none' }): Promise<Integration>;
  /**
   * Reads one Integration again (`status`, else the list): "check again". It sends nothing else: what is stored is compared with what was sent,
   * which is true of every adapter, whether or not it honours keys. An operation seen to have happened is gone from the state afterwards, any other
   * says what was `found`. The same wish sent again while nothing was found goes out under the key it had, so that a backend which is still at
   * work on it, or done by then, answers for that one.
   */
  refresh(integration: string): Promise<Integration>;
  verify(integration: string, given?: { credentials?: Values; configuration?: Values }, signal?: AbortSignal): Promise<Verification>;
  /**
   * Sends one test event. Should the answer be lost, the same values sent again go out under the key they had, so that a backend which did send it
   * answers with that receipt.
   */
  sendTest(integration: string, values?: Values, signal?: AbortSignal): Promise<TestReceipt>;
  options(integration: string, field: string, given?: { query?: string; cursor?: string; values?: Values }, signal?: AbortSignal): Promise<Page<FieldOption>>;
  impact(integration: string, signal?: AbortSignal): Promise<DisconnectImpact>;
  /** The verbs of signing in at a provider, loaded before they are offered: the first of them must run in the click itself. Rejects with `method_not_allowed` without `adapter.authorization`. */
  authorizations(): Promise<AuthorizationVerbs>;
  /**
   * Where this tab went to a provider itself and is back: reads what became of it and answers the Integration to show, else null.
   * Answers it once; `attempts` of the state then tells the outcome.
   */
  comeBack(): Promise<string | null>;
  /** Forgets a finished (`failed`, `unknown`) operation. */
  dismiss(integration: string): void;
  /** Reports what the page itself does, such as opening a dialog. */
  emit(event: DialogEvent): void;
  /** Aborts what runs, drops every timer and listener. */
  destroy(): void;
}

export type DialogEvent = { type: 'dialog_opened' | 'dialog_closed'; dialog: 'connect' | 'configure' | 'disconnect' | 'test'; integration: string; provider: string };
