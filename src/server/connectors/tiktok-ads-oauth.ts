import * as z from 'zod/mini';
import { IntegrationsError } from '../../core/errors.ts';
import { isPlainObject } from '../../core/visibility.ts';
import type { ConnectorContext, ProviderRequest } from '../connector.ts';
import type { OAuthClientKeys, OAuthProvider, ReachedAccount, Tokens } from '../oauth/oauth-provider.ts';
import { mostAccounts, signedIn } from './for-sign-ins.ts';
import { plainText } from './provider-text.ts';
import { askTikTok, tiktokCall, tiktokHost } from './tiktok.ts';

const root = `https://${tiktokHost}/open_api/v1.3/oauth2`;

/** TikTok's sign-in for advertisers, which follows no standard: https://business-api.tiktok.com/portal/docs?id=1738373164380162 */
export const tiktokAdsOAuth: OAuthProvider = {
  authorizationEndpoint: `https://${tiktokHost}/portal/auth`,
  tokenEndpoint: `${root}/access_token/`,
  // TikTok documents none.
  pkce: false,
  clientAuthentication: 'post',
  // Scopes are set on the app.
  scopeSeparator: null,
  rename: { client_id: 'app_id', response_type: null },
  tokenRequest(call) {
    const form = new URLSearchParams(call.body);
    return sent(call.url, { app_id: form.get('client_id'), secret: form.get('client_secret'), auth_code: form.get('code') });
  },
  // The token does not end, so there is nothing to refresh.
  tokenAnswer({ code, message, data }) {
    if (code !== 0 || !isPlainObject(data)) return { error: reasons[Number(code)] ?? 'temporarily_unavailable', error_description: message };
    return { access_token: data['access_token'], token_type: 'bearer', ...(Array.isArray(data['scope']) && { scope: data['scope'].join(' ') }) };
  },
  accounts: { setting: 'advertiserId', list: advertisersOf },
  credentials: ({ accessToken, more }, { clientId, clientSecret }) => ({ ...more, ...signedIn, accessToken, appId: clientId, appSecret: clientSecret }),
  accessUrl: 'https://ads.tiktok.com/',
  revocation: {
    endpoint: `${root}/revoke_token/`,
    token: 'access',
    request(call, token) {
      const form = new URLSearchParams(call.body);
      return sent(call.url, { app_id: form.get('client_id'), secret: form.get('client_secret'), access_token: token }, { 'access-token': token });
    },
    done: ({ json }) => isPlainObject(json) && (json['code'] === 0 || json['code'] === 40105),
  },
};

/** TikTok's codes in the words of RFC 6749 §5.2. 40101 stands for a wrong secret as well as for a code that is none. */
const reasons: Readonly<Record<number, string>> = { 40110: 'invalid_grant', 40115: 'invalid_grant', 40105: 'invalid_grant', 40101: 'invalid_client', 40113: 'invalid_client' };

function sent(url: string, body: object, headers: Readonly<Record<string, string>> = {}): ProviderRequest {
  return { method: 'POST', url, headers: { ...headers, 'content-type': 'application/json', accept: 'application/json' }, body: JSON.stringify(body) };
}

const advertisers = z.object({ list: z.array(z.object({ advertiser_id: z.string().check(z.regex(/^[0-9]{10,20}$/)), advertiser_name: z.optional(z.nullable(z.string())) })) });

/** The ad accounts the person gave the app. */
async function advertisersOf({ accessToken }: Tokens, { clientId, clientSecret }: OAuthClientKeys, context: ConnectorContext): Promise<readonly ReachedAccount[]> {
  const { list } = await askTikTok(context, tiktokCall(`/oauth2/advertiser/get/?${new URLSearchParams({ app_id: clientId, secret: clientSecret }).toString()}`, accessToken), advertisers);
  if (list.length === 0) throw new IntegrationsError('insufficient_permission', { detail: 'This sign-in reaches no ad account. Sign in as admin of one, or create an account in TikTok Ads Manager.' });
  return list.slice(0, mostAccounts).map(({ advertiser_id: advertiserId, advertiser_name: name }) => ({ value: advertiserId, label: plainText(name, advertiserId), hint: advertiserId, more: { advertiserId } }));
}
