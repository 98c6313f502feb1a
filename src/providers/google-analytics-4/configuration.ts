import * as z from 'zod/mini';
import { field } from '../../core/field.ts';
import { choices } from '../choices.ts';
import { amount, wholeNumber } from '../text-inputs.ts';

const goals = 'Goals';
const tracking = 'Event tracking';
const audiences = 'Audience sync';
const retention = 'Data retention';

const countings = choices({ ONCE_PER_EVENT: 'Every time', ONCE_PER_SESSION: 'Once a session' });
const events = choices({
  page_view: 'Page view', view_item: 'View item', view_item_list: 'View list', select_item: 'Select item', select_promotion: 'Select promotion', view_promotion: 'View promotion', add_to_cart: 'Add to cart', remove_from_cart: 'Remove from cart', view_cart: 'View cart',
  add_to_wishlist: 'Add to wishlist', begin_checkout: 'Begin checkout', add_shipping_info: 'Add shipping info', add_payment_info: 'Add payment info', purchase: 'Purchase', refund: 'Refund', search: 'Search', login: 'Sign in', sign_up: 'Sign up', generate_lead: 'Lead',
});
const regions = choices({ global: 'Worldwide', eu: 'European Union' });
const consents = choices({ unset: 'Not said', GRANTED: 'Granted', DENIED: 'Denied' });
const periods = choices({ TWO_MONTHS: '2 months', FOURTEEN_MONTHS: '14 months', TWENTY_SIX_MONTHS: '26 months, Analytics 360', THIRTY_EIGHT_MONTHS: '38 months, Analytics 360', FIFTY_MONTHS: '50 months, Analytics 360' });
const longPeriods = ['TWENTY_SIX_MONTHS', 'THIRTY_EIGHT_MONTHS', 'FIFTY_MONTHS'];
const whenSynced = { field: 'audienceSyncEnabled', equals: true } as const;
const admin = ['analytics.edit'];
const read = ['analytics.readonly'];
const effectAtGoogle = 'Changes the property at Google, for every tool that uses it.';

/** Names Google keeps for itself. https://developers.google.com/analytics/devguides/collection/protocol/ga4/reference#reserved_names */
const reserved = new Set('ad_activeview ad_click ad_exposure ad_impression ad_query adunit_exposure app_clear_data app_install app_update app_remove error first_open first_visit in_app_purchase notification_dismiss notification_foreground notification_open notification_receive os_update screen_view session_start user_engagement app_store_refund app_store_subscription_cancel app_store_subscription_convert app_store_subscription_renew'.split(' '));

const eventName = () =>
  z.string('Name the event.').check(
    z.trim(),
    z.regex(/^(?!(?:_|firebase_|ga_|google_|gtag\.))/, { error: 'Google keeps names that start with _, firebase_, ga_, google_ or gtag. for itself.', abort: true }),
    z.regex(/^[A-Za-z][A-Za-z0-9_]{0,39}$/, { error: 'Start with a letter, then letters, digits and _, 40 at most.', abort: true }),
    z.refine((name) => !reserved.has(name), 'Google keeps this name for itself. Choose another.'),
  );

export const configuration = z
  .object({
    keyEvents: field(
      z._default(
        z.array(
          z.object({
            eventName: field(eventName(), { label: 'Event', placeholder: 'purchase' }),
            countingMethod: field(z._default(z.enum(countings.values), 'ONCE_PER_EVENT'), { label: 'Counted', control: 'select', options: countings.options }),
            value: field(z.optional(amount(0, 1_000_000_000)), { label: 'Value, if it has none', control: 'number' }),
            currency: field(z.optional(z.string().check(z.trim(), z.toUpperCase(), z.regex(/^[A-Z]{3}$/, 'Use three letters, such as EUR.'))), { label: 'Currency', placeholder: 'EUR' }),
          }),
        ).check(z.maxLength(30, 'Use at most 30 key events: Google allows no more.')),
        [{ eventName: 'purchase', countingMethod: 'ONCE_PER_EVENT' as const }],
      ),
      { label: 'Key events', section: goals, control: 'rows', help: 'What counts as a goal.', remote: true, requires: admin, effect: effectAtGoogle },
    ),
    goalsFromEvents: field(z._default(z.boolean(), true), { label: 'Only events sent here', section: goals, control: 'switch', help: 'Warns of a goal whose event is not sent.' }),
    goalValueFromOrder: field(z._default(z.boolean(), true), { label: 'Value of a purchase is its total', section: goals, control: 'switch' }),

    enabledEvents: field(z._default(z.array(z.enum(events.values)), ['page_view', 'view_item', 'add_to_cart', 'begin_checkout', 'purchase']), { label: 'Events to send', section: tracking, control: 'checkboxes', options: events.options }),
    customEvents: field(z._default(z.array(eventName()).check(z.maxLength(100, 'Use at most 100 events.')), []), { label: 'Custom events', section: tracking, control: 'tags', help: 'Events of your own, by name.' }),
    debugMode: field(z._default(z.boolean(), false), { label: 'Debug mode', section: tracking, control: 'switch', effect: 'Events then show in DebugView. Turn it off for live reports.' }),
    dataRegion: field(z._default(z.enum(regions.values), 'global'), { label: 'Where events are received', section: tracking, control: 'radio', options: regions.options }),
    consentAdUserData: field(z._default(z.enum(consents.values), 'unset'), { label: 'Consent to user data for ads', section: tracking, control: 'select', options: consents.options, help: 'Said where a customer’s own answer is missing.' }),
    consentAdPersonalization: field(z._default(z.enum(consents.values), 'unset'), { label: 'Consent to personalised ads', section: tracking, control: 'select', options: consents.options }),

    audienceSyncEnabled: field(z._default(z.boolean(), false), { label: 'Share audiences with Google Ads', section: audiences, control: 'switch', remote: true, requires: admin }),
    googleAdsLinkId: field(z.optional(z.string().check(z.regex(/^[0-9]{1,20}$/, 'Choose one from Google.'))), { label: 'Linked Google Ads account', section: audiences, control: 'combobox', options: 'remote', showWhen: whenSynced, requires: read }),
    adsPersonalizationEnabled: field(z._default(z.boolean(), true), { label: 'Personalised ads', section: audiences, control: 'switch', showWhen: whenSynced, remote: true, requires: admin, effect: effectAtGoogle }),
    audienceIds: field(z._default(z.array(z.string().check(z.regex(/^[0-9]{1,20}$/, 'Choose one from Google.'))).check(z.maxLength(50, 'Choose at most 50 audiences.')), []), { label: 'Audiences', section: audiences, control: 'combobox', options: 'remote', showWhen: whenSynced, requires: read }),
    membershipDurationDays: field(z._default(wholeNumber(1, 540), 30), { label: 'Keep people for', section: audiences, control: 'number', unit: 'days', help: 'For new audiences: Google never changes it later.', showWhen: whenSynced }),

    is360: field(z._default(z.boolean(), false), { label: 'This is an Analytics 360 property', section: retention, control: 'switch', help: 'Allows the longer periods.' }),
    eventDataRetention: field(z._default(z.enum(periods.values), 'FOURTEEN_MONTHS'), { label: 'Keep event data for', section: retention, control: 'select', options: periods.options, remote: true, requires: admin, effect: 'Google deletes older data of single visitors, and it does not come back. Totals stay.' }),
    userDataRetention: field(z._default(z.enum(periods.values), 'FOURTEEN_MONTHS'), { label: 'Keep user data for', section: retention, control: 'select', options: periods.options, remote: true, requires: admin }),
    resetUserDataOnNewActivity: field(z._default(z.boolean(), true), { label: 'Start again with each visit', section: retention, control: 'switch', remote: true, requires: admin }),
  })
  .check(
    z.check(({ value, issues }) => {
      const seen = new Set<string>();
      for (const [index, { eventName: name, value: given, currency }] of value.keyEvents.entries()) {
        if (seen.has(name)) issues.push({ code: 'custom', input: name, path: ['keyEvents', index, 'eventName'], message: 'This event is already a goal above.' });
        seen.add(name);
        if (given !== undefined && currency === undefined) issues.push({ code: 'custom', input: currency, path: ['keyEvents', index, 'currency'], message: 'A value needs its currency.' });
      }
      for (const key of ['eventDataRetention', 'userDataRetention'] as const) {
        if (!value.is360 && longPeriods.includes(value[key])) issues.push({ code: 'custom', input: value[key], path: [key], message: 'Only Analytics 360 keeps data this long. Choose 14 months or less.' });
      }
    }),
  );
