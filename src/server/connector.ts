import type { DisconnectImpact } from '../core/disconnect-impact.ts';
import type { Problem } from '../core/errors.ts';
import type { FieldOption } from '../core/field.ts';
import type { Account, Page, Values, Verification } from '../core/integration.ts';
import type { OAuthProvider } from './oauth/oauth-provider.ts';
import type { TestReceipt } from '../core/test-event.ts';
import type { Webhook } from './webhooks.ts';

/** A host a connector may reach: an exact name, or a fixed suffix behind an anchored, enum-like first label (SR-70). */
export type HostRule = string | { label: RegExp; suffix: `.${string}` };

/** One call to a provider, with its real https address. */
export interface ProviderRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  url: string;
  headers?: Readonly<Record<string, string>>;
  body?: string;
}

/** A provider's answer, whatever its status. `json` is undefined when the body is not JSON. */
export interface ProviderResponse {
  status: number;
  headers: Headers;
  text: string;
  json: unknown;
}

export interface ConnectorContext {
  /**
   * Sends one call: host rules are checked, redirects refused, the deadline covers the body, at most 1 MiB is read.
   * @throws IntegrationsError `provider_unavailable` (network, DNS, redirect, oversize) or `timeout`. Any status is an answer, not an error.
   * Its chain of `cause` keeps the network's own error, so that a host that does not exist (`code: 'ENOTFOUND'`) can be told from an outage.
   */
  request(call: ProviderRequest): Promise<ProviderResponse>;
  now(): Date;
  signal: AbortSignal;
}

export interface OptionsQuery {
  credentials: Values;
  /** Saved and unsaved configuration values, merged. */
  configuration: Values;
  query?: string;
  cursor?: string;
}

/** What a proof found: a Verification before its date. */
export type Proof = Omit<Verification, 'checkedAt'> & {
  account: Account | null;
  /** Which capabilities of the definition these credentials have, where the provider tells; absent where it does not. */
  granted?: readonly string[];
};

/** What `sendTest` works with. */
export interface TestContext extends ConnectorContext {
  /**
   * Sends the test itself: this one call, with what it was answered, is what the receipt shows, without anything secret. At most once;
   * `request` is for what has to be read before. @throws as `request` does, and TypeError the second time.
   */
  send(call: ProviderRequest): Promise<ProviderResponse>;
}

/** What the provider made of a test. Provider text may be quoted; the server takes every secret out of it. */
export interface TestVerdict {
  outcome: 'accepted' | 'refused';
  /** One sentence: what the provider said. */
  verdict: string;
  /** What this does not prove, as sentences. */
  unproven: readonly string[];
  /** Where to see it; an https address without a credential in it. */
  link?: TestReceipt['link'];
  /** Why it was refused; `fields` names entered values. */
  problem?: Problem;
}

/** Server-only behaviour of a Provider. Functions hold no state. */
export interface Connector {
  provider: string;
  hosts: readonly HostRule[];
  /** How its provider signs people in; absent where it does not. `credentials` of the methods below are then what this makes of a sign-in's tokens. */
  oauth2?: OAuthProvider;
  /** Changes the given credentials into the form they are stored in (trimmed ids, derived prefixes). Runs before the schema. */
  normalise?(credentials: Values): Values;
  /**
   * Proves credentials with the provider. A refusal is an outcome: `rejected`, with a stage whose `problem` says why
   * (`code`, `detail`, and `fields` naming what to correct). Throws only when the provider could not be asked. `webhook` is there where settings that are
   * saved are looked at, too, and the server has an address for this provider's.
   */
  verify(input: { credentials: Values; configuration?: Values | undefined; webhook?: Webhook | undefined }, context: ConnectorContext): Promise<Proof>;
  /** Choices by dotted field path. @throws IntegrationsError `invalid_credentials`, `insufficient_permission`, `rate_limited`, `provider_unavailable` … */
  options?: Readonly<Record<string, (query: OptionsQuery, context: ConnectorContext) => Promise<Page<FieldOption>>>>;
  /**
   * Passes saved settings on to the provider: `fields` are the dotted paths of those marked `remote` that it does not have yet. Answers
   * what it refused (path → a sentence that says why and what to do); every other field counts as taken. Must be safe to repeat.
   * Throws when the provider could not be asked; nothing then counts as taken. `webhook` is there where the server has an address for this provider's.
   */
  push?(input: { credentials: Values; configuration: Values; fields: readonly string[]; webhook?: Webhook | undefined }, context: ConnectorContext): Promise<Readonly<Record<string, string>>>;
  /**
   * Sends the test of the definition's `test` through `context.send`; `values` fit its fields. An error thrown after that which says what the
   * provider refused becomes a refusal on the receipt, `rate_limited` an error (nothing was sent), and anything else "may or may not have
   * arrived". Whatever is thrown before says that nothing was sent.
   */
  sendTest?(input: { credentials: Values; configuration: Values; values: Values }, context: TestContext): Promise<TestVerdict>;
  /**
   * Removes at the provider what this Integration made there (webhooks, a store), after it was disconnected and before its access is revoked. `choices`
   * are the ids of what the user chose among the definition's `disconnect.choices`. Runs in the background and is tried again, so it must be safe to
   * repeat: what is gone already counts as removed. Throws when the provider could not be asked.
   */
  depart?(input: { credentials: Values; configuration: Values; choices: readonly string[]; webhook?: Webhook | undefined }, context: ConnectorContext): Promise<void>;
  /**
   * Dotted paths of the settings that `depart` takes away at the provider. Only where one of them is set, or something was chosen, is there anything to
   * remove; whoever connects again is told, and can have them set once more. Without this `depart` runs always.
   */
  undoes?(choices: readonly string[]): readonly string[];
  /** What a disconnect would stop now, as sentences; or that with what goes on, and what each choice of the definition would remove. */
  impact?(input: { credentials: Values; configuration: Values }, context: ConnectorContext): Promise<readonly string[] | DisconnectImpact>;
}
