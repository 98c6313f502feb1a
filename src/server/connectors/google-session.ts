import * as z from 'zod/mini';
import type { $ZodType, output } from 'zod/v4/core';
import { isIntegrationsError } from '../../core/errors.ts';
import { isPlainObject } from '../../core/visibility.ts';
import type { ConnectorContext, ProviderRequest } from '../connector.ts';
import { ask } from './ask.ts';
import type { ErrorRule, ReadRefusal } from './error-rules.ts';

/** The host of Google's token endpoint. */
export const googleTokenHost = 'oauth2.googleapis.com';
const scopeRoot = 'https://www.googleapis.com/auth/';

export interface GoogleKeys {
  clientId: string;
  clientSecret: string;
  refreshToken: string;
}

interface Asking<S extends $ZodType> {
  name: string;
  rules: readonly ErrorRule[];
  shape: S;
  readRefusal: ReadRefusal;
}

/** Calls of one proof, list or save, with a short-lived access token that is kept nowhere. */
export interface GoogleSession {
  /** What the sign-in may do, without the root they share (`adwords`); null where Google does not tell. */
  scopes: readonly string[] | null;
  /** Google takes a token for stale for reasons that pass, so one that is refused is exchanged once: only the second refusal is a verdict. */
  ask<S extends $ZodType>(call: (accessToken: string) => ProviderRequest, how: Asking<S>): Promise<output<S>>;
}

const tokens = z.object({ access_token: z.string(), scope: z.optional(z.string()) });

/**
 * Exchanges a refresh token (RFC 6749 §6), or takes the access token of a sign-in, which whoever keeps it renews.
 * @throws IntegrationsError `invalid_credentials` naming what to correct.
 */
export async function openGoogleSession(keys: GoogleKeys | { accessToken: string }, context: ConnectorContext): Promise<GoogleSession> {
  if ('accessToken' in keys) return { scopes: null, ask: (call, how) => ask(context, call(keys.accessToken), how) };
  let { access_token: token, scope } = await exchange(keys, context);
  let renewed = false;
  return {
    scopes: scope === undefined ? null : scope.split(' ').flatMap((one) => (one.startsWith(scopeRoot) ? one.slice(scopeRoot.length) : [])),
    async ask(call, how) {
      try {
        return await ask(context, call(token), how);
      } catch (error) {
        const stale = isIntegrationsError(error, 'invalid_credentials') && error.problem.fields?.['refreshToken'] !== undefined;
        if (!stale || renewed) throw error;
        renewed = true;
        ({ access_token: token, scope } = await exchange(keys, context));
        return ask(context, call(token), how);
      }
    },
  };
}

function exchange({ clientId, clientSecret, refreshToken }: GoogleKeys, context: ConnectorContext) {
  const body = new URLSearchParams({ grant_type: 'refresh_token', client_id: clientId, client_secret: clientSecret, refresh_token: refreshToken }).toString();
  const call: ProviderRequest = { method: 'POST', url: `https://${googleTokenHost}/token`, headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' }, body };
  return ask(context, call, { name: 'Google', rules: googleTokenErrors, shape: tokens, readRefusal: readTokenRefusal });
}

/** What the token endpoint says (RFC 6749 §5.2). `invalid_client` is about the app, never about the person. */
const googleTokenErrors: readonly ErrorRule[] = [
  { code: 'invalid_grant', means: 'invalid_credentials', field: 'refreshToken', detail: 'Google says this refresh token has expired or was revoked. Create a new one. Tokens of a consent screen in testing end after seven days.' },
  { code: 'invalid_client', means: 'invalid_credentials', field: 'clientSecret', detail: 'Google does not know this client ID with this secret. Copy both from Google Cloud, under Credentials.' },
  { code: 'unauthorized_client', means: 'invalid_credentials', field: 'clientId', detail: 'The refresh token was made with another OAuth client. Enter that client, or make a token with this one.' },
];

/** The token endpoint names its reason in `error`. */
const readTokenRefusal: ReadRefusal = ({ status, json }) => {
  const error = isPlainObject(json) ? json['error'] : undefined;
  if (status >= 200 && status <= 299 && error === undefined) return null;
  return { code: typeof error === 'string' ? error : undefined };
};
