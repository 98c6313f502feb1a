import * as z from 'zod/mini';
import { IntegrationsError } from '../../core/errors.ts';
import { isPlainObject } from '../../core/visibility.ts';
import type { ConnectorContext } from '../connector.ts';
import type { OAuthClientKeys, OAuthProvider, ReachedAccount, Tokens } from '../oauth/oauth-provider.ts';
import { mostAccounts, signedIn } from './for-sign-ins.ts';
import { ask } from './ask.ts';
import { graphCall, graphErrors, graphHost, readGraphRefusal } from './graph.ts';
import { plainText } from './provider-text.ts';

const tokenEndpoint = `https://${graphHost}/v26.0/oauth/access_token`;
/** Meta exchanges a token only while it is good, so it is renewed this long before its end. */
const earlySeconds = 10 * 86_400;

/** Meta's sign-in: https://developers.facebook.com/docs/facebook-login/guides/advanced/manual-flow */
export const facebookAdsOAuth: OAuthProvider = {
  authorizationEndpoint: 'https://www.facebook.com/v26.0/dialog/oauth',
  tokenEndpoint,
  // Documented for signing in with OpenID Connect alone, and there in testing.
  pkce: false,
  clientAuthentication: 'post',
  scopeSeparator: ',',
  // Without it a permission that was refused once is never asked for again.
  parameters: { auth_type: 'rerequest' },
  // There is no refresh token: a token that is still good is exchanged for another one.
  tokenRequest(call) {
    const body = new URLSearchParams(call.body);
    const token = body.get('refresh_token');
    if (token === null) return call;
    body.delete('refresh_token');
    body.set('grant_type', 'fb_exchange_token');
    body.set('fb_exchange_token', token);
    return { ...call, body: body.toString() };
  },
  tokenAnswer(body) {
    const { error, access_token: token, expires_in: seconds } = body;
    if (isPlainObject(error)) return { error: error['error_subcode'] === usedCode ? 'invalid_grant' : (isWrongSecret(error) ? 'invalid_client' : (reasons[Number(error['code'])] ?? 'temporarily_unavailable')), error_description: error['message'] };
    return { ...body, token_type: 'bearer', refresh_token: token, ...(typeof seconds === 'number' && { refresh_token_expires_in: seconds, expires_in: seconds > 2 * earlySeconds ? seconds - earlySeconds : seconds }) };
  },
  // Not documented; where it does not hold, the next renewal finds the same end.
  extendable: true,
  async complete(tokens, app, context) {
    const { access_token: accessToken, expires_in: seconds } = await longLived(tokens.accessToken, app, context);
    const [scopes, { id: person }] = await Promise.all([grantedScopes(accessToken, context), ask(context, graphCall('/me?fields=id', accessToken), { ...how, shape: me })]);
    const after = (wait: number) => new Date(context.now().getTime() + wait * 1000).toISOString();
    const ends = seconds === undefined ? {} : { expiresAt: after(Math.max(seconds - earlySeconds, seconds / 2)), endsAt: after(seconds) };
    return { accessToken, refreshToken: accessToken, ...ends, scopes, persons: [person] };
  },
  accounts: { setting: 'adAccountId', list: adAccounts },
  credentials: ({ accessToken, more }, { clientId, clientSecret }) => ({ ...more, ...signedIn, accessToken, appId: clientId, appSecret: clientSecret }),
  accessUrl: 'https://www.facebook.com/settings?tab=business_tools',
  revocation: {
    endpoint: `https://${graphHost}/v26.0/me/permissions`,
    token: 'access',
    // The app itself is removed from the person's profile.
    alsoEnds: 'every-grant-of-the-person',
    request: (_, token) => graphCall('/me/permissions', token, { method: 'DELETE' }),
    done: ({ status, json }) => (status >= 200 && status <= 299) || (isPlainObject(json) && isPlainObject(json['error']) && json['error']['code'] === 190),
  },
};

/** Subcode of a code that was used. Its code, 100, says of any parameter that it is wrong, so by itself it proves nothing about a grant (SR-68). */
const usedCode = 36009;

/** Codes of the graph in the words of RFC 6749 §5.2: token or session gone; app unknown. */
const reasons: Readonly<Record<number, string>> = { 190: 'invalid_grant', 102: 'invalid_grant', 101: 'invalid_client' };

/** Code 1 stands for a wrong secret as well as for trouble at Meta; only its text tells them apart. */
function isWrongSecret({ code, message }: Record<string, unknown>): boolean {
  return code === 1 && typeof message === 'string' && /validating client secret/i.test(message);
}

const how = { name: 'Meta', rules: graphErrors, readRefusal: readGraphRefusal };
const token = z.object({ access_token: z.string(), expires_in: z.optional(z.number()) });
const me = z.object({ id: z.string() });
const permissions = z.object({ data: z.array(z.object({ permission: z.string(), status: z.string() })) });
const accounts = z.object({ data: z.array(z.object({ account_id: z.string().check(z.regex(/^[0-9]{5,20}$/)), name: z.optional(z.nullable(z.string())), account_status: z.number(), currency: z.optional(z.string()) })), paging: z.optional(z.object({ cursors: z.optional(z.object({ after: z.optional(z.string()) })), next: z.optional(z.string()) })) });
/** Of `account_status`: disabled, closing, closed. */
const ended = [2, 100, 101];

/** The token of a code lasts for hours; exchanged, for about 60 days. */
function longLived(short: string, { clientId, clientSecret }: OAuthClientKeys, context: ConnectorContext) {
  const body = new URLSearchParams({ grant_type: 'fb_exchange_token', client_id: clientId, client_secret: clientSecret, fb_exchange_token: short }).toString();
  return ask(context, { method: 'POST', url: tokenEndpoint, headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' }, body }, { ...how, shape: token });
}

async function grantedScopes(accessToken: string, context: ConnectorContext): Promise<readonly string[]> {
  const { data } = await ask(context, graphCall('/me/permissions', accessToken), { ...how, shape: permissions });
  return data.filter(({ status }) => status === 'granted').map(({ permission }) => permission);
}

/** The ad accounts the person works with, those that can run ads first. One that is disabled or closed cannot be connected. */
async function adAccounts({ accessToken }: Tokens, _app: OAuthClientKeys, context: ConnectorContext): Promise<readonly ReachedAccount[]> {
  const all: z.output<typeof accounts>['data'] = [];
  let after: string | undefined = '';
  while (after !== undefined && all.length < mostAccounts) {
    const page = await accountsAfter(after, accessToken, context);
    all.push(...page.data);
    after = page.paging?.next === undefined ? undefined : page.paging.cursors?.after;
  }
  const open = all.filter(({ account_status: status }) => !ended.includes(status)).sort((one, other) => Number(other.account_status === 1) - Number(one.account_status === 1));
  if (open.length === 0) throw new IntegrationsError('insufficient_permission', { detail: 'This Facebook profile reaches no ad account that can run ads. Sign in with one that does, or create an account in Ads Manager.' });
  return open.slice(0, mostAccounts).map(({ account_id: adAccountId, name, currency, account_status: status }) => ({
    value: adAccountId, label: plainText(name, adAccountId), hint: [currency && plainText(currency, ''), adAccountId, status === 1 ? '' : 'not active'].filter(Boolean).join(' · '), more: { adAccountId },
  }));
}

function accountsAfter(after: string, accessToken: string, context: ConnectorContext): Promise<z.output<typeof accounts>> {
  const from = after === '' ? '' : `&after=${encodeURIComponent(after)}`;
  return ask(context, graphCall(`/me/adaccounts?fields=account_id,name,account_status,currency&limit=100${from}`, accessToken), { ...how, shape: accounts });
}
