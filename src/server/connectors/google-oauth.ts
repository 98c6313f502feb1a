import { isPlainObject } from '../../core/visibility.ts';
import type { OAuthProvider } from '../oauth/oauth-provider.ts';
import { googleTokenHost } from './google-session.ts';

/** What is the same wherever somebody signs in at Google: https://developers.google.com/identity/protocols/oauth2/web-server */
export const googleOAuth = {
  authorizationEndpoint: 'https://accounts.google.com/o/oauth2/v2/auth',
  tokenEndpoint: `https://${googleTokenHost}/token`,
  issuer: 'https://accounts.google.com',
  issuerPromised: true,
  pkce: true,
  clientAuthentication: 'post',
  // Google gives a refresh token for offline access alone, and to who has agreed before only with a new consent. What was granted earlier stays.
  parameters: { access_type: 'offline', prompt: 'consent', include_granted_scopes: 'true' },
  // Who signed in is asked for where it matters; a token about it would be one more thing to judge.
  tokenAnswer: ({ id_token: _, ...body }) => body,
  // The number of the Cloud project stands before it.
  appOf: (clientId) => clientId.split('-')[0] ?? clientId,
  idleDays: 180,
  accessUrl: 'https://myaccount.google.com/connections',
  revocation: {
    // Google takes back all that the person granted to the whole Cloud project.
    alsoEnds: 'every-grant-of-the-person',
    endpoint: `https://${googleTokenHost}/revoke`,
    // Google asks nobody who they are here.
    request: (call, token) => ({ ...call, headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams({ token }).toString() }),
    done: ({ status, json }) => (status >= 200 && status <= 299) || (isPlainObject(json) && json['error'] === 'invalid_token'),
  },
} satisfies Omit<OAuthProvider, 'credentials'>;
