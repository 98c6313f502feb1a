import { calculatePKCECodeChallenge } from 'oauth4webapi';
import type { OAuthSetup } from './create-oauth.ts';

/** Where the user is sent: the authorization request of RFC 6749 §4.1.1 with PKCE (RFC 7636), in the provider's own names. */
export async function authorizationUrl({ server, app, redirectUri, browserUrl }: OAuthSetup, { state, scopes, verifier }: { state: string; scopes: readonly string[]; verifier: string }): Promise<string> {
  const url = new URL(server.authorizationEndpoint);
  const separator = server.scopeSeparator === undefined ? ' ' : server.scopeSeparator;
  const standard: Record<string, string> = {
    response_type: 'code', client_id: app.clientId, redirect_uri: redirectUri, state,
    ...(separator !== null && scopes.length > 0 ? { scope: scopes.join(separator) } : {}),
    ...(server.pkce ? { code_challenge: await calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' } : {}),
    ...server.parameters,
  };
  for (const [name, value] of Object.entries(standard)) {
    const theirs = server.rename && Object.hasOwn(server.rename, name) ? server.rename[name] : name;
    if (theirs) url.searchParams.set(theirs, value);
  }
  return browserUrl(url);
}
