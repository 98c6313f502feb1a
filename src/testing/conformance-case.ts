import type { CallOptions, IntegrationsAdapter } from '../core/adapter.ts';
import type { Values } from '../core/integration.ts';

/** What a case is about: a method of the adapter, or `isolation` of one store from another. */
export type ConformanceCapability = 'list' | 'connect' | 'configure' | 'disconnect' | 'status' | 'verify' | 'options' | 'impact' | 'update' | 'add' | 'isolation';

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
  };
  configuration: {
    valid: Values;
    /** Fails the schema. */
    invalid: Values;
    /** Also valid; leaves out a key of `valid` that there has another value than its default. */
    other?: Values;
  };
  /** Dotted path of a field with remote choices that are not empty, if the provider has one. */
  remoteField?: string;
  /** A provider with `accounts: 'many'`, if the backend offers one. */
  manyAccounts?: string;
}

/** A fresh backend for one case, in which the fixture's provider was never connected. */
export interface ConformanceSetup {
  adapter: IntegrationsAdapter;
  /** An adapter of another store on the same backend. */
  otherStore?: IntegrationsAdapter;
  teardown?: () => Promise<void> | void;
}

export interface ConformanceOptions {
  /** Called once for every case. */
  setup: () => Promise<ConformanceSetup> | ConformanceSetup;
  fixture: ConformanceFixture;
  /** What the backend leaves out on purpose. Its cases are absent; one case instead proves that the method really is. */
  omits?: readonly Exclude<ConformanceCapability, 'list' | 'connect' | 'configure' | 'disconnect'>[];
}

/** One promise of the interface. `run` resolves when it is kept, else rejects with an Error that says which and how. */
export interface ConformanceCase {
  readonly name: string;
  readonly capability: ConformanceCapability;
  run(): Promise<void>;
}

/** What a case works with; methods the suite has checked to be there are required. */
export interface CaseContext {
  adapter: IntegrationsAdapter & Required<Pick<IntegrationsAdapter, 'status' | 'verify' | 'options' | 'impact' | 'update' | 'add'>>;
  otherStore: IntegrationsAdapter;
  fixture: ConformanceFixture;
  /** Address of the Integration under test. */
  integration: string;
  /** Options of one call with a key of its own, unless one is given. */
  call(more?: Partial<CallOptions>): CallOptions;
}

/** A case before it is bound to a backend. `needs` leaves it out where the fixture has nothing for it. */
export interface CaseDefinition {
  name: string;
  needs?: (fixture: ConformanceFixture) => boolean;
  run(context: CaseContext): Promise<void>;
}
