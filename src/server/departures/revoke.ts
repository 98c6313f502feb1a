import { customFetch, revocationRequest } from 'oauth4webapi';
import { IntegrationsError } from '../../core/errors.ts';
import { isRecord } from '../../core/integration.ts';
import type { ConnectorContext, ProviderRequest, ProviderResponse } from '../connector.ts';
import type { OAuthSetup } from '../oauth/create-oauth.ts';
import type { Tokens } from '../oauth/oauth-provider.ts';
import { clientOf, serverOf } from '../oauth/token-endpoint.ts';

/**
 * Ends a grant at the provider (RFC 7009); one that is gone already counts. `refused`: it says that it never will.
 * @throws IntegrationsError `internal` when the host's app is refused (a merchant's own has no other secret any more), `provider_unavailable` and what `request` throws where nothing is known yet.
 */
export async function revoke(setup: OAuthSetup, tokens: Tokens, context: ConnectorContext): Promise<'revoked' | 'refused'> {
  const { revocation } = setup.server;
  if (!revocation) throw new IntegrationsError('internal');
  const refresh = revocation.token !== 'access' && tokens.refreshToken !== undefined;
  const token = refresh ? tokens.refreshToken ?? '' : tokens.accessToken;
  const { client, authentication } = clientOf(setup);
  let verdict: 'revoked' | 'refused' | undefined;
  const send = async (url: string, { headers, body }: { headers: Record<string, string>; body: URLSearchParams }): Promise<Response> => {
    const standard: ProviderRequest = { method: 'POST', url, headers, body: body.toString() };
    verdict = judge(await context.request(revocation.request?.(standard, token) ?? standard), setup.ownSecret !== null, revocation.done);
    return new Response(null);
  };
  await revocationRequest({ ...serverOf(setup.server), revocation_endpoint: revocation.endpoint }, client, authentication, token, {
    [customFetch]: send, signal: context.signal, additionalParameters: { token_type_hint: refresh ? 'refresh_token' : 'access_token' },
  });
  return verdict ?? 'refused';
}

/** Only a 4xx with an error code of RFC 6749 §5.2 is a last word; anything else may be a bad day. */
function judge(answer: ProviderResponse, own: boolean, done: (answer: ProviderResponse) => boolean = ({ status }) => status >= 200 && status <= 299): 'revoked' | 'refused' {
  const { status, text, json } = answer;
  // A 200 that nobody can read comes from something in between.
  if ((text.trim() === '' || json !== undefined) && done(answer)) return 'revoked';
  const code = isRecord(json) && typeof json['error'] === 'string' && status >= 400 && status < 500 && ![408, 425, 429].includes(status) ? json['error'] : undefined;
  if (!own && (code === 'invalid_client' || code === 'unauthorized_client')) throw new IntegrationsError('internal');
  if (code !== undefined) return 'refused';
  throw new IntegrationsError('provider_unavailable');
}
