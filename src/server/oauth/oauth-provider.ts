import type { Values } from '../../core/integration.ts';
import type { ConnectorContext, ProviderRequest, ProviderResponse } from '../connector.ts';

/** An app registered at a provider. */
export interface OAuthClientKeys {
  clientId: string;
  clientSecret: string;
}

/** What a sign-in gave, as it is sealed. Times are ISO 8601. */
export interface Tokens {
  accessToken: string;
  /** When the access token ends; absent: it does not, or the provider does not tell. */
  expiresAt?: string;
  refreshToken?: string;
  /** When the grant itself ends unless it is renewed before; absent: it does not, or the provider does not tell. */
  endsAt?: string;
  /** What was granted; absent where the provider does not tell (RFC 6749 §5.1: then it is what was asked for). */
  scopes?: readonly string[];
  /** The merchant's own app it was granted to, which alone can renew and end it; absent: the host's. */
  app?: OAuthClientKeys;
  /** Who granted it: ids that a person's other grants share, as far as the provider tells. */
  persons?: readonly string[];
  /** What else a connector needs and only the sign-in tells, such as a data centre. `keys`: those it was added to. */
  more?: Values;
}

/** An account a sign-in reaches, as it is offered; `more` is what its credentials hold besides the token. Nothing of it is secret. */
export interface ReachedAccount {
  value: string;
  label: string;
  hint?: string;
  /** It is the one the keys beside the sign-in are of. */
  suggested?: boolean;
  more: Values;
}

/**
 * A provider's OAuth server as data (RFC 6749, 7636, 7009, 9207). What deviates is a function that turns it into the standard form or back,
 * so that one spine serves all. Every address has the real host; hosts that are called (not the authorization endpoint) stand in `hosts` of the connector.
 */
export interface OAuthProvider {
  /** Where the user is sent. */
  authorizationEndpoint: string;
  tokenEndpoint: string;
  /** What `iss` must be where it comes; `issuerPromised`: it must come (RFC 9207 §2.4). */
  issuer?: string;
  issuerPromised?: true;
  /** False where the provider has no PKCE, with the reason beside it. */
  pkce: boolean;
  /** How the token endpoint knows the app: a Basic header, or members of the body. */
  clientAuthentication: 'basic' | 'post';
  /** Between scopes, in the address and in answers. Default: a blank. `null`: scopes are set on the app and do not stand in the address. */
  scopeSeparator?: string | null;
  /** More parameters of the authorization request, such as `access_type: 'offline'`. */
  parameters?: Readonly<Record<string, string>>;
  /** Standard name of a parameter of the authorization request → theirs, such as `client_id: 'app_id'`; null leaves it out. */
  rename?: Readonly<Record<string, string | null>>;
  /** The standard call of the token endpoint (form body) → theirs. */
  tokenRequest?(call: ProviderRequest): ProviderRequest;
  /** Their JSON answer → the members of RFC 6749 §5. One with an `error` is a refusal, whatever its status was. */
  tokenAnswer?(body: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>;
  /** What has to follow the exchange before the tokens are worth keeping: a long-lived token, a look at the metadata. Throws like a connector. */
  complete?(tokens: Tokens, app: OAuthClientKeys, context: ConnectorContext): Promise<Tokens>;
  /** Where one sign-in reaches several accounts, of which one is connected. */
  accounts?: {
    /** The setting that names one of them, by its `value`; absent where there is none. */
    setting?: string;
    /** At most 200. @throws IntegrationsError `insufficient_permission` saying where to create one, where there is none. */
    list(tokens: Tokens, app: OAuthClientKeys, context: ConnectorContext): Promise<readonly ReachedAccount[]>;
  };
  /** The credentials this provider's connector takes. */
  credentials(tokens: Tokens, app: OAuthClientKeys): Values;
  /** Error codes of a refresh that say the grant is gone. Default: `invalid_grant`. */
  gone?: readonly string[];
  /** A grant that ends at a time lasts longer with each refresh. Where it does not, its card says in time that access ends. */
  extendable?: true;
  /** Days after which a grant ends that nobody uses. It is renewed after half of them, and after 30 days in any case. */
  idleDays?: number;
  /** Where a person ends a grant by hand; https. Shown where it could not be ended from here. */
  accessUrl?: string;
  /** What clients of one app have in common, of the id of one. Default: the id itself. */
  appOf?(clientId: string): string;
  /** How a grant is ended at the provider; absent where that cannot be done from outside. Default: RFC 7009, any 2xx. */
  revocation?: {
    endpoint: string;
    /** What is revoked; the other token ends with it. Default: the refresh token where there is one. */
    token?: 'access' | 'refresh';
    request?(call: ProviderRequest, token: string): ProviderRequest;
    /** Is it revoked, now or before? Asked of every answer that can be read. */
    done?(answer: ProviderResponse): boolean;
    /**
     * What ends with it besides this grant: every grant of the same person to the app, or of the same account. While one of those is in use here,
     * nothing is revoked. Providers with the same `endpoint` count as one app.
     */
    alsoEnds?: 'every-grant-of-the-person' | 'every-grant-of-the-account';
  };
}
