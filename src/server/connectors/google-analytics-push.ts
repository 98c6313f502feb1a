import * as z from 'zod/mini';
import { IntegrationsError, isIntegrationsError } from '../../core/errors.ts';
import type { Values } from '../../core/integration.ts';
import { configuration as schema } from '../../providers/google-analytics-4/configuration.ts';
import type { AnalyticsAdmin } from './google-analytics-admin.ts';
import { plainText } from './provider-text.ts';
import { refusals } from './refusals.ts';

const taken = z.object({});
const keyEvent = z.object({ name: z.string(), eventName: z.string(), countingMethod: z.optional(z.string()), defaultValue: z.optional(z.object({ numericValue: z.optional(z.number()), currencyCode: z.optional(z.string()) })) });
const audience = z.object({ displayName: z.string(), membershipDurationDays: z.optional(z.number()) });
const link = z.object({ name: z.string() });

/** How each setting that Google keeps is passed on. */
const pushes: Readonly<Record<string, (admin: AnalyticsAdmin, configuration: Values) => Promise<void>>> = {
  keyEvents: pushKeyEvents,
  newAudiences: pushAudiences,
  adsPersonalizationEnabled: pushPersonalization,
  eventDataRetention: (admin, configuration) => pushRetention(admin, configuration, 'eventDataRetention'),
  userDataRetention: (admin, configuration) => pushRetention(admin, configuration, 'userDataRetention'),
  resetUserDataOnNewActivity: (admin, configuration) => pushRetention(admin, configuration, 'resetUserDataOnNewActivity'),
};

/** Passes settings on one by one, so that one refusal does not take the others with it. Safe to repeat: it creates what is missing and changes what differs, and removes nothing. */
export async function pushAnalytics(admin: AnalyticsAdmin, configuration: Values, fields: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const refused: Record<string, string> = {};
  for (const field of fields) {
    const push = Object.hasOwn(pushes, field) ? pushes[field] : undefined;
    if (push) Object.assign(refused, await refusals([field], () => push(admin, configuration)));
  }
  return refused;
}

async function pushKeyEvents(admin: AnalyticsAdmin, configuration: Values): Promise<void> {
  const wanted = z.parse(schema.shape.keyEvents, configuration['keyEvents']);
  const present = new Map((await admin.all('keyEvents', 'keyEvents', keyEvent)).map((one) => [one.eventName, one]));
  await each(wanted, ({ eventName }) => eventName, async ({ eventName, countingMethod, value, currency }) => {
    const body = { eventName, countingMethod, ...(value !== undefined && { defaultValue: { numericValue: value, currencyCode: currency } }) };
    const before = present.get(eventName);
    if (!before) return create(admin, 'keyEvents', body);
    const same = before.countingMethod === countingMethod && before.defaultValue?.numericValue === value && (value === undefined || before.defaultValue?.currencyCode === currency);
    if (!same) await admin.ask(`keyEvents/${idOf(before.name)}`, taken, { body, updateMask: 'countingMethod,defaultValue' });
  });
}

async function pushAudiences(admin: AnalyticsAdmin, configuration: Values): Promise<void> {
  const wanted = z.parse(schema.shape.newAudiences, configuration['newAudiences']);
  const present = new Map((await admin.all('audiences', 'audiences', audience)).map((one) => [one.displayName, one]));
  await each(wanted, ({ name }) => name, async ({ name, eventName, membershipDurationDays }) => {
    const before = present.get(name);
    if (before && before.membershipDurationDays !== membershipDurationDays) throw new IntegrationsError('validation_failed', { detail: `it exists with ${before.membershipDurationDays ?? 'other'} days, which Google never changes` });
    if (before) return;
    const filterExpression = { andGroup: { filterExpressions: [{ orGroup: { filterExpressions: [{ eventFilter: { eventName } }] } }] } };
    await create(admin, 'audiences', {
      displayName: name, description: `People with the event ${eventName}`, membershipDurationDays,
      filterClauses: [{ clauseType: 'INCLUDE', simpleFilter: { scope: 'AUDIENCE_FILTER_SCOPE_ACROSS_ALL_SESSIONS', filterExpression } }],
    });
  });
}

/** Personalisation is set on the link to the Google Ads account: the chosen one, else the first. */
async function pushPersonalization(admin: AnalyticsAdmin, configuration: Values): Promise<void> {
  const chosen = configuration['googleAdsLinkId'];
  const links = (await admin.all('googleAdsLinks', 'googleAdsLinks', link)).map(({ name }) => idOf(name));
  const id = typeof chosen === 'string' ? links.find((one) => one === chosen) : links[0];
  if (id === undefined) throw new IntegrationsError('not_found', { detail: chosen === undefined ? 'The property is linked to no Google Ads account. Link one in Google Analytics, then save again.' : 'The chosen Google Ads account is no longer linked to the property. Choose another.' });
  await admin.ask(`googleAdsLinks/${id}`, taken, { body: { adsPersonalizationEnabled: configuration['adsPersonalizationEnabled'] !== false }, updateMask: 'adsPersonalizationEnabled' });
}

async function pushRetention(admin: AnalyticsAdmin, configuration: Values, key: 'eventDataRetention' | 'userDataRetention' | 'resetUserDataOnNewActivity'): Promise<void> {
  const value = z.parse(schema.shape[key], configuration[key]);
  // Left blank: the property keeps what it has.
  if (value === undefined) return;
  await admin.ask('dataRetentionSettings', taken, { body: { [key]: value }, updateMask: key });
}

/** Another save may have created it since it was looked up: then it is there, as wanted. */
async function create(admin: AnalyticsAdmin, path: string, body: object): Promise<void> {
  try {
    await admin.ask(path, taken, { body });
  } catch (error) {
    if (!isIntegrationsError(error, 'conflict')) throw error;
  }
}

/** Does the work for every row; those refused are named together, and the others are done. */
async function each<T>(rows: readonly T[], nameOf: (row: T) => string, work: (row: T) => Promise<void>): Promise<void> {
  const refused: string[] = [];
  for (const row of rows) {
    try {
      await work(row);
    } catch (error) {
      // What is no verdict on this row, or one on all of them, ends the work.
      if (!isIntegrationsError(error, 'validation_failed')) throw error;
      refused.push(`“${plainText(nameOf(row), 'one')}” (${error.problem.detail.replace(/\.$/, '')})`);
    }
  }
  if (refused.length > 0) throw new IntegrationsError('validation_failed', { detail: `Google did not take ${refused.join('; ')}. Change or remove it; the others are set.` });
}

/** The last part of a resource name. It becomes a part of an address, so anything but letters and digits is refused. */
function idOf(name: string): string {
  const id = name.slice(name.lastIndexOf('/') + 1);
  if (!/^[A-Za-z0-9]{1,40}$/.test(id)) throw new IntegrationsError('provider_unavailable', { detail: 'Google Analytics answered in a form we do not know. Nothing was changed; try again later.' });
  return id;
}
