import type { Answer } from '../http/answer.ts';
import type { Once } from '../http/idempotency.ts';
import type { IfMatch } from '../http/if-match.ts';
import type { Catalogue, OfferedProvider } from '../catalogue.ts';
import type { ConnectorContext } from '../connector.ts';
import type { OAuth } from '../oauth/create-oauth.ts';
import type { LogEntry } from '../options.ts';
import type { Storage } from '../storage/storage.ts';
import type { Webhooks } from '../webhooks.ts';

/** A request that has passed every guard. */
export interface Call {
  /** The store of the path, which the host has allowed. */
  store: string;
  actor: string;
  /** The host's session; binds sign-ins. */
  session: string;
  /** Decoded parameters of the path. */
  parameters: Readonly<Record<string, string>>;
  query: URLSearchParams;
  /** The parsed body; undefined where there is none. */
  body: unknown;
  ifMatch: IfMatch | null;
  /** Surrounds whatever changes anything, inside its transaction, so that a repeated key does not run it twice. */
  once: Once;
  signal: AbortSignal;
}

export interface Services {
  storage: Storage;
  catalogue: Catalogue;
  now(): Date;
  oauth: OAuth;
  webhooks: Webhooks;
  /** Carries out in the background what is left to do at providers. */
  departures: { wake(): void };
  /** Notes what the people who run this server have to know. */
  log(entry: LogEntry): void;
  /** Runs work of a connector under one deadline for all its calls, in turn with the calls of other stores. @throws IntegrationsError `timeout`. */
  ask<T>(provider: OfferedProvider, caller: Pick<Call, 'store' | 'signal'>, work: (context: ConnectorContext) => Promise<T>): Promise<T>;
}

/** One verb: input → transaction → connector → transaction → answer. HTTP never runs inside a transaction. */
export type Operation = (call: Call, services: Services) => Promise<Answer>;
