import * as z from 'zod/mini';
import type { output } from 'zod/v4/core';
import { IntegrationsError } from '../../core/errors.ts';
import type { FieldOption } from '../../core/field.ts';
import type { Page } from '../../core/integration.ts';
import { credentials as fields } from '../../providers/google-analytics-4/credentials.ts';
import type { ConnectorContext, OptionsQuery } from '../connector.ts';
import { requireFormat } from './format.ts';
import { spelledCustomer } from './google-ads-api.ts';
import { adminKeysOf, enteredKeys, openAnalyticsAdmin } from './google-analytics-admin.ts';
import { cursorOf, readPages } from './paging.ts';
import { plainText } from './provider-text.ts';

const cursorForm = /^[\w=+/.-]{1,2000}$/;
const link = z.object({ name: z.string(), customerId: z.optional(z.string()), adsPersonalizationEnabled: z.optional(z.boolean()) });
const audience = z.object({ name: z.string(), displayName: z.optional(z.string()), membershipDurationDays: z.optional(z.number()) });

/** Google Ads accounts linked to the property. */
export const chooseAdsLinks = (query: OptionsQuery, context: ConnectorContext) =>
  choose(query, context, 'googleAdsLinks', link, ({ customerId = '', adsPersonalizationEnabled }) => ({ label: /^[0-9]{10}$/.test(customerId) ? spelledCustomer(customerId) : plainText(customerId, 'Google Ads'), hint: adsPersonalizationEnabled === false ? 'Without personalised advertising' : undefined }));

/** Audiences of the property. */
export const chooseAudiences = (query: OptionsQuery, context: ConnectorContext) =>
  choose(query, context, 'audiences', audience, ({ displayName, membershipDurationDays }) => ({ label: plainText(displayName, 'Audience'), hint: membershipDurationDays === undefined ? undefined : `${membershipDurationDays} days` }));

async function choose<T extends z.ZodMiniType<{ name: string }>>({ credentials, query, cursor }: OptionsQuery, context: ConnectorContext, list: string, row: T, words: (row: output<T>) => { label: string; hint: string | undefined }): Promise<Page<FieldOption>> {
  const keys = adminKeysOf(requireFormat(fields, enteredKeys(credentials)), credentials);
  const from = cursorOf(cursor, cursorForm);
  if (!keys) throw new IntegrationsError('insufficient_permission', { detail: 'Google shows this only to somebody who signs in to the property. Allow access to your Analytics property.' });
  const admin = await openAnalyticsAdmin(keys, context);
  const read = async (at: string | undefined): Promise<Page<FieldOption>> => {
    const { rows, next } = await admin.page(list, list, row, at);
    const items = rows.flatMap((one) => {
      const id = /\/([0-9]{1,20})$/.exec(one.name)?.[1];
      const { label, hint } = words(one);
      return id === undefined ? [] : { value: id, label, ...(hint !== undefined && { hint }) };
    });
    return { items, nextCursor: next !== null && cursorForm.test(next) ? next : null };
  };
  return readPages(read, query, from);
}
