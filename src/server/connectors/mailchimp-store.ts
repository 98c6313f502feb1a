import * as z from 'zod/mini';
import { IntegrationsError, isIntegrationsError, type Problem } from '../../core/errors.ts';
import type { Values } from '../../core/integration.ts';
import type { ConnectorContext } from '../connector.ts';
import type { ErrorRule } from './error-rules.ts';
import { askMailchimp, mailchimpCall, mailchimpErrors, type MailchimpKeys, mailchimpStoreOf } from './mailchimp-api.ts';

interface StoreSettings {
  audienceId: string;
  storeName?: string | undefined;
  storeCurrency?: string | undefined;
  storeImporting: boolean;
}

const named = z.object({ id: z.string() });
const state = z.object({ is_syncing: z.optional(z.boolean()) });
const rules: readonly ErrorRule[] = [
  { status: 404, body: 'json', means: 'not_found', detail: 'Mailchimp has no store for this audience.' },
  { status: 400, body: 'json', means: 'validation_failed', detail: 'Mailchimp does not take this store. Check the audience, the name and the currency.' },
  ...mailchimpErrors,
];

const pathOf = (audience: string) => `/ecommerce/stores/${encodeURIComponent(mailchimpStoreOf(audience))}`;

/** Makes the store that orders and carts belong to, or changes it. While it is being imported, Mailchimp starts none of its automations. https://mailchimp.com/developer/marketing/api/ecommerce-stores/ */
export async function setMailchimpStore(keys: MailchimpKeys, { audienceId, storeName: name, storeCurrency: currency, storeImporting }: StoreSettings, context: ConnectorContext): Promise<void> {
  const body = { name, currency_code: currency, is_syncing: storeImporting };
  try {
    await askMailchimp(context, mailchimpCall(keys, pathOf(audienceId), { method: 'PATCH', body }), rules, named);
  } catch (error) {
    if (!isIntegrationsError(error, 'not_found')) throw error;
    await askMailchimp(context, mailchimpCall(keys, '/ecommerce/stores', { method: 'POST', body: { id: mailchimpStoreOf(audienceId), list_id: audienceId, ...body } }), rules, named);
  }
}

/** Is the store there, and do its automations run as set? What is wrong stands on the setting, without rejecting the key. */
export async function mailchimpStoreStands(audience: string, configuration: Values, keys: MailchimpKeys, context: ConnectorContext): Promise<'passed' | Problem> {
  const found = await importing(audience, keys, context);
  if (found === null) return amiss('ecommerceSync', 'The store no longer exists in Mailchimp, so orders and carts go nowhere. Turn this off and save, then on again.');
  if (found && configuration['storeImporting'] !== true) return amiss('storeImporting', 'Mailchimp still treats the store as being imported, so its automations wait. Turn this on and save, then off again.');
  return 'passed';
}

/** Lets the automations of a store that stays go on, which would wait for ever for the end of an import. */
export async function endMailchimpImport(audience: string, keys: MailchimpKeys, context: ConnectorContext): Promise<void> {
  if (await importing(audience, keys, context)) await askMailchimp(context, mailchimpCall(keys, pathOf(audience), { method: 'PATCH', body: { is_syncing: false } }), rules, named);
}

/** Null where there is no store. */
async function importing(audience: string, keys: MailchimpKeys, context: ConnectorContext): Promise<boolean | null> {
  try {
    return (await askMailchimp(context, mailchimpCall(keys, `${pathOf(audience)}?fields=is_syncing`), rules, state)).is_syncing === true;
  } catch (error) {
    if (isIntegrationsError(error, 'not_found')) return null;
    throw error;
  }
}

function amiss(field: string, detail: string): Problem {
  return new IntegrationsError('validation_failed', { detail, fields: { [field]: detail } }).problem;
}
