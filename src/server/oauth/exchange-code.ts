import { authorizationCodeGrantRequest, nopkce, processAuthorizationCodeResponse, type TokenEndpointResponse } from 'oauth4webapi';
import { IntegrationsError } from '../../core/errors.ts';
import type { ConnectorContext } from '../connector.ts';
import type { OAuthSetup } from './create-oauth.ts';
import type { Tokens } from './oauth-provider.ts';
import { clientOf, serverOf, throughGuards } from './token-endpoint.ts';

/** Seconds; nobody lends access for longer, so a later end is a mistake (SR-65). */
const longest = 10 * 365 * 86_400;
/** Is this a time an access token may live? Seconds. */
export const isLifetime = (seconds: unknown): seconds is number => typeof seconds === 'number' && seconds > 0 && seconds <= longest;
const tokenForm = /^[\x21-\x7e]{1,8192}$/;

/** Exchanges a code for tokens. @throws what `readRefusal` reads. */
export async function exchangeCode(setup: OAuthSetup, { response, redirectUri, verifier }: { response: URLSearchParams; redirectUri: string; verifier: string }, context: ConnectorContext): Promise<Tokens> {
  const server = serverOf(setup.server);
  const { client, authentication } = clientOf(setup);
  const answer = await authorizationCodeGrantRequest(server, client, authentication, response, redirectUri, setup.server.pkce ? verifier : nopkce, throughGuards(setup, context));
  const tokens = toTokens(await processAuthorizationCodeResponse(server, client, answer), setup, context.now(), response.get('scope'));
  const whole = (await setup.server.complete?.(tokens, setup.app, context)) ?? tokens;
  return setup.ownSecret === null ? whole : { ...whole, app: setup.app };
}

/** @param told the scope of the authorization response, where the token response names none. @throws IntegrationsError `provider_unavailable` for tokens nobody could use. */
export function toTokens({ access_token: accessToken, refresh_token: refreshToken, expires_in: seconds, scope, refresh_token_expires_in: life }: TokenEndpointResponse, { server }: OAuthSetup, now: Date, told?: string | null): Tokens {
  const odd = !tokenForm.test(accessToken) || (refreshToken !== undefined && !tokenForm.test(refreshToken)) || (seconds !== undefined && !isLifetime(seconds));
  if (odd) throw new IntegrationsError('provider_unavailable', { detail: 'The provider agreed, but its answer could not be used. Nothing was stored; start again in a few minutes.' });
  const scopes = (scope ?? told)?.split(server.scopeSeparator ?? ' ').filter(Boolean);
  return {
    accessToken,
    ...(refreshToken !== undefined && { refreshToken }),
    ...(seconds !== undefined && { expiresAt: secondsAfter(now, seconds) }),
    ...(isLifetime(life) && { endsAt: secondsAfter(now, life) }),
    ...(scopes && { scopes }),
  };
}

function secondsAfter(now: Date, seconds: number): string {
  return new Date(now.getTime() + seconds * 1000).toISOString();
}
