import type { Values } from '../../core/integration.ts';
import type { Address } from './storage.ts';

/** What is left to do at a provider after a disconnect. Its credentials are sealed beside it, and readable by nothing else. */
export interface Departure {
  id: string;
  address: Address;
  scheme: 'credentials' | 'oauth2';
  /** The provider's account; null where it is not known. */
  account: string | null;
  /** Who granted access, as far as the provider tells. */
  persons: readonly string[] | null;
  /** Which app of a merchant's own it was granted to; null for the host's. */
  ownApp: string | null;
  /** Who disconnected. */
  actor: string;
  /** Is access revoked too, or only cleaned up? */
  revokes: boolean;
  /** Is the cleaning up done, or not wanted? */
  cleaned: boolean;
  /** Attempts that failed. */
  attempts: number;
  /** Tells a holder that was overtaken. */
  lease: number;
  createdAt: Date;
}

/** What is sealed in one. */
export interface DepartingValues {
  /** As they were stored for the Integration. */
  stored: Values;
  configuration: Values;
  /** What the user chose to have removed as well. */
  choices: readonly string[];
}

/** The departures of one store, inside its transaction. */
export interface DepartureStore {
  /** Due at once. */
  add(departure: Pick<Departure, 'address' | 'scheme' | 'account' | 'persons' | 'ownApp' | 'actor' | 'revokes' | 'cleaned'>, values: DepartingValues): Promise<void>;
  /** Takes one that is due for so many milliseconds, for one holder at a time over all processes; null where it is gone or somebody has it. */
  take(id: string, milliseconds: number): Promise<Departure | null>;
  /** What is sealed in it; the audit row is written in this same transaction (SR-80). @throws IntegrationsError `internal` when it does not open. */
  open(departure: Departure): Promise<DepartingValues>;
  /** Keeps newer credentials or that it is cleaned up. False, and nothing written, when another holder has come; so for the others below. */
  keep(departure: Departure, change: { cleaned?: true; values?: DepartingValues }): Promise<boolean>;
  /** Gives it back until its next attempt in so many milliseconds; `failed` counts this one. */
  postpone(departure: Departure, milliseconds: number, failed: boolean): Promise<boolean>;
  /** Deletes it with what is sealed in it; what the Integration shows of it follows. */
  end(departure: Departure, how: 'done' | 'failed'): Promise<boolean>;
  /** Deletes what would end a grant that was given anew: all revocations for an account of these providers, at the same app. */
  withdraw(providers: readonly string[], account: string, ownApp: string | null): Promise<void>;
  /**
   * Live sign-ins with the same app that would end with one: of the same person in every store, or of the same account where it is not known of both who granted it; and
   * in this store of all these providers. `except`: the row of one that does not count.
   */
  countShared(shared: { provider: string; account: string | null; persons: readonly string[] | null; ownApp: string | null; providers: readonly string[]; except?: string }): Promise<number>;
}
