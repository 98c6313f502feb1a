import * as z from 'zod/mini';
import { blank, choose, chosen, fits, given, many, must, named, one, rows, toggle, when } from '../choices.ts';
import { customerFields, shopEvents } from '../shop-vocabulary.ts';
import { emailAddress, shortText, someText, wholeNumber } from '../text-inputs.ts';
import { objectId } from './object-id.ts';
import { rule } from './segment-rules.ts';

const lists = 'List sync';
const triggers = 'Behavioural triggers';
const segments = 'Segmentation';
const templates = 'Email templates';

const tracking = named('account_default on off');
const fromKlaviyo = 'Choose one from Klaviyo.';
const id = () => z.string().check(z.regex(objectId, fromKlaviyo));
const listed = when('listSyncEnabled', true);
const needs = (...requires: string[]) => ({ requires });
const kept = (scope: string, effect: string, dependsOn: string[] = []) => ({ effect, dependsOn, remote: true, requires: [scope] });

// Exact names: Klaviyo's templates, recommendations and predictions look for them.
const event = (storeEvent: keyof typeof shopEvents, metricName: string, sendValue: 'none' | 'amount' = 'none') => ({ storeEvent, metricName, sendValue });

export const configuration = z
  .object({
    listSyncEnabled: toggle(lists, 'Sync customers to a list', true),
    listId: chosen(lists, 'Default list', objectId, fromKlaviyo, { ...when('listSyncEnabled', true, true), ...needs('lists:read') }),
    consentChannels: many(lists, 'Subscribe to', { email: 'Email', sms: 'SMS', whatsapp: 'WhatsApp' }, ['email'], listed),
    optInProcess: one(lists, 'Opt-in', named('list_default double_opt_in single_opt_in'), 'list_default', { ...kept('lists:write', 'Changes the list for every tool.', ['listId']), ...listed }),
    customSource: blank(lists, 'Consent source', shortText(100), listed),
    historicalImport: toggle(lists, 'Existing customers consented', false, { effect: 'Skips double opt-in.', ...listed }),
    unsubscribeScope: one(lists, 'When a customer unsubscribes', { list: 'Leave the list', global: 'Stop all marketing', ignore: 'Do nothing' }, 'list', { effect: 'Others then get no marketing.', ...listed }),
    profileFieldMap: rows(lists, 'Profile fields', {
      from: choose('', 'In the shop', customerFields),
      to: choose('', 'In Klaviyo', named('email phone_number external_id first_name last_name organization locale location.address1 location.address2 location.city location.region location.zip location.country'), { unique: true }),
    }, 20, [{ from: 'email', to: 'email' }, { from: 'first_name', to: 'first_name' }, { from: 'last_name', to: 'last_name' }, { from: 'customer_number', to: 'external_id' }]),
    customProperties: rows(lists, 'Custom properties', { from: choose('', 'In the shop', customerFields), to: must('', 'In Klaviyo', someText(100), { unique: true }) }, 20, []),
    syncSchedule: blank(lists, 'Schedule', z.string(), { control: 'schedule', help: 'Off: each change at once.' }),
    syncDirection: one(lists, 'Direction', { to_klaviyo: 'Store to Klaviyo', both: 'Both ways' }, 'to_klaviyo', { remote: true, ...needs('webhook-address', 'webhooks:write') }),
    inboundEvents: many(lists, 'Listen for', named('unsubscribed subscribed bounced marked_as_spam unsubscribed_from_texts'), ['unsubscribed', 'bounced', 'marked_as_spam'], { remote: true, ...when('syncDirection', 'both') }),

    eventTriggers: rows(triggers, 'Store events', { storeEvent: choose('', 'Store event', shopEvents, { unique: true }), metricName: must('', 'In Klaviyo', someText(127), { unique: true }), sendValue: one('', 'Value', named('none amount'), 'none') }, 10, [
      event('page_viewed', 'Active on Site'), event('product_viewed', 'Viewed Product'), event('added_to_cart', 'Added to Cart'), event('checkout_started', 'Started Checkout'), event('order_placed', 'Placed Order', 'amount'), event('item_ordered', 'Ordered Product', 'amount'),
      event('order_shipped', 'Fulfilled Order'), event('order_cancelled', 'Cancelled Order'), event('order_refunded', 'Refunded Order'),
    ], {}),
    uniqueIdSource: one(triggers, 'Tell repeats apart by', named('order_id event_id'), 'event_id'),
    backfillOrders: toggle(triggers, 'Import past orders', false, {}),
    backfillDays: given(triggers, 'How far back', wholeNumber(1, 730), 90, { unit: 'days', ...when('backfillOrders', true) }),
    metricRoleMap: rows(triggers, 'Metric roles', { from: must('', 'Role', id(), { options: 'remote' }), to: must('', 'Metric', id(), { options: 'remote' }) }, 7, [], kept('metrics:write', 'Predictions read these.')),
    onsiteTracking: toggle(triggers, 'Onsite script', false, { effect: 'Visitors may have to agree.' }),

    audienceSegmentIds: given(segments, 'Segments to read', z.array(id()).check(z.maxLength(50)), [], { options: 'remote', ...needs('segments:read') }),
    segmentRules: rows(segments, 'Segmentation rules', rule, 8, []),
    publishSegments: toggle(segments, 'Create them in Klaviyo', false, kept('segments:write', 'Changes one of the same name.', ['segmentRules'])),

    fromEmail: blank(templates, 'Sender address', emailAddress(), { help: 'Blank: the account’s.' }),
    fromLabel: blank(templates, 'Sender name', shortText(100)),
    replyToEmail: blank(templates, 'Reply-to address', emailAddress()),
    defaultTemplateId: chosen(templates, 'Default template', objectId, fromKlaviyo, needs('templates:read')),
    templateByEvent: rows(templates, 'Template per event', { from: choose('', 'Store event', shopEvents), to: must('', 'Template', id(), { options: 'remote' }) }, 10, [], needs('templates:read')),
    smartSending: toggle(templates, 'Smart Sending', true, {}),
    trackOpens: one(templates, 'Track opens', tracking, 'account_default'),
    trackClicks: one(templates, 'Track clicks', tracking, 'account_default'),
    utm: toggle(templates, 'Add UTM parameters to links', false),
    utmParameters: rows(templates, 'UTM parameters', {
      from: must('', 'Parameter', z.string().check(z.regex(/^[A-Za-z]\w{0,49}$/)), { placeholder: 'utm_source' }),
      to: must('', 'Value', someText(100), { help: 'A text, or campaign_name.' }),
    }, 10, [], when('utm', true)),
  })
  .check(fits(({ profileFieldMap }) => profileFieldMap.some(({ to }) => /email|phone|ext/.test(to)), 'Map an email, phone or id.', 'profileFieldMap'));
