import type { Answer } from '../http/answer.ts';
import type { IfMatch } from '../http/if-match.ts';
import type { Catalogue, OfferedProvider } from '../catalogue.ts';
import type { ConnectorContext } from '../connector.ts';
import type { Storage, StoreTransaction } from '../storage/storage.ts';

/** A request that has passed every guard. */
export interface Call {
  /** The store of the path, which the host has allowed. */
  store: string;
  actor: string;
  /** Decoded parameters of the path. */
  parameters: Readonly<Record<string, string>>;
  query: URLSearchParams;
  /** The parsed body; undefined where there is none. */
  body: unknown;
  ifMatch: IfMatch | null;
  /** Settles the idempotency key, if there is one, in the transaction of the effect. */
  settle(tx: StoreTransaction, answer: Answer): Promise<Answer>;
  signal: AbortSignal;
}

export interface Services {
  storage: Storage;
  catalogue: Catalogue;
  now(): Date;
  /** Runs work of a connector under one deadline for all its calls. @throws IntegrationsError `timeout`. */
  ask<T>(provider: OfferedProvider, signal: AbortSignal, work: (context: ConnectorContext) => Promise<T>): Promise<T>;
}

/** One verb: input → transaction → connector → transaction → answer. HTTP never runs inside a transaction. */
export type Operation = (call: Call, services: Services) => Promise<Answer>;
