import * as z from 'zod/mini';
import { IntegrationsError, isIntegrationsError } from '../../core/errors.ts';
import type { Values } from '../../core/integration.ts';
import type { ConnectorContext } from '../connector.ts';
import type { OAuthClientKeys, OAuthProvider, ReachedAccount, Tokens } from '../oauth/oauth-provider.ts';
import { mostAccounts, signedIn } from './for-sign-ins.ts';
import { openGoogleAds, searchGoogleAds, spelledCustomer } from './google-ads-api.ts';
import { plainText } from './provider-text.ts';
import { googleOAuth } from './google-oauth.ts';

/** Google's sign-in for its ads. */
export const googleAdsOAuth: OAuthProvider = {
  ...googleOAuth,
  complete: async (tokens, _app, context) => ({ ...tokens, persons: await reachedByThemselves(tokens.accessToken, context) }),
  accounts: { setting: 'customerId', list: customers },
  credentials: ({ accessToken, more }) => ({ ...more, ...signedIn, accessToken }),
};

const accessible = z.object({ resourceNames: z.optional(z.array(z.string())) });
const about = { descriptiveName: z.optional(z.string()), currencyCode: z.optional(z.string()), testAccount: z.optional(z.boolean()) };
const customer = z.object({ customer: z.object({ manager: z.optional(z.boolean()), status: z.optional(z.string()), ...about }) });
const client = z.object({ customerClient: z.object({ id: z.string().check(z.regex(/^[0-9]{10}$/)), ...about }) });
type About = Omit<z.output<typeof client>['customerClient'], 'id'>;
/** How many accounts are looked at that a sign-in reaches by itself. */
const most = 20;

/** Google does not say who signed in, but what they reach by themselves: whoever shares one of these may be the same person. */
async function reachedByThemselves(accessToken: string, context: ConnectorContext): Promise<readonly string[]> {
  const session = await openGoogleAds({ accessToken, customerId: '' }, context);
  return (await session.ask('customers:listAccessibleCustomers', accessible)).resourceNames ?? [];
}

/** The accounts that run campaigns: those the sign-in reaches by itself, then those below its manager accounts, each reached through the one that manages it. */
async function customers({ accessToken, persons = [] }: Tokens, _app: OAuthClientKeys, context: ConnectorContext): Promise<readonly ReachedAccount[]> {
  const session = await openGoogleAds({ accessToken, customerId: '' }, context);
  const ids = persons.flatMap((name) => /^customers\/([0-9]{10})$/.exec(name)?.[1] ?? []).slice(0, most);
  const own = await Promise.all(ids.map(async (id) => {
    const { results: [found] = [] } = await unlessClosed(searchGoogleAds(session, id, 'SELECT customer.descriptive_name, customer.currency_code, customer.test_account, customer.manager, customer.status FROM customer LIMIT 1', customer));
    return found ? { id, ...found.customer } : null;
  }));
  const direct = own.flatMap((one) => (one && !one.manager && [undefined, 'ENABLED'].includes(one.status) ? [reached(one.id, one)] : []));
  const managed = await Promise.all(own.flatMap((one) => (one?.manager ? [one.id] : [])).map(async (loginCustomerId) => {
    const below = await openGoogleAds({ accessToken, customerId: '', loginCustomerId }, context);
    const { results = [] } = await unlessClosed(searchGoogleAds(below, loginCustomerId, `SELECT customer_client.id, customer_client.descriptive_name, customer_client.currency_code, customer_client.test_account FROM customer_client WHERE customer_client.manager = FALSE AND customer_client.status = "ENABLED" ORDER BY customer_client.descriptive_name LIMIT ${mostAccounts}`, client));
    return results.map(({ customerClient }) => reached(customerClient.id, customerClient, { loginCustomerId }));
  }));
  const all = [...direct, ...managed.flat()].filter(({ value }, index, every) => every.findIndex((one) => one.value === value) === index);
  if (all.length === 0) throw new IntegrationsError('insufficient_permission', { detail: 'This Google account reaches no Google Ads account that can run campaigns. Sign in with one that does, or create an account at ads.google.com.' });
  return all.slice(0, mostAccounts);
}

function reached(customerId: string, { descriptiveName, currencyCode, testAccount }: About, through: Values = {}): ReachedAccount {
  const hint = [currencyCode && plainText(currencyCode, ''), spelledCustomer(customerId), testAccount && 'test account'].filter(Boolean).join(' · ');
  return { value: customerId, label: plainText(descriptiveName, spelledCustomer(customerId)), hint, more: { customerId, ...through } };
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
