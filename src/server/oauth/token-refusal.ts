import { OperationProcessingError, ResponseBodyError, UnsupportedOperationError, WWWAuthenticateChallengeError } from 'oauth4webapi';
import { IntegrationsError, isIntegrationsError } from '../../core/errors.ts';

/** What a token endpoint's refusal means. */
export interface TokenRefusal {
  /** `app`: the host's own app is refused, which no user can mend. `grant`: the code or the refresh token is. `other`: anything else, which says nothing about the grant. */
  about: 'app' | 'grant' | 'other';
  error: IntegrationsError;
}

/** @param gone error codes that say the grant is gone. Only in a 4xx: a server that is unwell may say anything (SR-68). */
export function readRefusal(error: unknown, name: string, gone: readonly string[] = ['invalid_grant']): TokenRefusal {
  if (isIntegrationsError(error)) return { about: 'other', error };
  if (error instanceof WWWAuthenticateChallengeError) return appRefused(name, error);
  if (error instanceof ResponseBodyError && error.status < 500) {
    if (error.error === 'invalid_client' || error.error === 'unauthorized_client') return appRefused(name, error);
    if (gone.includes(error.error)) return { about: 'grant', error: new IntegrationsError('authorization_mismatch', { detail: `${name} no longer accepts this sign-in. Nothing was changed; start again.` }, error) };
    if (error.status === 429) return { about: 'other', error: new IntegrationsError('rate_limited', { retryAfter: 60, detail: `${name} asks to wait. Nothing was changed; try again in a minute.` }, error) };
  }
  const known = error instanceof ResponseBodyError || error instanceof OperationProcessingError || error instanceof UnsupportedOperationError;
  if (!known) throw error;
  const detail = `${name} agreed, but its answer could not be used. Nothing was stored; start again in a few minutes.`;
  return { about: 'other', error: new IntegrationsError('provider_unavailable', { detail }, error) };
}

function appRefused(name: string, cause: unknown): TokenRefusal {
  return { about: 'app', error: new IntegrationsError('internal', { detail: `${name} does not accept the app that signs people in here. Nothing was stored; tell the people who run this server.` }, cause) };
}
