import type { DisconnectImpact } from '../../core/disconnect-impact.ts';
import type { ErrorCode, IntegrationsError } from '../../core/errors.ts';
import type { FieldOption } from '../../core/field.ts';
import type { Account, Integration, Values } from '../../core/integration.ts';
import type { ProviderDefinition } from '../../core/provider.ts';
import type { TestReceipt } from '../../core/test-event.ts';

/** A method of the memory adapter that can be slowed, failed or hung. */
export type MemoryMethod = 'list' | 'connect' | 'configure' | 'disconnect' | 'status' | 'verify' | 'sendTest' | 'options' | 'impact' | 'update' | 'add' | 'begin' | 'complete' | 'poll' | 'resolve' | 'cancel';

/** How one Integration starts. What is left out is as if never connected; `connected` fills the members that go with it. */
export type MemorySeed = Partial<Omit<Integration, 'id' | 'provider'>> & {
  /** Credential values as if entered before (with `scheme: 'oauth2'` an app of the merchant's own), so that a blank secret can keep them. Never answered; previews are made of them. */
  stored?: Values;
};

/** Choices of one remote field: a list, or a function of the other values on the form. */
export type MemoryChoices = readonly FieldOption[] | ((values: Values) => readonly FieldOption[]);

/** What a provider makes of a test event: a refusal or an outage by its code, or members of the receipt that differ; `undefined` accepts it. */
export type MemoryTest = (values: Values, provider: string) => ErrorCode | IntegrationsError | Partial<TestReceipt> | undefined;

/** Whom a code signs in. */
export type MemorySignIn = (Account & { scopes?: readonly string[] }) | readonly FieldOption[] | ErrorCode | IntegrationsError;

export interface MemoryAdapterOptions {
  providers: readonly ProviderDefinition[];
  /** Starting states by address (`klaviyo`, `acme~2`). */
  seed?: Readonly<Record<string, MemorySeed>>;
  /** Says why the provider refuses these credentials, or this app of the merchant's own (`clientId`, `clientSecret`); `undefined` accepts them. Default: everything well-formed is accepted. */
  reject?: (credentials: Values, provider: string) => ErrorCode | IntegrationsError | undefined;
  /** Settings the provider refuses although they are saved: dotted path → why. `undefined` takes them all. */
  refuse?: (configuration: Values, provider: string) => Readonly<Record<string, string>> | undefined;
  /** Names the account behind accepted credentials; one with an `id` is never overwritten by another. Default: `<provider name> account`. */
  account?: (credentials: Values, provider: string) => Account;
  /**
   * What a sign-in with this code comes to: an account (with `scopes`, where only some were granted), several to choose one from, or why the provider
   * does not exchange it. `undefined` is an account of the provider's name. Sign-ins are offered only where a provider has `auth.oauth2`.
   */
  signIn?: (code: string, provider: string) => MemorySignIn | undefined;
  /** What becomes of a test event. Default: every provider takes it. */
  test?: MemoryTest;
  /** Choices of remote fields: provider → dotted field path → choices. Filtered by `query`, paged by 20. */
  options?: Readonly<Record<string, Readonly<Record<string, MemoryChoices>>>>;
  /** What becomes of a sign-in's access at the provider once it is disconnected, by provider. Default `none`: it is ended at once. */
  revocation?: Readonly<Record<string, Integration['revocation']>>;
  /** What a disconnect would stop now, by provider; or that with what goes on, and what each choice of the definition would remove. */
  impact?: Readonly<Record<string, readonly string[] | DisconnectImpact>>;
  /** Milliseconds before a call does anything; one number, or by method. Default 0. */
  latency?: number | Partial<Record<MemoryMethod, number>>;
  /** Methods that always fail, and how. */
  fail?: Partial<Record<MemoryMethod, ErrorCode | IntegrationsError>>;
  /** The clock. Default: starts at 2026-01-01T09:00:00Z and is one second later each time it is read. */
  now?: () => Date;
  /** Who acts, as history shows it. Default `you`. */
  actor?: string;
}

/** What a test or a story can do to a memory adapter from outside. */
export interface MemoryControls {
  /** The next call of this method fails. `lostAnswer`: it takes effect first, and only then fails. */
  failNext(method: MemoryMethod, how: ErrorCode | IntegrationsError, options?: { lostAnswer?: boolean }): void;
  /** While true, every call fails with `network_failed`. */
  offline(on: boolean): void;
  /** Calls of this method wait until they are aborted, or until the returned function is called. */
  hang(method: MemoryMethod): () => void;
  /** Changes an Integration as if somebody else had done it, with a new revision, and tells subscribers. */
  change(integration: string, change: Partial<Omit<Integration, 'id' | 'provider'>>): Integration;
  /** What was chosen to be removed at the provider with the newest disconnect of an Integration, as ids of the definition's `disconnect.choices`. */
  removed(integration: string): readonly string[];
  /** Gives an Integration a new revision and tells nobody, so that a save begun before meets `conflict`. */
  conflict(integration: string): void;
}
