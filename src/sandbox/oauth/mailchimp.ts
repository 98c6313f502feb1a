import type { Hono } from 'hono';
import { json } from '../imitation.ts';
import { randomText } from '../random-text.ts';
import type { World } from '../world.ts';
import { back, clientIn, formOf, serveConsent } from './consent.ts';
import { randomSecret } from './random-secret.ts';
import { signedIn } from './signed-in.ts';
import { takeCode } from './take-code.ts';

const provider = 'mailchimp';
const title = 'Mailchimp';
/** The host of Mailchimp's OAuth server. */
export const mailchimpLogin = 'login.mailchimp.com';

/** Mailchimp's OAuth server: no scopes, no PKCE, credentials in the body, a token without end, and no way to revoke it from outside. https://mailchimp.com/developer/marketing/guides/access-user-data-oauth-2/ */
export function serveMailchimpOAuth(routes: Hono, world: World): void {
  const { clients, grants } = world;
  const accounts = world.accounts.filter((one) => one.provider === provider);

  serveConsent(routes, `/${mailchimpLogin}/oauth2/authorize`, world, {
    provider, title, people: accounts.filter(({ outcome }) => outcome === 'valid').map(({ name }) => name), code: { seconds: 600, make: () => randomSecret(32, 'hex') }, isWide: () => false,
    read(query) {
      const asked = clientIn(clients, provider, title, query);
      if (asked instanceof Response) return asked;
      return query.get('response_type') === 'code' ? { ...asked, scopes: [] } : back(asked, { error: 'unsupported_response_type' });
    },
  });

  routes.post(`/${mailchimpLogin}/oauth2/token`, async (c) => {
    const form = await formOf(c);
    const client = clients.find((one) => one.provider === provider && one.clientId === form.get('client_id') && one.clientSecret === form.get('client_secret'));
    if (!client) return refusal(401, 'invalid_client', 'Invalid client credentials');
    if (form.get('grant_type') !== 'authorization_code') return refusal(400, 'unsupported_grant_type', 'Unsupported grant type');
    const taken = await takeCode(grants, { code: form.get('code'), clientId: client.clientId, redirectUri: form.get('redirect_uri') });
    if (taken === 'wrong_redirect') return refusal(400, 'redirect_uri_mismatch', 'The redirect URI provided does not match');
    if (typeof taken === 'string') return refusal(400, 'invalid_grant', 'The authorization code is invalid or has expired');
    return json({ access_token: grants.addToken(randomSecret(32, 'hex'), taken.grant, 'access', null), expires_in: 0, scope: null }, 200, 'application/json');
  });

  /** Where the account lives: the datacenter is part of every further address. */
  routes.get(`/${mailchimpLogin}/oauth2/metadata`, (c) => {
    const person = signedIn(grants, 'mailchimp', accounts, /^(?:OAuth|Bearer) (\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1]);
    if (!person) return refusal(401, 'invalid_token', 'Invalid token');
    const { name, credentials } = person.account;
    const dc = credentials['serverPrefix'] ?? '';
    const id = randomText(`mailchimp person ${name}`, 8, 'digits').replace(/^0/, '1');
    return json({
      dc, role: 'owner', accountname: name, user_id: Number(id), login: { email: 'owner@shop.example', avatar: null, login_id: Number(id), login_name: 'shop', login_email: 'owner@shop.example' },
      login_url: `https://${mailchimpLogin}`, api_endpoint: `https://${dc}.api.mailchimp.com`,
    }, 200, 'application/json');
  });
  routes.all(`/${mailchimpLogin}/*`, () => refusal(404, 'invalid_request', 'Not found'));
}

/** How the OAuth server says what every provider can say. */
export const mailchimpOAuthAnswers = {
  down: () => refusal(503, 'temporarily_unavailable', 'The service is unavailable'),
  rate_limited: () => refusal(429, 'rate_limit_exceeded', 'Too many requests'),
  revoked: (path: string) => (path === '/oauth2/metadata' ? refusal(401, 'invalid_token', 'Invalid token') : refusal(400, 'invalid_grant', 'The authorization code is invalid or has expired')),
};

function refusal(status: number, error: string, error_description: string): Response {
  return json({ error, error_description }, status, 'application/json');
}
