import * as z from 'zod/mini';
import { type FieldMeta, field } from '../../core/field.ts';
import { choices, namedChoices } from '../choices.ts';
import { amount, shortText, wholeNumber } from '../text-inputs.ts';

const events = namedChoices('page_view', 'view_item', 'view_item_list', 'select_item', 'select_promotion', 'view_promotion', 'add_to_cart', 'remove_from_cart', 'view_cart', 'add_to_wishlist', 'begin_checkout', 'add_shipping_info', 'add_payment_info', 'purchase', 'refund', 'search', 'login', 'sign_up', 'generate_lead');
const consents = choices({ unset: 'Not said', GRANTED: 'Granted', DENIED: 'Denied' });
const periods = choices({ TWO_MONTHS: '2 months', FOURTEEN_MONTHS: '14 months', TWENTY_SIX_MONTHS: '26 months (360)', THIRTY_EIGHT_MONTHS: '38 months (360)', FIFTY_MONTHS: '50 months (360)' });

/** The fields of one section. */
const section = (title: string) => <T extends Parameters<typeof field>[0]>(schema: T, meta: FieldMeta) => field(schema, { section: title, ...meta });
const goals = section('Goals');
const tracking = section('Event tracking');
const audiences = section('Audience sync');
const retention = section('Data retention');
const whenSynced = { showWhen: { field: 'audienceSyncEnabled', equals: true } };
const read = { requires: ['analytics.readonly'] };
const edit = { requires: ['analytics.edit'] };
const remote = { remote: true, ...edit };
const effect = 'Holds for every tool that uses the property.';

const countings = choices({ ONCE_PER_EVENT: 'Every time', ONCE_PER_SESSION: 'Once a session' });
const regions = choices({ global: 'Worldwide', eu: 'European Union' });

// https://developers.google.com/analytics/devguides/collection/protocol/ga4/reference#reserved_names
const notReserved = /^(?!(?:_|firebase_|ga_|google_|gtag\.)|(?:ad_(?:activeview|click|exposure|impression|query)|adunit_exposure|app_(?:clear_data|install|remove|update|store_(?:refund|subscription_(?:cancel|convert|renew)))|error|first_(?:open|visit)|in_app_purchase|notification_(?:dismiss|foreground|open|receive)|os_update|screen_view|session_start|user_engagement)$)/;

const eventName = () =>
  z.string('Name the event.').check(
    z.trim(),
    z.regex(notReserved, { error: 'Google keeps this name for itself.', abort: true }),
    z.regex(/^[A-Za-z][A-Za-z0-9_]{0,39}$/, 'Start with a letter, then letters, digits and _, 40 at most.'),
  );
const flag = (on: boolean) => z._default(z.boolean(), on);
const numeral = () => z.string().check(z.regex(/^[0-9]{1,20}$/, 'Choose one from Google.'));
const days = () => z._default(wholeNumber(1, 540), 30);

export const configuration = z
  .object({
    keyEvents: goals(
      z._default(
        z.array(
          z.object({
            eventName: field(eventName(), { label: 'Event', placeholder: 'purchase', unique: true }),
            countingMethod: field(z._default(z.enum(countings.values), 'ONCE_PER_EVENT'), { label: 'Counted', options: countings.options }),
            value: field(z.optional(amount(0, 1_000_000_000)), { label: 'Default value' }),
            currency: field(z.optional(z.string().check(z.trim(), z.toUpperCase(), z.regex(/^[A-Z]{3}$/, 'Use three letters, such as EUR.'))), { label: 'Currency', placeholder: 'EUR' }),
          }),
        ).check(z.maxLength(50, 'Use at most 50.')),
        [{ eventName: 'purchase', countingMethod: 'ONCE_PER_EVENT' as const }],
      ),
      { label: 'Key events', help: 'Created or changed at Google. A removed row stays there.', ...remote, effect },
    ),

    enabledEvents: tracking(z._default(z.array(z.enum(events.values)), ['page_view', 'view_item', 'add_to_cart', 'begin_checkout', 'purchase']), { label: 'Events to send', options: events.options }),
    customEvents: tracking(
      z._default(z.array(z.object({ name: field(eventName(), { label: 'Event', unique: true }), enabled: field(flag(true), { label: 'Send it' }) })).check(z.maxLength(100, 'Use at most 100.')), []),
      { label: 'Custom events' },
    ),
    debugMode: tracking(flag(false), { label: 'Debug mode', effect: 'Shows events in DebugView.' }),
    dataRegion: tracking(z._default(z.enum(regions.values), 'global'), { label: 'Collection endpoint', control: 'radio', options: regions.options }),
    consentAdUserData: tracking(z._default(z.enum(consents.values), 'unset'), { label: 'Consent default: user data', options: consents.options }),
    consentAdPersonalization: tracking(z._default(z.enum(consents.values), 'unset'), { label: 'Consent default: personalised ads', options: consents.options }),

    audienceSyncEnabled: audiences(flag(false), { label: 'Share audiences with Google Ads', ...edit, effect: 'Google Ads may target these people.' }),
    googleAdsLinkId: audiences(z.optional(numeral()), { label: 'Linked Google Ads account', control: 'combobox', options: 'remote', help: 'Blank: the first.', ...whenSynced, ...read }),
    adsPersonalizationEnabled: audiences(flag(true), { label: 'Personalised advertising', dependsOn: ['googleAdsLinkId'], ...whenSynced, ...remote, effect }),
    audienceIds: audiences(z._default(z.array(numeral()).check(z.maxLength(50, 'Use at most 50.')), []), { label: 'Audiences', control: 'combobox', options: 'remote', ...whenSynced, ...read }),
    newAudiences: audiences(
      z._default(
        z.array(
          z.object({
            name: field(shortText(100).check(z.minLength(1, 'Name it.')), { label: 'Name', unique: true }),
            eventName: field(eventName(), { label: 'People who did', placeholder: 'purchase' }),
            membershipDurationDays: field(days(), { label: 'For', unit: 'days' }),
          }),
        ).check(z.maxLength(20, 'Use at most 20.')),
        [],
      ),
      { label: 'New audiences', help: 'Google never changes them later.', ...whenSynced, ...remote },
    ),

    is360: retention(flag(false), { label: 'Analytics 360 property', help: 'Allows the longer periods.' }),
    eventDataRetention: retention(z._default(z.enum(periods.values), 'FOURTEEN_MONTHS'), { label: 'Event data', options: periods.options, ...remote, effect: 'Google deletes older data for good.' }),
    userDataRetention: retention(z._default(z.enum(periods.values), 'FOURTEEN_MONTHS'), { label: 'User data', options: periods.options, ...remote, effect }),
    resetUserDataOnNewActivity: retention(flag(true), { label: 'Reset on new activity', ...remote, effect }),
  })
  .check(
    z.check(({ value, issues }) => {
      const say = (message: string, ...path: PropertyKey[]) => issues.push({ code: 'custom', input: undefined, path, message });
      value.keyEvents.forEach((one, index) => {
        if (one.value !== undefined && !one.currency) say('A value needs its currency.', 'keyEvents', index, 'currency');
      });
      if (value.is360) return;
      if (value.keyEvents.length > 30) say('Only Analytics 360 has more than 30.', 'keyEvents');
      for (const key of ['eventDataRetention', 'userDataRetention'] as const) if (!/^(?:TWO|FOURTEEN)_/.test(value[key])) say('Only Analytics 360 keeps data this long.', key);
    }),
  );
