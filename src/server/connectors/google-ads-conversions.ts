import * as z from 'zod/mini';
import { IntegrationsError } from '../../core/errors.ts';
import type { Values } from '../../core/integration.ts';
import { configuration as schema } from '../../providers/google-ads/configuration.ts';
import { customerOf, type GoogleAdsSession, searchGoogleAds } from './google-ads-api.ts';
import { type GoogleFailure, googleFailures } from './google-refusal.ts';
import { plainText } from './provider-text.ts';

const known = z.object({ conversionAction: z.object({ id: z.string(), name: z.string() }) });
const mutated = z.object({ partialFailureError: z.optional(z.object({ details: z.optional(z.unknown()) })) });
const pagesRead = 10;
const updateMask = 'category,countingType,attributionModelSettings.attributionModel,clickThroughLookbackWindowDays,viewThroughLookbackWindowDays,valueSettings';

/** What Google Ads says of one conversion action, where it says no to that one and not to the sign-in. */
const reasons: Readonly<Record<string, string>> = {
  DUPLICATE_NAME: 'an action with this name exists already, perhaps removed',
  DUPLICATE_APP_ID: 'an action for this app exists already',
  ACTION_NOT_PERMITTED: 'the sign-in may not change conversion actions: somebody with standard access has to make the refresh token',
  OPERATION_NOT_PERMITTED: 'Google does not allow this change',
  MUTATE_NOT_ALLOWED: 'Google manages this action itself',
  DATA_DRIVEN_MODEL_EXPIRED: 'there is no data for data-driven attribution any more',
  DATA_DRIVEN_MODEL_NEVER_GENERATED: 'there is not enough data for data-driven attribution yet',
  DATA_DRIVEN_MODEL_UNKNOWN: 'data-driven attribution is not available in this account',
};

/**
 * Creates the conversion actions this store keeps, or changes those that have their names: safe to repeat, and nothing is removed at Google.
 * https://developers.google.com/google-ads/api/docs/conversions/create-conversion-actions
 * @throws IntegrationsError `validation_failed` where some are refused, naming them; the others are set then.
 */
export async function pushConversionActions(session: GoogleAdsSession, configuration: Values): Promise<void> {
  const wanted = z.parse(schema.shape.newConversionActions, configuration['newConversionActions']);
  if (wanted.length === 0) return;
  const customer = customerOf(configuration, session.keys);
  const present = await idsByName(session, customer);
  const operations = wanted.map((one) => operationFor(one, customer, present.get(one.name)));
  const { partialFailureError } = await session.ask(`customers/${customer}/conversionActions:mutate`, mutated, { operations, partialFailure: true });
  if (partialFailureError) throw new IntegrationsError('validation_failed', { detail: refusalIn(googleFailures(partialFailureError.details), wanted.map(({ name }) => name)) });
}

type Wanted = z.output<typeof schema>['newConversionActions'][number];

function operationFor({ name, currency, defaultValue, alwaysUseDefaultValue, countingType, category, attributionModel, ...days }: Wanted, customer: string, id: string | undefined): object {
  const settings = {
    name, category, countingType, attributionModelSettings: { attributionModel },
    clickThroughLookbackWindowDays: String(days.clickThroughLookbackDays), viewThroughLookbackWindowDays: String(days.viewThroughLookbackDays),
    valueSettings: { alwaysUseDefaultValue, ...(defaultValue !== undefined && { defaultValue, defaultCurrencyCode: currency }) },
  };
  if (id === undefined) return { create: { ...settings, type: 'WEBPAGE', status: 'ENABLED' } };
  return { update: { ...settings, resourceName: `customers/${customer}/conversionActions/${id}` }, updateMask };
}

async function idsByName(session: GoogleAdsSession, customer: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  let at: string | undefined;
  for (let page = 0; page < pagesRead; page++) {
    const { results = [], nextPageToken } = await searchGoogleAds(session, customer, 'SELECT conversion_action.id, conversion_action.name FROM conversion_action WHERE conversion_action.status != "REMOVED"', known, at);
    for (const { conversionAction: { id, name } } of results) if (/^[0-9]{1,20}$/.test(id)) found.set(name, id);
    if (!nextPageToken) break;
    at = nextPageToken;
  }
  return found;
}

function refusalIn(failures: readonly GoogleFailure[], names: readonly string[]): string {
  const said = new Map<string, string>();
  for (const { code, row } of failures) {
    const name = row === undefined ? undefined : names[row];
    if (name !== undefined && !said.has(name)) said.set(name, (code && reasons[code]) ?? `Google says: ${plainText(code?.replaceAll('_', ' ').toLowerCase(), 'no')}`);
  }
  const refused = [...said].map(([name, why]) => `“${name}” (${why})`).join('; ');
  return refused ? `Google Ads did not take ${refused}. Change or remove it; the others are set.` : 'Google Ads did not take all of these and does not say which. Look there, then save again.';
}
