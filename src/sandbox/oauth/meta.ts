import type { Context, Hono } from 'hono';
import { graphError, graphType, invalidToken, sessionExpired } from '../graph-error.ts';
import { json } from '../imitation.ts';
import type { World } from '../world.ts';
import { clientIn, formOf, serveConsent } from './consent.ts';
import { refusalPage } from './consent-page.ts';
import type { Grant } from './grants.ts';
import { randomSecret } from './random-secret.ts';
import { takeCode } from './take-code.ts';

const title = 'Facebook';
const version = ':version{v[0-9]{2}\\.[0-9]}';
/** A token from a code lasts for hours, one that it is exchanged for about 60 days. */
const shortSeconds = 5400;
const longSeconds = 5_183_944;
const labels: Readonly<Record<string, string>> = {
  ads_management: 'Manage ads for ad accounts that you have access to', ads_read: 'See the ads and results of your ad accounts', business_management: 'Manage your business portfolios', catalog_management: 'Manage your product catalogues',
  pages_show_list: 'See a list of the Pages you manage', pages_read_engagement: 'Read content posted on the Page', email: 'See your email address', public_profile: 'See your name and picture',
};

/** Meta's sign-in, whose errors are those of the graph: https://developers.facebook.com/docs/facebook-login/guides/advanced/manual-flow */
export function serveMetaOAuth(routes: Hono, world: World, provider: string): void {
  const { accounts, clients, grants } = world;

  serveConsent(routes, `/www.facebook.com/${version}/dialog/oauth`, world, {
    provider, title, people: accounts.filter((one) => one.provider === provider && one.outcome === 'valid').map(({ name }) => name),
    code: { seconds: 600, make: () => `AQ${randomSecret(180)}` }, isWide: (scope) => scope.endsWith('_management'),
    read(query) {
      const asked = clientIn(clients, provider, title, query);
      if (asked instanceof Response) return asked;
      const scopes = (query.get('scope') ?? 'public_profile').split(',').map((one) => one.trim());
      const unknown = scopes.filter((one) => !Object.hasOwn(labels, one));
      if (unknown.length > 0) return refusalPage(title, 'invalid_scope', `Invalid Scopes: ${unknown.join(', ').slice(0, 200)}.`);
      if (!['code', null].includes(query.get('response_type'))) return refusalPage(title, 'unsupported_response_type', 'Only response_type=code is imitated here.');
      return {
        ...asked, scopes: scopes.map((id) => ({ id, label: labels[id] ?? id })),
        settle(account, ticked) {
          const earlier = grants.where((one) => one.app === asked.client.app && one.account === account);
          // What was granted before stays; what was refused is not asked for again, unless the app says so.
          const granted = earlier.flatMap((one) => one.scopes);
          const refused = query.get('auth_type') === 'rerequest' ? [] : earlier.flatMap((one) => one.declined).filter((one) => !granted.includes(one));
          return ticked.length === 0 ? ticked : [...new Set([...granted, ...ticked.filter((one) => !refused.includes(one))])];
        },
      };
    },
    denied: { error: 'access_denied', error_reason: 'user_denied', error_description: 'Permissions error', error_code: '200' },
  });

  const serve = async (c: Context) => {
    const given = c.req.method === 'GET' ? new URL(c.req.url).searchParams : await formOf(c);
    const client = clients.find((one) => one.provider === provider && one.clientId === given.get('client_id'));
    if (!given.get('client_id')) return graphError(400, 101, 'Missing client_id parameter.');
    if (!client) return graphError(400, 101, 'Error validating application. Cannot get application info due to a system error.');
    if (client.clientSecret !== given.get('client_secret')) return graphError(400, 1, 'Error validating client secret.');
    return given.get('grant_type') === 'fb_exchange_token' ? exchangedForLonger(client.clientId, given.get('fb_exchange_token')) : exchanged(client.clientId, given);
  };
  routes.on(['GET', 'POST'], `/graph.facebook.com/${version}/oauth/access_token`, serve);

  async function exchanged(clientId: string, given: URLSearchParams): Promise<Response> {
    if (!given.get('code')) return graphError(400, 1, 'Missing authorization code');
    const taken = await takeCode(grants, { code: given.get('code'), clientId, redirectUri: given.get('redirect_uri') });
    switch (taken) {
      case 'used': return codeError('This authorization code has been used.', 36009);
      case 'expired': return codeError('This authorization code has expired.', 36007);
      case 'wrong_redirect': return codeError('Error validating verification code. Please make sure your redirect_uri is identical to the one you used in the OAuth dialog request', 36008);
      case 'unknown': case 'verifier_missing': case 'verifier_wrong': return codeError('Invalid verification code format.');
      default: return token(taken.grant, shortSeconds);
    }
  }

  /** A token that is still good is exchanged for a longer one; a long one for one as long from now. */
  function exchangedForLonger(clientId: string, value: string | null): Response {
    const found = grants.findToken('meta', value);
    if (!found || found.grant.clientId !== clientId) return invalidToken();
    if (found.state !== 'live') return sessionExpired();
    grants.refreshed(found.grant);
    return token(found.grant, longSeconds);
  }

  function token(grant: Grant, seconds: number): Response {
    return json({ access_token: grants.addToken(`EAA${randomSecret(190)}`, grant, 'access', seconds), token_type: 'bearer', expires_in: seconds }, 200, graphType);
  }
}

function codeError(message: string, error_subcode?: number): Response {
  return graphError(400, 100, message, { type: 'OAuthException', ...(error_subcode === undefined ? {} : { error_subcode }) });
}
