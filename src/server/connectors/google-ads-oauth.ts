import * as z from 'zod/mini';
import { IntegrationsError, isIntegrationsError } from '../../core/errors.ts';
import type { Values } from '../../core/integration.ts';
import { isPlainObject } from '../../core/visibility.ts';
import type { ConnectorContext } from '../connector.ts';
import type { OAuthProvider } from '../oauth/oauth-provider.ts';
import { signedIn } from './for-sign-ins.ts';
import { openGoogleAds, searchGoogleAds } from './google-ads-api.ts';
import { googleTokenHost } from './google-session.ts';

/** Google's OAuth server: https://developers.google.com/identity/protocols/oauth2/web-server */
export const googleAdsOAuth: OAuthProvider = {
  authorizationEndpoint: 'https://accounts.google.com/o/oauth2/v2/auth',
  tokenEndpoint: `https://${googleTokenHost}/token`,
  issuer: 'https://accounts.google.com',
  issuerPromised: true,
  pkce: true,
  clientAuthentication: 'post',
  // Google gives a refresh token for offline access alone, and to who has agreed before only with a new consent. What was granted earlier stays.
  parameters: { access_type: 'offline', prompt: 'consent', include_granted_scopes: 'true' },
  async complete(tokens, _app, context) {
    const { persons, ...customer } = await firstCustomer(tokens.accessToken, context);
    return { ...tokens, persons, more: { ...tokens.more, ...customer } };
  },
  credentials: ({ accessToken, more }) => ({ ...more, ...signedIn, accessToken }),
  accessUrl: 'https://myaccount.google.com/connections',
  revocation: {
    // Google takes back all that the person granted to the whole Cloud project.
    alsoEnds: 'every-grant-of-the-person',
    endpoint: `https://${googleTokenHost}/revoke`,
    // Google asks nobody who they are here.
    request: (call, token) => ({ ...call, headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams({ token }).toString() }),
    done: ({ status, json }) => (status >= 200 && status <= 299) || (isPlainObject(json) && json['error'] === 'invalid_token'),
  },
};

const accessible = z.object({ resourceNames: z.optional(z.array(z.string())) });
const customer = z.object({ customer: z.object({ manager: z.optional(z.boolean()), status: z.optional(z.string()) }) });
const client = z.object({ customerClient: z.object({ id: z.string().check(z.regex(/^[0-9]{10}$/)) }) });
/** How many accounts are looked at before we give up. */
const most = 20;

/** Google does not say who signed in, but what they reach by themselves: whoever shares one of these may be the same person. */
type Customer = Values & { persons: readonly string[] };

/** The first account that runs campaigns: one the sign-in reaches by itself, else one below a manager account. Another can be chosen in the settings. */
async function firstCustomer(accessToken: string, context: ConnectorContext): Promise<Customer> {
  const session = await openGoogleAds({ accessToken, customerId: '' }, context);
  const { resourceNames = [] } = await session.ask('customers:listAccessibleCustomers', accessible);
  const managers: string[] = [];
  for (const id of resourceNames.flatMap((name) => /^customers\/([0-9]{10})$/.exec(name)?.[1] ?? []).slice(0, most)) {
    const { results: [own] = [] } = await unlessClosed(searchGoogleAds(session, id, 'SELECT customer.manager, customer.status FROM customer LIMIT 1', customer));
    if (own?.customer.manager) managers.push(id);
    else if (own && [undefined, 'ENABLED'].includes(own.customer.status)) return { customerId: id, persons: resourceNames };
  }
  for (const loginCustomerId of managers) {
    const below = await openGoogleAds({ accessToken, customerId: '', loginCustomerId }, context);
    const { results: [first] = [] } = await unlessClosed(searchGoogleAds(below, loginCustomerId, 'SELECT customer_client.id FROM customer_client WHERE customer_client.manager = FALSE AND customer_client.status = "ENABLED" LIMIT 1', client));
    if (first) return { customerId: first.customerClient.id, loginCustomerId, persons: resourceNames };
  }
  throw new IntegrationsError('insufficient_permission', { detail: 'This Google account reaches no Google Ads account that can run campaigns. Sign in with one that does, or create an account at ads.google.com.' });
}

/** An account that is closed or not ours to see says nothing of the others. */
async function unlessClosed<T extends { results?: unknown }>(asked: Promise<T>): Promise<T | { results?: undefined }> {
  try {
    return await asked;
  } catch (error) {
    if (isIntegrationsError(error, 'account_blocked') || isIntegrationsError(error, 'insufficient_permission')) return {};
    throw error;
  }
}
