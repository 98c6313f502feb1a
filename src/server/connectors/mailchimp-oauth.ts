import * as z from 'zod/mini';
import type { ConnectorContext } from '../connector.ts';
import type { OAuthProvider } from '../oauth/oauth-provider.ts';
import { signedIn } from './for-sign-ins.ts';
import { ask } from './ask.ts';
import { datacenter, mailchimpErrors } from './mailchimp-api.ts';

/** The host of Mailchimp's OAuth server. */
export const mailchimpLoginHost = 'login.mailchimp.com';

/** Mailchimp's OAuth server: https://mailchimp.com/developer/marketing/guides/access-user-data-oauth-2/ */
export const mailchimpOAuth: OAuthProvider = {
  authorizationEndpoint: `https://${mailchimpLoginHost}/oauth2/authorize`,
  tokenEndpoint: `https://${mailchimpLoginHost}/oauth2/token`,
  // Mailchimp documents none.
  pkce: false,
  clientAuthentication: 'post',
  // There are none: an app may do what the person may.
  scopeSeparator: null,
  rename: { scope: null },
  // `expires_in: 0` means never, and `scope` is null.
  tokenAnswer: ({ error, error_description, access_token }) => (error === undefined ? { access_token, token_type: 'bearer' } : { error, error_description }),
  complete: async (tokens, _app, context) => ({ ...tokens, more: { ...tokens.more, serverPrefix: await datacenterOf(tokens.accessToken, context) } }),
  credentials: ({ accessToken, more }) => ({ ...more, ...signedIn, accessToken }),
  // No revocation: a person removes the app, under “Authorized applications”.
  accessUrl: 'https://admin.mailchimp.com/account/api/',
};

// The datacenter becomes a part of a host name.
const metadata = z.object({ dc: z.string().check(z.regex(datacenter)) });

async function datacenterOf(token: string, context: ConnectorContext): Promise<string> {
  const call = { method: 'GET' as const, url: `https://${mailchimpLoginHost}/oauth2/metadata`, headers: { authorization: `OAuth ${token}`, accept: 'application/json' } };
  return (await ask(context, call, { name: 'Mailchimp', rules: mailchimpErrors, shape: metadata })).dc;
}
