import * as z from 'zod/mini';
import { IntegrationsError, type Problem } from '../../core/errors.ts';
import type { FieldOption } from '../../core/field.ts';
import type { Account, Page, Values } from '../../core/integration.ts';
import { credentials as fields } from '../../providers/google-ads/credentials.ts';
import type { Connector, ConnectorContext, OptionsQuery, ProviderRequest } from '../connector.ts';
import { ask } from './ask.ts';
import { judgeFormat, requireFormat } from './format.ts';
import { googleAdsErrors, googleTokenErrors, readGoogleAdsRefusal, readTokenRefusal } from './google-ads-errors.ts';
import { cursorOf, matches, readPages } from './paging.ts';
import { beginProof } from './proof.ts';
import { plainText } from './provider-text.ts';

/** v25 was released in July 2026; a version answers for about a year: https://developers.google.com/google-ads/api/docs/sunset-dates */
const api = 'https://googleads.googleapis.com/v25';
const tokenEndpoint = 'https://oauth2.googleapis.com/token';

type Keys = z.output<typeof fields>;
/** Keys with the short-lived token they were exchanged for. */
type Session = Keys & { accessToken: string };

const tokens = z.object({ access_token: z.string(), scope: z.optional(z.string()) });
const accessible = z.object({ resourceNames: z.optional(z.array(z.string())) });
// Numbers of 64 bits come as text.
const customer = z.object({ id: z.string(), descriptiveName: z.optional(z.string()), currencyCode: z.optional(z.string()), manager: z.optional(z.boolean()), testAccount: z.optional(z.boolean()), status: z.optional(z.string()) });
const found = <T extends z.ZodMiniType>(row: T) => z.object({ results: z.optional(z.array(row)), nextPageToken: z.optional(z.string()) });

/** Google Ads by OAuth client and refresh token. Google has no narrower access than to everything, so what may be changed is kept by the store. */
export const googleAdsConnector: Connector = {
  provider: 'google-ads',
  hosts: ['oauth2.googleapis.com', 'googleads.googleapis.com'],

  async verify({ credentials, configuration }, context) {
    const proof = beginProof(context);
    const { keys, problem } = judgeFormat(fields, credentials);
    if (problem) return proof.rejected('format', problem);
    proof.passed('format');
    try {
      const session = await signIn(keys, context);
      proof.passed('sign-in');
      const id = chosen(configuration) ?? keys.customerId;
      const { results = [] } = await search(session, id, 'SELECT customer.id, customer.descriptive_name, customer.currency_code, customer.manager, customer.test_account, customer.status FROM customer LIMIT 1', z.object({ customer }), context);
      const own = results[0]?.customer;
      if (!own) throw new IntegrationsError('provider_unavailable', { detail: 'Google Ads answered without the account, so nothing could be checked. Nothing was changed; try again later.' });
      proof.passed('permission');
      const trouble = troubleWith(own);
      return trouble ? proof.rejected('resource', trouble, accountOf(own)) : proof.verified(accountOf(own), 'passed');
    } catch (error) {
      return proof.refused(error);
    }
  },

  options: {
    customerId: listCustomers,
    conversionActionIds: (query, context) => choose(query, context, 'SELECT conversion_action.id, conversion_action.name, conversion_action.category FROM conversion_action WHERE conversion_action.status = "ENABLED" ORDER BY conversion_action.name', z.object({ conversionAction: z.object({ id: z.string(), name: z.string(), category: z.optional(z.string()) }) }), ({ conversionAction: { id, name, category } }) => ({ value: id, label: plainText(name, id), ...(category === undefined ? {} : { hint: plainText(category.replaceAll('_', ' ').toLowerCase(), '') }) })),
    userListId: (query, context) => choose(query, context, 'SELECT user_list.id, user_list.name, user_list.membership_status FROM user_list ORDER BY user_list.name', z.object({ userList: z.object({ id: z.string(), name: z.string(), membershipStatus: z.optional(z.string()) }) }), ({ userList: { id, name, membershipStatus } }) => ({ value: id, label: plainText(name, id), ...(membershipStatus === 'CLOSED' ? { hint: 'Closed' } : {}) })),
  },
};

function chosen(configuration: Values | undefined): string | undefined {
  const id = configuration?.['customerId'];
  return typeof id === 'string' && /^[0-9]{10}$/.test(id) ? id : undefined;
}

/** A short-lived access token for one proof or list; nothing of it is kept. */
async function signIn(keys: Keys, context: ConnectorContext): Promise<Session> {
  const body = new URLSearchParams({ grant_type: 'refresh_token', client_id: keys.clientId, client_secret: keys.clientSecret, refresh_token: keys.refreshToken }).toString();
  const call: ProviderRequest = { method: 'POST', url: tokenEndpoint, headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' }, body };
  const { access_token, scope } = await ask(context, call, { name: 'Google', rules: googleTokenErrors, shape: tokens, readRefusal: readTokenRefusal });
  if (scope !== undefined && !scope.split(' ').includes('https://www.googleapis.com/auth/adwords')) {
    const detail = 'This refresh token was made without the scope adwords. Make one with it, and leave every permission ticked.';
    throw new IntegrationsError('insufficient_permission', { detail, fields: { refreshToken: detail } });
  }
  return { ...keys, accessToken: access_token };
}

function headersOf({ accessToken, loginCustomerId, developerToken }: Session): Record<string, string> {
  return {
    authorization: `Bearer ${accessToken}`, accept: 'application/json',
    ...(loginCustomerId === undefined ? {} : { 'login-customer-id': loginCustomerId }),
    ...(developerToken === undefined ? {} : { 'developer-token': developerToken }),
  };
}

function search<T extends z.ZodMiniType>(session: Session, customerId: string, query: string, row: T, context: ConnectorContext, pageToken?: string): Promise<{ results?: z.output<T>[]; nextPageToken?: string }> {
  const call: ProviderRequest = {
    method: 'POST', url: `${api}/customers/${customerId}/googleAds:search`, headers: { ...headersOf(session), 'content-type': 'application/json' }, body: JSON.stringify({ query, ...(pageToken === undefined ? {} : { pageToken }) }),
  };
  return ask(context, call, { name: 'Google Ads', rules: googleAdsErrors, shape: found(row), readRefusal: readGoogleAdsRefusal });
}

const cursorForm = /^[\w=+/.-]{1,2000}$/;

async function choose<T extends z.ZodMiniType>({ credentials, configuration, query, cursor }: OptionsQuery, context: ConnectorContext, gaql: string, row: T, toOption: (row: z.output<T>) => FieldOption): Promise<Page<FieldOption>> {
  const keys = requireFormat(fields, credentials);
  const from = cursorOf(cursor, cursorForm);
  const session = await signIn(keys, context);
  const read = async (at: string | undefined): Promise<Page<FieldOption>> => {
    const { results = [], nextPageToken } = await search(session, chosen(configuration) ?? keys.customerId, gaql, row, context, at);
    return { items: results.map(toOption), nextCursor: nextPageToken !== undefined && cursorForm.test(nextPageToken) ? nextPageToken : null };
  };
  return readPages(read, query, from);
}

/** The accounts this sign-in reaches by itself, or with a manager account those below it. */
async function listCustomers({ credentials, query = '' }: OptionsQuery, context: ConnectorContext): Promise<Page<FieldOption>> {
  const session = await signIn(requireFormat(fields, credentials), context);
  const items = session.loginCustomerId === undefined ? await ownCustomers(session, context) : await customersBelow(session, session.loginCustomerId, context);
  return { items: items.filter((item) => matches(item, query)), nextCursor: null };
}

async function ownCustomers(session: Session, context: ConnectorContext): Promise<FieldOption[]> {
  const { resourceNames = [] } = await ask(context, { method: 'GET', url: `${api}/customers:listAccessibleCustomers`, headers: headersOf(session) }, { name: 'Google Ads', rules: googleAdsErrors, shape: accessible, readRefusal: readGoogleAdsRefusal });
  return resourceNames.flatMap((name) => /^customers\/([0-9]{10})$/.exec(name)?.[1] ?? []).map((id) => ({ value: id, label: spelled(id) }));
}

async function customersBelow(session: Session, manager: string, context: ConnectorContext): Promise<FieldOption[]> {
  const client = z.object({ customerClient: z.object({ id: z.string(), descriptiveName: z.optional(z.string()), currencyCode: z.optional(z.string()), manager: z.optional(z.boolean()) }) });
  const { results = [] } = await search(session, manager, 'SELECT customer_client.id, customer_client.descriptive_name, customer_client.currency_code, customer_client.manager FROM customer_client WHERE customer_client.status = "ENABLED"', client, context);
  return results.filter((row) => row.customerClient.manager !== true).map(({ customerClient: { id, descriptiveName, currencyCode } }) => ({ value: id, label: plainText(descriptiveName, spelled(id)), hint: [currencyCode, spelled(id)].filter(Boolean).join(' · ') }));
}

const spelled = (id: string) => `${id.slice(0, 3)}-${id.slice(3, 6)}-${id.slice(6)}`;

function accountOf({ id, descriptiveName, currencyCode, testAccount }: z.output<typeof customer>): Account {
  const notes = [currencyCode && plainText(currencyCode, ''), testAccount && 'test account'].filter(Boolean).join(', ');
  return { id, label: plainText(descriptiveName, spelled(id)) + (notes ? ` (${notes})` : '') };
}

/** What keeps campaigns from running in an account that can be read. */
function troubleWith({ manager, status }: z.output<typeof customer>): Problem | null {
  const refused = (code: 'validation_failed' | 'account_blocked', detail: string) => new IntegrationsError(code, { detail, fields: { customerId: detail } }).problem;
  if (manager) return refused('validation_failed', 'This is a manager account, which runs no campaigns. Enter it as Manager account, and the account below it as Customer ID.');
  if (status !== undefined && ['CANCELED', 'CANCELLED', 'SUSPENDED', 'CLOSED'].includes(status)) return refused('account_blocked', `Google says this account is ${status.toLowerCase()}, so no campaign can run. Resolve it in Google Ads.`);
  return null;
}
