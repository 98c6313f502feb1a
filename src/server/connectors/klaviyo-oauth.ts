import type { OAuthProvider } from '../oauth/oauth-provider.ts';

/** Klaviyo's OAuth server: https://developers.klaviyo.com/en/docs/set_up_oauth. Tokens on a.klaviyo.com, as www is closed to apps since 2025-03-31. */
export const klaviyoOAuth: OAuthProvider = {
  authorizationEndpoint: 'https://www.klaviyo.com/oauth/authorize',
  tokenEndpoint: 'https://a.klaviyo.com/oauth/token',
  pkce: true,
  clientAuthentication: 'basic',
  idleDays: 90,
  credentials: ({ accessToken }) => ({ accessToken }),
  accessUrl: 'https://www.klaviyo.com/integrations',
  // Klaviyo then removes the app from the account, whoever signed in.
  revocation: { endpoint: 'https://a.klaviyo.com/oauth/revoke', alsoEnds: 'every-grant-of-the-account' },
};
