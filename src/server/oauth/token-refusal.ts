import { OperationProcessingError, ResponseBodyError, UnsupportedOperationError, WWWAuthenticateChallengeError } from 'oauth4webapi';
import { IntegrationsError, isIntegrationsError } from '../../core/errors.ts';

/** What a token endpoint's refusal means. */
export interface TokenRefusal {
  /** `app`: the app is refused, which nobody but the host can mend, or the merchant whose own it is: the latter is `invalid_credentials` with its field. `grant`: the code or the refresh token is. `other`: anything else, which says nothing about the grant. */
  about: 'app' | 'grant' | 'other';
  error: IntegrationsError;
}

interface Asked {
  /** The provider's. */
  name: string;
  /** What the merchant calls the secret of their own app; null where the app is the host's. */
  ownSecret: string | null;
}

/** @param gone error codes that say the grant is gone. Only in a 4xx: a server that is unwell may say anything (SR-68). */
export function readRefusal(error: unknown, asked: Asked, gone: readonly string[] = ['invalid_grant']): TokenRefusal {
  const { name } = asked;
  if (isIntegrationsError(error)) return { about: 'other', error };
  if (error instanceof WWWAuthenticateChallengeError) return appRefused(asked, error);
  if (error instanceof ResponseBodyError && error.status < 500) {
    if (error.error === 'invalid_client' || error.error === 'unauthorized_client') return appRefused(asked, error);
    if (gone.includes(error.error)) return { about: 'grant', error: new IntegrationsError('authorization_mismatch', { detail: `${name} no longer accepts this sign-in. Nothing was changed; start again.` }, error) };
    if (error.status === 429) return { about: 'other', error: new IntegrationsError('rate_limited', { retryAfter: 60, detail: `${name} asks to wait. Nothing was changed; try again in a minute.` }, error) };
  }
  const known = error instanceof ResponseBodyError || error instanceof OperationProcessingError || error instanceof UnsupportedOperationError;
  if (!known) throw error;
  const detail = `${name} agreed, but its answer could not be used. Nothing was stored; start again in a few minutes.`;
  return { about: 'other', error: new IntegrationsError('provider_unavailable', { detail }, error) };
}

function appRefused({ name, ownSecret }: Asked, cause: unknown): TokenRefusal {
  if (ownSecret !== null) {
    const secret = ownSecret.toLowerCase();
    const clientSecret = `${name} does not accept this ${secret}. Copy it again from your app, together with the ID.`;
    return { about: 'app', error: new IntegrationsError('invalid_credentials', { detail: `${name} does not accept the ${secret} of your own app. Nothing was connected.`, fields: { clientSecret } }, cause) };
  }
  return { about: 'app', error: new IntegrationsError('internal', { detail: `${name} does not accept the app that signs people in here. Nothing was stored; tell the people who run this server.` }, cause) };
}
