import * as z from 'zod/mini';
import type { FieldOption } from '../../core/field.ts';
import type { Page } from '../../core/integration.ts';
import type { ConnectorContext } from '../connector.ts';
import { chooseFromGraph } from './graph.ts';
import { plainText } from './provider-text.ts';

const account = z.object({ account_id: z.string(), name: z.optional(z.nullable(z.string())), account_status: z.optional(z.number()), currency: z.optional(z.string()) });
const audience = z.object({ id: z.string(), name: z.optional(z.nullable(z.string())), approximate_count_lower_bound: z.optional(z.number()) });

/** Accounts that can run ads: active, or in the days of grace after a failed payment. */
const usable = [1, 9];

/** Where the ad accounts of a token's user stand, and how each is shown. Ids are digits, without `act_`. */
export function adAccount(token: string, edge = '/me/adaccounts') {
  return {
    path: `${edge}?fields=account_id,name,account_status,currency`, token, item: account,
    toOption: ({ account_id, name, account_status, currency }: z.output<typeof account>): FieldOption => ({
      value: account_id, label: plainText(name, account_id),
      hint: [currency, account_id, account_status !== undefined && !usable.includes(account_status) ? 'not active' : ''].filter(Boolean).join(' · '),
    }),
  };
}

/** Where the custom audiences of an ad account stand, and how each is shown. */
export function customAudience(accountId: string, token: string) {
  return {
    path: `/act_${accountId}/customaudiences?fields=id,name,approximate_count_lower_bound`, token, item: audience,
    toOption: ({ id, name, approximate_count_lower_bound }: z.output<typeof audience>): FieldOption => ({
      value: id, label: plainText(name, id), ...(approximate_count_lower_bound !== undefined && approximate_count_lower_bound >= 0 ? { hint: `about ${approximate_count_lower_bound} people` } : {}),
    }),
  };
}

const named = z.object({ id: z.string(), name: z.optional(z.nullable(z.string())) });
const byName = ({ id, name }: z.output<typeof named>): FieldOption => ({ value: id, label: plainText(name, id), hint: id });

/** Where the businesses of a token's user stand, and how each is shown. */
export const business = (token: string) => ({ path: '/me/businesses?fields=id,name', token, item: named, toOption: byName });

/** Where the pixels of an ad account stand, and how each is shown. */
export const pixel = (accountId: string, token: string) => ({ path: `/act_${accountId}/adspixels?fields=id,name`, token, item: named, toOption: byName });

/** Ad accounts of a business: its own, then those its clients share with it; without a business all of the token's user. A cursor of the second list begins with `c.`. */
export async function chooseAdAccount(token: string, businessId: unknown, { query, cursor = '' }: { query?: string; cursor?: string }, context: ConnectorContext): Promise<Page<FieldOption>> {
  const list = (edge: string | undefined, at: string) => chooseFromGraph(adAccount(token, edge), { ...(query === undefined ? {} : { query }), cursor: at }, context);
  if (typeof businessId !== 'string' || !/^[0-9]{5,20}$/.test(businessId)) return list(undefined, cursor);
  const shared = async (at: string) => {
    const page = await list(`/${businessId}/client_ad_accounts`, at);
    return { ...page, nextCursor: page.nextCursor === null ? null : `c.${page.nextCursor}` };
  };
  if (cursor.startsWith('c.')) return shared(cursor.slice(2));
  const own = await list(`/${businessId}/owned_ad_accounts`, cursor);
  if (own.nextCursor !== null) return own;
  const more = await shared('');
  return { items: [...own.items, ...more.items], nextCursor: more.nextCursor };
}

const place = z.object({ key: z.string(), name: z.optional(z.nullable(z.string())) });

/** Where the countries that ads can be shown in stand; Meta does the searching. */
export function country(token: string, query = '') {
  return {
    path: `/search?type=adgeolocation&location_types=%5B%22country%22%5D&q=${encodeURIComponent(query.toWellFormed())}`, token, item: place,
    toOption: ({ key, name }: z.output<typeof place>): FieldOption => ({ value: key, label: plainText(name, key), hint: key }),
  };
}
