import type { ConnectorContext, ProviderRequest, ProviderResponse } from '../../../src/server/connector.ts';
import type { OAuthProvider, Tokens } from '../../../src/server/oauth/oauth-provider.ts';
import { type Choice, callback, pkce, type Served, serveSandbox } from '../../sandbox/oauth-harness.ts';

/** One provider's sign-in as data, played against the sandbox over HTTP without our server. */
export interface SignIn {
  served: Served;
  app: { clientId: string; clientSecret: string };
  context: ConnectorContext;
  /** Every call so far. */
  calls: ProviderRequest[];
  /** The whole way to credentials, of the first account that is reached. */
  connect(scopes: readonly string[], choice?: Choice): Promise<Tokens>;
  refresh(tokens: Tokens): Promise<{ answer: ReturnType<NonNullable<OAuthProvider['tokenAnswer']>>; tokens: Tokens }>;
  revoke(tokens: Tokens): Promise<boolean>;
}

export async function signInAt(provider: string, server: OAuthProvider): Promise<SignIn> {
  const served = await serveSandbox();
  const app = served.client(provider);
  const calls: ProviderRequest[] = [];
  const clock = { ahead: 0 };
  const place = (url: string) => `/${provider}/${url.replace('https://', '')}`;
  const request = async (call: ProviderRequest): Promise<ProviderResponse> => {
    calls.push(call);
    const { status, headers, text, body } = await served.call(place(call.url), { method: call.method, ...(call.headers && { headers: call.headers }), ...(call.body !== undefined && { body: call.body }) });
    return { status, headers, text, json: body ?? undefined };
  };
  const context: ConnectorContext = { request, signal: new AbortController().signal, now: () => new Date(Date.parse('2026-11-22T12:00:00Z') + clock.ahead) };
  const formCall = (url: string, fields: Record<string, string>): ProviderRequest => ({
    method: 'POST', url, body: new URLSearchParams({ ...fields, ...(server.clientAuthentication === 'post' && { client_id: app.clientId, client_secret: app.clientSecret }) }).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...(server.clientAuthentication === 'basic' && { authorization: `Basic ${btoa(`${app.clientId}:${app.clientSecret}`)}` }) },
  });
  const asked = async (fields: Record<string, string>) => {
    const standard = formCall(server.tokenEndpoint, fields);
    const { json } = await request(server.tokenRequest?.(standard) ?? standard);
    const body = json as Record<string, unknown>;
    return server.tokenAnswer?.(body) ?? body;
  };
  const tokensOf = (answer: Readonly<Record<string, unknown>>, before?: Tokens): Tokens => ({
    ...before, accessToken: String(answer['access_token']), ...(typeof answer['refresh_token'] === 'string' && { refreshToken: answer['refresh_token'] }),
    ...(typeof answer['expires_in'] === 'number' && { expiresAt: new Date(context.now().getTime() + answer['expires_in'] * 1000).toISOString() }), ...(typeof answer['scope'] === 'string' && { scopes: answer['scope'].split(server.scopeSeparator ?? ' ') }),
  });

  return {
    served, app, context, calls,
    async connect(scopes, choice) {
      const { verifier, challenge } = pkce();
      const standard: Record<string, string> = {
        response_type: 'code', client_id: app.clientId, redirect_uri: callback(provider), state: 'a.b', ...(server.scopeSeparator !== null && scopes.length > 0 && { scope: scopes.join(server.scopeSeparator ?? ' ') }),
        ...(server.pkce && { code_challenge: challenge, code_challenge_method: 'S256' }), ...server.parameters,
      };
      const query = Object.fromEntries(Object.entries(standard).flatMap(([name, value]) => {
        const theirs = server.rename?.[name] === undefined ? name : server.rename[name];
        return theirs === null ? [] : [[theirs, value]];
      }));
      const back = await served.consent(place(server.authorizationEndpoint), query, choice);
      const issuer = back.get('iss') ?? undefined;
      if (issuer !== server.issuer) throw new Error(`The answer is of ${issuer}.`);
      const answer = await asked({ grant_type: 'authorization_code', code: back.get('auth_code') ?? back.get('code') ?? '', redirect_uri: callback(provider), ...(server.pkce && { code_verifier: verifier }) });
      if (answer['error'] !== undefined) throw new Error(JSON.stringify(answer));
      const tokens = tokensOf(answer);
      const whole = (await server.complete?.(tokens, app, context)) ?? tokens;
      const [first] = (await server.accounts?.list(whole, app, context)) ?? [];
      return first ? { ...whole, more: { ...whole.more, ...first.more } } : whole;
    },
    async refresh(tokens) {
      const answer = await asked({ grant_type: 'refresh_token', refresh_token: tokens.refreshToken ?? '' });
      return { answer, tokens: answer['error'] === undefined ? tokensOf(answer, tokens) : tokens };
    },
    async revoke(tokens) {
      const { revocation } = server;
      if (!revocation) throw new Error('Nothing to revoke with.');
      const token = (revocation.token !== 'access' && tokens.refreshToken) || tokens.accessToken;
      const standard = formCall(revocation.endpoint, { token });
      const answer = await request(revocation.request?.(standard, token) ?? standard);
      return revocation.done?.(answer) ?? (answer.status >= 200 && answer.status <= 299);
    },
  };
}
