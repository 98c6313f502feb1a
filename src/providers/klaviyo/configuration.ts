import * as z from 'zod/mini';
import { field } from '../../core/field.ts';
import { choices } from '../choices.ts';
import { emailAddress, shortText, wholeNumber } from '../text-inputs.ts';

const lists = 'List sync';
const triggers = 'Behavioural triggers';
const segments = 'Segmentation';
const templates = 'Email templates';

const channels = choices({ email: 'Email', sms: 'SMS', whatsapp: 'WhatsApp' });
const optIn = choices({ list_default: 'As the list is set', double_opt_in: 'Double opt-in', single_opt_in: 'Single opt-in' });
const scopes = choices({ list: 'Remove from this list', global: 'Stop all marketing', ignore: 'Do nothing' });
const directions = choices({ to_klaviyo: 'Store to Klaviyo', both: 'Both ways' });
// Exact names: Klaviyo's templates, recommendations and predictions look for them.
const events = choices({
  'Active on Site': 'Active on Site', 'Viewed Product': 'Viewed Product', 'Added to Cart': 'Added to Cart', 'Started Checkout': 'Started Checkout',
  'Placed Order': 'Placed Order', 'Ordered Product': 'Ordered Product', 'Fulfilled Order': 'Fulfilled Order', 'Cancelled Order': 'Cancelled Order', 'Refunded Order': 'Refunded Order',
});
const unique = choices({ order_id: 'Order number', event_id: 'Event number' });
const presets = choices({ repeat_customers: 'Repeat customers', high_value: 'High-value customers', lapsed: 'No order for 180 days' });
const tracking = choices({ account_default: 'As the account is set', on: 'On', off: 'Off' });
const whenListed = { field: 'listSyncEnabled', equals: true } as const;
/** Ids of Klaviyo objects, such as Y6nRLr. The shape keeps a foreign text out of addresses. */
const objectId = () => z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/, 'Choose one from Klaviyo.'));

export const configuration = z.object({
  listSyncEnabled: field(z._default(z.boolean(), true), { label: 'Sync customers to a list', section: lists, control: 'switch' }),
  listId: field(z.optional(objectId()), { label: 'Default list', section: lists, control: 'combobox', options: 'remote', help: 'New customers who agreed are added here.', showWhen: { ...whenListed, required: true }, requires: ['lists:read'] }),
  consentChannels: field(z._default(z.array(z.enum(channels.values)), ['email']), { label: 'Subscribe to', section: lists, control: 'checkboxes', options: channels.options, help: 'SMS and WhatsApp need a phone number, and the channel set up in Klaviyo.', showWhen: whenListed, requires: ['subscriptions:write'] }),
  optInProcess: field(z._default(z.enum(optIn.values), 'list_default'), { label: 'Opt-in', section: lists, control: 'select', options: optIn.options, effect: 'Anything but “As the list is set” changes the list in Klaviyo, for every tool that uses it.', showWhen: whenListed, dependsOn: ['listId'], remote: true, requires: ['lists:write'] }),
  customSource: field(z.optional(shortText(100)), { label: 'Consent source', section: lists, help: 'Shown on profiles in Klaviyo, such as your store’s name.', showWhen: whenListed }),
  historicalImport: field(z._default(z.boolean(), false), { label: 'Existing customers already consented', section: lists, control: 'switch', effect: 'The first import then skips double opt-in and “Added to list” flows. Use it only with a recorded date of consent.', showWhen: whenListed }),
  unsubscribeScope: field(z._default(z.enum(scopes.values), 'list'), { label: 'When a customer unsubscribes', section: lists, control: 'select', options: scopes.options, effect: 'Klaviyo stops all marketing to a person who is not on the list.', showWhen: whenListed }),
  syncDirection: field(z._default(z.enum(directions.values), 'to_klaviyo'), { label: 'Direction', section: lists, control: 'radio', options: directions.options, showWhen: whenListed }),

  storeEvents: field(z._default(z.array(z.enum(events.values)), events.values), { label: 'Store events to send', section: triggers, control: 'checkboxes', options: events.options, help: 'Each becomes a metric that can start a flow.', requires: ['events:write'] }),
  uniqueIdSource: field(z._default(z.enum(unique.values), 'event_id'), { label: 'Tell repeats apart by', section: triggers, control: 'radio', options: unique.options }),
  backfillOrders: field(z._default(z.boolean(), false), { label: 'Import past orders', section: triggers, control: 'switch', help: 'Imported orders start no flows.' }),
  backfillDays: field(z._default(wholeNumber(1, 730), 90), { label: 'How far back', section: triggers, unit: 'days', control: 'number', showWhen: { field: 'backfillOrders', equals: true } }),
  onsiteTracking: field(z._default(z.boolean(), false), { label: 'Onsite script', section: triggers, control: 'switch', effect: 'Loads Klaviyo’s script in your shop. Visitors may have to agree first.' }),

  audienceSegmentIds: field(z._default(z.array(objectId()).check(z.maxLength(50, 'Choose at most 50 segments.')), []), { label: 'Segments to read', section: segments, control: 'combobox', options: 'remote', requires: ['segments:read'] }),
  publishSegments: field(z._default(z.boolean(), false), { label: 'Create segments in Klaviyo', section: segments, control: 'switch', requires: ['segments:write'] }),
  segmentPresets: field(z._default(z.array(z.enum(presets.values)), ['repeat_customers']), { label: 'Segments to create', section: segments, control: 'checkboxes', options: presets.options, showWhen: { field: 'publishSegments', equals: true } }),

  fromEmail: field(z.optional(emailAddress()), { label: 'Sender address', section: templates, help: 'Blank: the account’s own. Its domain should be authenticated in Klaviyo.' }),
  fromLabel: field(z.optional(shortText(100)), { label: 'Sender name', section: templates }),
  replyToEmail: field(z.optional(emailAddress()), { label: 'Reply-to address', section: templates }),
  defaultTemplateId: field(z.optional(objectId()), { label: 'Default template', section: templates, control: 'combobox', options: 'remote', requires: ['templates:read'] }),
  smartSending: field(z._default(z.boolean(), true), { label: 'Smart Sending', section: templates, control: 'switch', help: 'Skips people who were written to recently.' }),
  trackOpens: field(z._default(z.enum(tracking.values), 'account_default'), { label: 'Track opens', section: templates, control: 'select', options: tracking.options }),
  trackClicks: field(z._default(z.enum(tracking.values), 'account_default'), { label: 'Track clicks', section: templates, control: 'select', options: tracking.options }),
  utm: field(z._default(z.boolean(), false), { label: 'Add UTM parameters to links', section: templates, control: 'switch' }),
});
