import type { Context, Hono } from 'hono';
import { basicAuth, json } from '../imitation.ts';
import type { World } from '../world.ts';
import { back, clientIn, formOf, serveConsent } from './consent.ts';
import { randomSecret } from './random-secret.ts';
import { takeCode } from './take-code.ts';

const provider = 'klaviyo';
const title = 'Klaviyo';
const accessSeconds = 3600;
/** A refresh token that is not used for this long is revoked. */
const idleSeconds = 90 * 86_400;
const codeSeconds = 300;

/** Klaviyo's OAuth server, which writes its errors as Authlib does: https://developers.klaviyo.com/en/docs/set_up_oauth */
export function serveKlaviyoOAuth(routes: Hono, world: World): void {
  const { accounts, clients, grants, meets } = world;
  const people = accounts.filter((one) => one.provider === provider && one.outcome === 'valid' && one.name !== 'Limited key').map(({ name }) => name);

  serveConsent(routes, '/www.klaviyo.com/oauth/authorize', world, {
    provider, title, people, code: { seconds: codeSeconds }, isWide: (scope) => scope.endsWith(':write'),
    read(query) {
      const asked = clientIn(clients, provider, title, query);
      if (asked instanceof Response) return asked;
      const refuse = (error: string, error_description: string) => back(asked, { error, error_description });
      const challenge = query.get('code_challenge');
      const scopes = (query.get('scope') ?? '').split(' ').filter(Boolean);
      if (query.get('response_type') !== 'code') return refuse('unsupported_response_type', 'response_type must be code.');
      if (challenge === null) return refuse('invalid_request', 'Missing "code_challenge"');
      if (query.get('code_challenge_method') !== 'S256' || !/^[\w-]{43}$/.test(challenge)) return refuse('invalid_request', 'Unsupported "code_challenge_method"');
      if (scopes.length === 0 || !scopes.every((one) => /^[a-z-]{2,40}:(?:read|write)$/.test(one))) return refuse('invalid_scope', 'The requested scope is invalid, unknown, or malformed.');
      return { ...asked, scopes: scopes.map((id) => ({ id, label: id })), terms: { challenge } };
    },
  });

  routes.post('/a.klaviyo.com/oauth/token', async (c) => {
    const client = clientOf(c);
    if (!client) return invalidClient();
    const form = await formOf(c);
    if (form.get('grant_type') === 'authorization_code') return exchanged(client.clientId, form);
    if (form.get('grant_type') === 'refresh_token') return refreshed(client.clientId, form.get('refresh_token'));
    return refusal('unsupported_grant_type', 'invalid_grant_type');
  });

  /** Ends the grant, as if the app had been uninstalled. RFC 7009: a token that is unknown is revoked already. */
  routes.post('/a.klaviyo.com/oauth/revoke', async (c) => {
    const client = clientOf(c);
    if (!client) return invalidClient();
    const found = grants.findToken('klaviyo', (await formOf(c)).get('token'));
    if (found && found.grant.clientId === client.clientId) grants.revoke(({ id }) => id === found.grant.id);
    return json({}, 200, 'application/json');
  });

  // Since 2025-03-31 the edge stops both on this host.
  routes.post('/www.klaviyo.com/oauth/:endpoint{token|revoke}', () => new Response('<html><head><title>403 Forbidden</title></head><body><center><h1>403 Forbidden</h1></center></body></html>', { status: 403, headers: { 'content-type': 'text/html' } }));

  function clientOf(c: Context) {
    const basic = basicAuth(c.req.header('authorization'));
    return clients.find((one) => one.provider === provider && one.clientId === basic?.user && one.clientSecret === basic.password);
  }

  async function exchanged(clientId: string, form: URLSearchParams): Promise<Response> {
    const verifier = form.get('code_verifier');
    if (!verifier) return refusal('invalid_request', 'Missing "code_verifier"');
    if (!/^[\w\-.~]{43,128}$/.test(verifier)) return refusal('invalid_request', 'Invalid "code_verifier"');
    const code = form.get('code');
    const taken = await takeCode(grants, { code, clientId, redirectUri: form.get('redirect_uri'), verifier });
    if (taken === 'verifier_wrong') return refusal('invalid_grant', 'Code challenge failed.');
    if (taken === 'wrong_redirect') return refusal('invalid_grant', 'Invalid "redirect_uri" in request.');
    if (typeof taken === 'string') {
      // RFC 6749 §4.1.2: who sends a code twice may have stolen it. Whether Klaviyo goes that far is not known; an app has to expect it.
      if (taken === 'used') grants.revoke(({ id }) => id === grants.grantOfCode(code ?? '')?.id);
      return refusal('invalid_grant', 'Invalid "code" in request.');
    }
    const refresh = grants.addToken(randomSecret(64), taken.grant, 'refresh', idleSeconds);
    return tokens(grants.addToken(randomSecret(96), taken.grant, 'access', accessSeconds), refresh, taken.grant.scopes);
  }

  function refreshed(clientId: string, token: string | null): Response {
    if (!token) return refusal('invalid_request', 'Missing "refresh_token" in request.');
    const found = grants.findToken('klaviyo', token);
    if (!found || found.kind !== 'refresh' || found.grant.clientId !== clientId || found.state === 'expired') return refusal('invalid_grant');
    if (found.state === 'replaced') {
      grants.revoke(({ id }) => id === found.grant.id);
      return refusal('invalid_grant');
    }
    grants.extend(token, idleSeconds);
    grants.refreshed(found.grant);
    const access = grants.addToken(randomSecret(96), found.grant, 'access', accessSeconds);
    if (!meets(provider, 'rotate_refresh')) return tokens(access, token, found.grant.scopes);
    grants.replace(token);
    return tokens(access, grants.addToken(randomSecret(64), found.grant, 'refresh', idleSeconds), found.grant.scopes);
  }
}

/** How the token and revoke endpoints say what every provider can say. */
export const klaviyoOAuthAnswers = {
  down: () => json({ error: 'temporarily_unavailable' }, 503, 'application/json'),
  rate_limited: () => json({ error: 'rate_limit_exceeded' }, 429, 'application/json', { 'retry-after': '1' }),
  // RFC 7009 §2.2: what is gone already is revoked without a word.
  revoked: (path: string) => (path === '/oauth/revoke' ? json({}, 200, 'application/json') : refusal('invalid_grant')),
};

const invalidClient = () => json({ error: 'invalid_client' }, 401, 'application/json', { 'www-authenticate': 'Basic' });

function refusal(error: string, description?: string): Response {
  return json({ error, ...(description === undefined ? {} : { error_description: description }) }, 400, 'application/json', { 'cache-control': 'no-store' });
}

function tokens(access_token: string, refresh_token: string, scopes: readonly string[]): Response {
  return json({ access_token, expires_in: accessSeconds, refresh_token, scope: scopes.join(' '), token_type: 'Bearer' }, 200, 'application/json', { 'cache-control': 'no-store' });
}
