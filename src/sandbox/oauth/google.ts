import type { Context, Hono } from 'hono';
import type { SandboxAccount } from '../accounts.ts';
import { googleType } from '../google-error.ts';
import { basicAuth, json } from '../imitation.ts';
import { randomText } from '../random-text.ts';
import type { World } from '../world.ts';
import { back, clientIn, formOf, serveConsent } from './consent.ts';
import { refusalPage } from './consent-page.ts';
import type { Grant } from './grants.ts';
import { createIdTokenSigner } from './google-id-token.ts';
import { randomSecret } from './random-secret.ts';
import { signedIn } from './signed-in.ts';
import { takeCode } from './take-code.ts';

/** The host of the token and revoke endpoints. */
export const tokenHost = 'oauth2.googleapis.com';
/** The host of the consent page. */
export const consentHost = 'accounts.google.com';
/** What the names of Google's own scopes begin with. */
export const scopeRoot = 'https://www.googleapis.com/auth/';

const title = 'Google';
const accessSeconds = 3599;
/** A refresh token that is not used for six months ends. */
const idleSeconds = 180 * 86_400;
const labels: Readonly<Record<string, string>> = {
  openid: 'Know who you are at Google', email: 'See your email address', profile: 'See your name and picture',
  [`${scopeRoot}adwords`]: 'See, edit, create and delete your Google Ads accounts and data', [`${scopeRoot}datamanager`]: 'Send events and audiences with Google’s Data Manager',
  [`${scopeRoot}analytics.readonly`]: 'See your Google Analytics data', [`${scopeRoot}analytics.edit`]: 'Edit Google Analytics management entities',
};

/** How keys that were made elsewhere sign in: what they may do, and whose were revoked. */
export interface GoogleKeyAccounts {
  scopesOf(account: SandboxAccount): readonly string[];
  isGone(account: SandboxAccount): boolean;
}

/** Google's OAuth server: https://developers.google.com/identity/protocols/oauth2/web-server */
export function serveGoogleOAuth(routes: Hono, world: World, provider: string, keys: GoogleKeyAccounts): void {
  const { clients, grants, meets, now } = world;
  const accounts = world.accounts.filter((one) => one.provider === provider);
  /** Pasted refresh tokens that came before: from then on the grants know them, or know that they were revoked. */
  const seen = new Set<string>();
  const signer = createIdTokenSigner();

  serveConsent(routes, `/${consentHost}/o/oauth2/v2/auth`, world, {
    provider, title, people: accounts.filter(({ outcome }) => outcome === 'valid').map(({ name }) => name),
    code: { seconds: 600, make: () => `4/0A${randomSecret(70)}` }, isWide: (scope) => /(?:datamanager|edit)$/.test(scope),
    read(query) {
      const asked = clientIn(clients, provider, title, query);
      if (asked instanceof Response) return asked;
      const challenge = query.get('code_challenge');
      const scopes = [...new Set((query.get('scope') ?? '').split(' ').filter(Boolean))];
      // Google shows these instead of sending anybody back.
      if (query.get('response_type') !== 'code') return refusalPage(title, 'unsupported_response_type', 'The app did not ask for a code.');
      if (scopes.length === 0 || !scopes.every((one) => Object.hasOwn(labels, one))) return refusalPage(title, 'invalid_scope', 'The app asks for something that Google does not know.');
      if (challenge !== null && query.get('code_challenge_method') !== 'S256') return refusalPage(title, 'invalid_request', 'Only S256 is imitated here.');
      if (query.get('prompt')?.split(' ').includes('none')) return back(asked, { error: 'interaction_required' });
      const offline = query.get('access_type') !== 'offline' ? 'never' : query.get('prompt')?.split(' ').includes('consent') ? 'always' : 'first';
      const earlier = (account: string) => (query.get('include_granted_scopes') === 'true' ? grants.where((one) => one.app === asked.client.app && one.account === account).flatMap((one) => one.scopes) : []);
      return { ...asked, scopes: scopes.map((id) => ({ id, label: labels[id] ?? id })), terms: { challenge, offline }, settle: (account, ticked) => (ticked.length === 0 ? ticked : [...new Set([...ticked, ...earlier(account)])]) };
    },
    allowed: (code, scopes) => ({ iss: `https://${consentHost}`, code, scope: scopes.join(' '), authuser: '0', prompt: 'consent' }),
    denied: { error: 'access_denied', iss: `https://${consentHost}` },
  });

  routes.post(`/${tokenHost}/token`, async (c) => {
    const form = await formOf(c);
    const given = clientOf(c, form);
    if (typeof given === 'string') return refusal(401, 'invalid_client', given);
    if (form.get('grant_type') === 'authorization_code') return exchanged(given.clientId, form);
    if (form.get('grant_type') === 'refresh_token') return refreshed(given.clientId, form.get('refresh_token') ?? '');
    return refusal(400, 'unsupported_grant_type', `Invalid grant_type: ${(form.get('grant_type') ?? '').slice(0, 40)}`);
  });

  /** Ends everything this person granted to the project, whichever client asked. Takes no client authentication. */
  routes.post(`/${tokenHost}/revoke`, async (c) => {
    const found = grants.findToken('google', (await formOf(c)).get('token') ?? c.req.query('token'));
    if (!found || found.state !== 'live') return grantGone('/revoke');
    grants.revoke((one) => one.app === found.grant.app && one.account === found.grant.account);
    return json({}, 200, googleType);
  });

  routes.get('/openidconnect.googleapis.com/v1/userinfo', (c) => {
    const person = signedIn(grants, 'google', accounts, /^Bearer (\S+)$/.exec(c.req.header('authorization') ?? '')?.[1]);
    return person?.grant.scopes.includes('openid') ? json(claimsOf(person.grant), 200, googleType) : refusal(401, 'invalid_request', 'Invalid Credentials');
  });
  routes.get('/www.googleapis.com/oauth2/v3/certs', async () => json(await signer.certs(), 200, googleType));
  routes.all(`/${tokenHost}/*`, () => new Response('Not Found', { status: 404 }));

  /** A registered client or that of pasted keys, or what is wrong with it. */
  function clientOf(c: Context, form: URLSearchParams): { clientId: string } | string {
    const basic = basicAuth(c.req.header('authorization'));
    const [id, secret] = [basic?.user ?? form.get('client_id'), basic?.password ?? form.get('client_secret')];
    const known = clients.find((one) => one.family === 'google' && one.clientId === id) ?? accounts.map((one) => ({ clientId: one.credentials['clientId'], clientSecret: one.credentials['clientSecret'] })).find((one) => one.clientId !== undefined && one.clientId === id);
    if (!known?.clientId) return 'The OAuth client was not found.';
    return known.clientSecret === secret ? { clientId: known.clientId } : 'Unauthorized';
  }

  async function exchanged(clientId: string, form: URLSearchParams): Promise<Response> {
    const code = form.get('code');
    const taken = await takeCode(grants, { code, clientId, redirectUri: form.get('redirect_uri'), verifier: form.get('code_verifier') });
    switch (taken) {
      case 'unknown': return refusal(400, 'invalid_grant', 'Malformed auth code.');
      case 'used':
        // Whether Google also ends what the code gave, as RFC 6749 §4.1.2 recommends, is not known; an app has to expect it.
        grants.revoke(({ id }) => id === grants.grantOfCode(code ?? '')?.id);
        return refusal(400, 'invalid_grant', 'Bad Request');
      case 'expired': return refusal(400, 'invalid_grant', 'Bad Request');
      case 'wrong_redirect': return refusal(400, 'redirect_uri_mismatch', 'Bad Request');
      case 'verifier_missing': return refusal(400, 'invalid_grant', 'Missing code verifier.');
      case 'verifier_wrong': return refusal(400, 'invalid_grant', 'Invalid code verifier.');
      default: {
        const { grant, terms } = taken;
        const hasOne = grants.where((one) => one.id !== grant.id && one.clientId === clientId && one.account === grant.account).length > 0;
        const lasting = terms.offline === 'always' || (terms.offline === 'first' && !hasOne);
        return tokens(grant, lasting ? grants.addToken(`1//${randomSecret(100)}`, grant, 'refresh', idleSeconds) : undefined);
      }
    }
  }

  async function refreshed(clientId: string, value: string): Promise<Response> {
    const found = grants.findToken('google', value) ?? ofKeys(value);
    if (found?.kind !== 'refresh' || found.state === 'expired') return grantGone();
    if (found.grant.clientId !== clientId) return refusal(401, 'unauthorized_client', 'Unauthorized');
    if (found.state === 'replaced') {
      grants.revoke(({ id }) => id === found.grant.id);
      return grantGone();
    }
    grants.extend(value, idleSeconds);
    grants.refreshed(found.grant);
    // Google never does this; it is the fault that asks for it.
    if (!meets(provider, 'rotate_refresh')) return tokens(found.grant);
    grants.replace(value);
    return tokens(found.grant, grants.addToken(`1//${randomSecret(100)}`, found.grant, 'refresh', idleSeconds));
  }

  /** A refresh token that was made elsewhere and pasted: known from the first time it comes. */
  function ofKeys(value: string) {
    const account = accounts.find((one) => one.credentials['refreshToken'] === value);
    if (!account || value === '' || keys.isGone(account) || seen.has(value)) return null;
    const clientId = account.credentials['clientId'] ?? '';
    const grant = grants.open({ provider, family: 'google', clientId, app: clientId.split('-')[0] ?? clientId, account: account.name, scopes: keys.scopesOf(account).map((one) => scopeRoot + one), declined: [] });
    seen.add(value);
    grants.addToken(value, grant, 'refresh', idleSeconds);
    return grants.findToken('google', value);
  }

  async function tokens(grant: Grant, refresh_token?: string): Promise<Response> {
    const access_token = grants.addToken(`ya29.${randomSecret(120)}`, grant, 'access', accessSeconds);
    const at = Math.floor(now().getTime() / 1000);
    const id_token = grant.scopes.includes('openid') && (await signer.sign({ iss: `https://${consentHost}`, azp: grant.clientId, aud: grant.clientId, ...claimsOf(grant), iat: at, exp: at + 3600 }));
    return json({ access_token, expires_in: accessSeconds, ...(refresh_token === undefined ? {} : { refresh_token }), scope: grant.scopes.join(' '), token_type: 'Bearer', ...(id_token && { id_token }) }, 200, googleType, { 'cache-control': 'no-store' });
  }
}

/** What Google says of a person, by what was granted. */
function claimsOf({ account, scopes }: Grant) {
  return {
    sub: randomText(`google person ${account}`, 21, 'digits').replace(/^0/, '1'),
    ...(scopes.includes('email') ? { email: `${account.toLowerCase().replaceAll(' ', '.')}@example.com`, email_verified: true } : {}), ...(scopes.includes('profile') ? { name: account } : {}),
  };
}

/** What the token and revoke endpoints say of a grant that is gone. */
export function grantGone(path = '/token'): Response {
  return path === '/revoke' ? refusal(400, 'invalid_token', 'Token expired or revoked') : refusal(400, 'invalid_grant', 'Token has been expired or revoked.');
}

function refusal(status: number, error: string, error_description: string): Response {
  return json({ error, error_description }, status, googleType);
}
