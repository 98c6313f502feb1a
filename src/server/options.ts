import type { AccessAction } from '../core/routes.ts';
import type { ProviderDefinition } from '../core/provider.ts';
import type { Connector } from './connector.ts';
import type { OAuthClientKeys } from './oauth/oauth-provider.ts';
import type { IntegrationsDatabase } from './storage/database.ts';
import type { Vault } from './vault/vault.ts';
import type { WebhookAddress } from './webhooks.ts';

/** What a caller wants to do; `integration` is absent for store-wide routes. */
export interface Access {
  action: AccessAction;
  store: string;
  integration?: string;
}

/**
 * Who a request comes from: `actor` names the user: shown in history, counts calls and scopes idempotency keys, so it must be unique. `session` binds sign-ins.
 * `ip`, where the host knows it, is the caller's address as the host's own proxy saw it: costly calls are then counted by address too.
 */
export interface Principal {
  actor: string;
  session: string;
  ip?: string;
}

/** One line of the log: plain facts, never a secret, a body or a full address. */
export interface LogEntry {
  level: 'debug' | 'info' | 'warn' | 'error';
  event: string;
  [fact: string]: string | number | boolean | null | undefined;
}

export interface IntegrationsServerOptions {
  providers: readonly ProviderDefinition[];
  /** Default: the built-in connectors of the given providers. */
  connectors?: readonly Connector[];
  database: IntegrationsDatabase;
  vault: Vault;
  /** Origins allowed to call from a browser, such as `https://app.example`. */
  origins: readonly string[];
  /** Provider id → the app you registered there. Signing in is offered for these alone. */
  oauthClients?: Readonly<Record<string, OAuthClientKeys>>;
  /** Provider id → where of yours its webhooks arrive. Settings that need one are greyed for the others. */
  webhooks?: Readonly<Record<string, WebhookAddress>>;
  /** Where a provider sends the user back to; distinct per provider. */
  redirectUri(provider: string): string;
  /** What precedes every path. Default `/api`. */
  basePath?: string;
  /**
   * Decides every request. It is given the headers, not the body. `'unauthenticated'` → 401; a Principal allows; any other value, a throw, or no answer within 5 s → 403.
   */
  authorize(request: Request, access: Access): Promise<Principal | 'unauthenticated'> | Principal | 'unauthenticated';
  /** Provider id → base URL that stands in for the provider: `https://HOST/PATH` is asked at `<base>/HOST/PATH`. Host rules apply to the original. */
  endpoints?: Readonly<Record<string, string>>;
  /** Allows `endpoints` on loopback addresses over http. Independent of NODE_ENV. */
  allowLoopbackEgress?: boolean;
  /** `'platform'`: the platform guards outbound addresses, so `fetch` need not be `pinnedFetch()`. */
  egress?: 'platform';
  limits?: {
    /** Costly calls (connect, verify, test events) a minute per user and store, in this process. Default 120. */
    costlyPerMinute?: number;
    /** The same per address, over all users and stores; counts only where `authorize` answers `ip`. Default 10 times `costlyPerMinute`. */
    costlyPerMinuteAndIp?: number;
  };
  log?: (entry: LogEntry) => void;
  /** The clock, for tests. Default: the machine's; but what processes hold against each other (leases, keys of requests) then goes by the clock of the database they share, so that their own may differ (SR-94). */
  now?: () => Date;
  /** Sends outbound calls. Use `pinnedFetch()` of `./server/node`. */
  fetch?: typeof globalThis.fetch;
}

export interface IntegrationsServer {
  /** Answers every request with a Response; never throws. */
  fetch(request: Request): Promise<Response>;
  /** Migrates and checks the set-up. @throws Error when keys are missing, the schema is newer, or egress is unguarded. */
  start(): Promise<void>;
  /**
   * Does now what a server that keeps running does by itself: renews sign-ins nobody uses, ends choices nobody made, and ends access at providers after
   * disconnects. For hosts where no process lives on: call it from a timer of the platform, every few minutes or at least once an hour. Begins nothing
   * more after 20 s; several at once do nothing twice. Does nothing unless started.
   */
  tend(): Promise<void>;
  /** Lets running requests finish (10 s at most), then refuses new ones. Does not close the database: who opened it closes it. */
  stop(): Promise<void>;
}
