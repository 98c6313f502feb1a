import * as z from 'zod/mini';
import type { output } from 'zod/v4/core';
import type { FieldOption } from '../../core/field.ts';
import type { Page } from '../../core/integration.ts';
import type { ConnectorContext, OptionsQuery } from '../connector.ts';
import { requireFormat } from './format.ts';
import { customerOf, googleAdsForm, type GoogleAdsSession, openGoogleAds, searchGoogleAds, spelledCustomer } from './google-ads-api.ts';
import { cursorOf, matches, readPages } from './paging.ts';
import { plainText } from './provider-text.ts';

const cursorForm = /^[\w=+/.-]{1,2000}$/;
const accessible = z.object({ resourceNames: z.optional(z.array(z.string())) });
const client = z.object({ customerClient: z.object({ id: z.string(), descriptiveName: z.optional(z.string()), currencyCode: z.optional(z.string()), manager: z.optional(z.boolean()), testAccount: z.optional(z.boolean()) }) });
const action = z.object({ conversionAction: z.object({ id: z.string(), name: z.string(), category: z.optional(z.string()) }) });
const list = z.object({ userList: z.object({ id: z.string(), name: z.string(), membershipStatus: z.optional(z.string()), sizeForSearch: z.optional(z.string()) }) });

/** Conversion actions that count. */
export const chooseConversionActions = (query: OptionsQuery, context: ConnectorContext) =>
  choose(query, context, 'SELECT conversion_action.id, conversion_action.name, conversion_action.category FROM conversion_action WHERE conversion_action.status = "ENABLED" ORDER BY conversion_action.name', action, ({ conversionAction: { id, name, category } }) => option(id, name, category?.replaceAll('_', ' ').toLowerCase()));

/** Lists of customers. */
export const chooseUserLists = (query: OptionsQuery, context: ConnectorContext) =>
  choose(query, context, 'SELECT user_list.id, user_list.name, user_list.membership_status, user_list.size_for_search FROM user_list ORDER BY user_list.name', list, ({ userList: { id, name, membershipStatus, sizeForSearch } }) => option(id, name, membershipStatus === 'CLOSED' ? 'Closed' : sizeForSearch && /^[0-9]{1,15}$/.test(sizeForSearch) ? `${sizeForSearch} people` : undefined));

/** The accounts this sign-in reaches by itself, or with a manager account those below it that run campaigns. */
export async function chooseCustomers({ credentials, query, cursor }: OptionsQuery, context: ConnectorContext): Promise<Page<FieldOption>> {
  const keys = requireFormat(googleAdsForm(credentials), credentials);
  const from = cursorOf(cursor, cursorForm);
  const session = await openGoogleAds(keys, context);
  const manager = keys.loginCustomerId;
  if (manager !== undefined) {
    const clients = 'SELECT customer_client.id, customer_client.descriptive_name, customer_client.currency_code, customer_client.manager, customer_client.test_account FROM customer_client WHERE customer_client.status = "ENABLED" ORDER BY customer_client.descriptive_name';
    return readPages(pagesOf(session, manager, clients, client, ({ customerClient: one }) => (one.manager ? [] : option(one.id, one.descriptiveName ?? spelledCustomer(one.id), [one.currencyCode, spelledCustomer(one.id), one.testAccount && 'test account'].filter(Boolean).join(' · ')))), query, from);
  }
  const { resourceNames = [] } = await session.ask('customers:listAccessibleCustomers', accessible);
  const items = resourceNames.flatMap((name) => /^customers\/([0-9]{10})$/.exec(name)?.[1] ?? []).map((id) => ({ value: id, label: spelledCustomer(id), ...(id === keys.customerId && { hint: 'Connected' }) }));
  return { items: items.filter((item) => matches(item, query ?? '')), nextCursor: null };
}

async function choose<T extends z.ZodMiniType>({ credentials, configuration, query, cursor }: OptionsQuery, context: ConnectorContext, gaql: string, row: T, toOption: (row: output<T>) => FieldOption): Promise<Page<FieldOption>> {
  const keys = requireFormat(googleAdsForm(credentials), credentials);
  const from = cursorOf(cursor, cursorForm);
  return readPages(pagesOf(await openGoogleAds(keys, context), customerOf(configuration, keys), gaql, row, toOption), query, from);
}

function pagesOf<T extends z.ZodMiniType>(session: GoogleAdsSession, customer: string, gaql: string, row: T, toOptions: (row: output<T>) => FieldOption | FieldOption[]) {
  return async (at: string | undefined): Promise<Page<FieldOption>> => {
    const { results = [], nextPageToken } = await searchGoogleAds(session, customer, gaql, row, at);
    return { items: results.flatMap(toOptions), nextCursor: nextPageToken !== undefined && cursorForm.test(nextPageToken) ? nextPageToken : null };
  };
}

function option(id: string, name: string, hint?: string): FieldOption {
  return { value: id, label: plainText(name, id), ...(hint && { hint: plainText(hint, '') }) };
}
