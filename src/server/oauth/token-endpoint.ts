import { type AuthorizationServer, type Client, type ClientAuth, ClientSecretPost, customFetch } from 'oauth4webapi';
import { isRecord } from '../../core/integration.ts';
import type { ConnectorContext, ProviderRequest, ProviderResponse } from '../connector.ts';
import type { OAuthSetup } from './create-oauth.ts';
import type { OAuthProvider } from './oauth-provider.ts';

/** A provider as oauth4webapi sees it. */
export function serverOf({ authorizationEndpoint, tokenEndpoint, issuer, issuerPromised }: OAuthProvider): AuthorizationServer {
  return { issuer: issuer ?? new URL(authorizationEndpoint).origin, token_endpoint: tokenEndpoint, ...(issuerPromised && { authorization_response_iss_parameter_supported: true }) };
}

export function clientOf({ server, app }: OAuthSetup): { client: Client; authentication: ClientAuth } {
  return { client: { client_id: app.clientId }, authentication: server.clientAuthentication === 'basic' ? plainBasic(app.clientSecret) : ClientSecretPost(app.clientSecret) };
}

// `ClientSecretBasic` encodes both parts first (RFC 6749 §2.3.1), a hyphen too; providers that ask for base64(id:secret) then see another id.
function plainBasic(secret: string): ClientAuth {
  return (_, { client_id: id }, __, headers) => {
    headers.set('authorization', `Basic ${btoa(`${id}:${secret}`)}`);
  };
}

/** Sends what oauth4webapi asks for through the guards of the connector (SR-70), in the provider's own form. */
export function throughGuards({ server }: OAuthSetup, context: ConnectorContext) {
  const send = async (url: string, { headers, body }: { headers: Record<string, string>; body: URLSearchParams }): Promise<Response> => {
    const standard: ProviderRequest = { method: 'POST', url, headers, body: body.toString() };
    const answer = await context.request(server.tokenRequest?.(standard) ?? standard);
    return server.tokenAnswer && isRecord(answer.json) ? standardResponse(server.tokenAnswer(answer.json), answer.status) : toResponse(answer);
  };
  return { [customFetch]: send, signal: context.signal };
}

function standardResponse(body: Readonly<Record<string, unknown>>, status: number): Response {
  const refused = typeof body['error'] === 'string' && status < 400;
  return Response.json(body, { status: refused ? 400 : status });
}

function toResponse({ status, headers, text }: ProviderResponse): Response {
  return new Response(status === 204 || status === 304 ? null : text, { status, headers: { 'content-type': headers.get('content-type') ?? '', ...keep(headers, 'www-authenticate'), ...keep(headers, 'retry-after') } });
}

function keep(headers: Headers, name: string): Record<string, string> {
  const value = headers.get(name);
  return value === null ? {} : { [name]: value };
}
