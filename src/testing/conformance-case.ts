import type { CallOptions, IntegrationsAdapter } from '../core/adapter.ts';
import type { AuthorizationResponse } from '../core/authorization.ts';
import type { ErrorCode } from '../core/errors.ts';
import type { Values } from '../core/integration.ts';

/** Methods an adapter may leave out. */
export type OptionalMethod = 'status' | 'verify' | 'sendTest' | 'options' | 'impact' | 'update' | 'add' | 'subscribe' | 'authorization';

/** What a case is about: a method of the adapter, `isolation` of one store from another, or `failures` of every method alike. */
export type ConformanceCapability = 'list' | 'connect' | 'configure' | 'disconnect' | OptionalMethod | 'isolation' | 'failures';

/** One provider as the backend under test knows it, with values to enter. All of it is made up for tests; never real keys. */
export interface ConformanceFixture {
  /** Address of the Integration under test. */
  provider: string;
  /** Keys of `credentials.valid` that are secret. Use random-looking values of 20 characters or more: answers are searched for any 8 characters of them. */
  secrets: readonly string[];
  credentials: {
    /** Accepted by the provider. */
    valid: Values;
    /** Well-formed, but refused by the provider. */
    rejected: Values;
    /** `valid` with another destination (host, region …) and without its secrets, where the provider has such a field. */
    moved?: Values;
    /** Accepted as well, but of another account, where the backend tells accounts apart. */
    otherAccount?: Values;
    /** Well-formed credentials by the code they end with, such as `insufficient_permission` or `provider_unavailable`. */
    failing?: Readonly<Partial<Record<ErrorCode, Values>>>;
  };
  configuration: {
    valid: Values;
    /** Fails the schema. */
    invalid: Values;
    /** Also valid; leaves out a key of `valid` that there has another value than its default. */
    other?: Values;
  };
  /** What to send as a test, if the provider takes one. */
  test?: {
    /** Taken by the provider. */
    values?: Values;
    /** Fail the schema. */
    invalid?: Values;
    /** Well-formed, but refused by the provider. */
    refused?: Values;
  };
  /** Dotted path of a field with remote choices that are not empty, if the provider has one. */
  remoteField?: string;
  /** How many choices that field has in all; more than one page of them, where the backend has so many. */
  choices?: number;
  /** The id of one of `disconnect.choices` of the provider's definition, if it offers any. */
  disconnectChoice?: string;
  /** A provider with `accounts: 'many'`, if the backend offers one. */
  manyAccounts?: string;
  /** A provider that takes one account only, if the backend offers one. */
  oneAccount?: string;
}

/** Who agrees at the provider: one account, another one, or nobody, who refuses. */
export type Consent = 'account' | 'other account' | 'nobody';

/** A fresh backend for one case, in which the fixture's provider was never connected. */
export interface ConformanceSetup {
  adapter: IntegrationsAdapter;
  /** An adapter of another store on the same backend. */
  otherStore?: IntegrationsAdapter;
  /** Changes this Integration as somebody else would, at another place than the adapter under test. Needed where the adapter has `subscribe`. */
  changeElsewhere?: (integration: string) => Promise<void> | void;
  /**
   * Plays the user on the provider's page at this address, and answers what the provider sends back to the redirect URI, the state included.
   * Needed where the adapter has `authorization`.
   */
  consent?: (url: string, as: Consent) => Promise<AuthorizationResponse> | AuthorizationResponse;
  teardown?: () => Promise<void> | void;
}

export interface ConformanceOptions {
  /** Called once for every case. */
  setup: () => Promise<ConformanceSetup> | ConformanceSetup;
  fixture: ConformanceFixture;
  /** What the backend leaves out on purpose. Its cases are absent; one case instead proves that the method really is. */
  omits?: readonly (OptionalMethod | 'isolation')[];
  /**
   * Adapters in trouble, by the code every call of theirs must end with: one of a signed-out user under `unauthenticated`,
   * one of a viewer under `forbidden`, one whose backend is down under `network_failed` or `unavailable` … Each adds a case.
   */
  failing?: Readonly<Partial<Record<ErrorCode, () => Promise<IntegrationsAdapter> | IntegrationsAdapter>>>;
}

/** One promise of the interface. `run` resolves when it is kept, else rejects with an Error that says which and how. */
export interface ConformanceCase {
  readonly name: string;
  readonly capability: ConformanceCapability;
  run(): Promise<void>;
}

/** What a case works with; methods the suite has checked to be there are required. */
export interface CaseContext {
  adapter: IntegrationsAdapter & Required<Pick<IntegrationsAdapter, OptionalMethod>>;
  otherStore: IntegrationsAdapter;
  changeElsewhere: (integration: string) => Promise<void> | void;
  consent: NonNullable<ConformanceSetup['consent']>;
  fixture: ConformanceFixture;
  /** Address of the Integration under test. */
  integration: string;
  /** Options of one call with a key of its own, unless one is given. */
  call(more?: Partial<CallOptions>): CallOptions;
}

/** A case before it is bound to a backend. */
export interface CaseDefinition {
  name: string;
  needs?: FixtureNeed;
  run(context: CaseContext): Promise<void>;
}

/** What a fixture must name for a case to be possible. */
export interface FixtureNeed {
  isIn(fixture: ConformanceFixture): boolean;
  /** Why there is no such case without it. */
  missing: string;
}
