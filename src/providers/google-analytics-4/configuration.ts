import * as z from 'zod/mini';
import { blank, choices, chosen, given, many, must, named, one, toggle } from '../choices.ts';
import { amount, shortText, wholeNumber } from '../text-inputs.ts';

const events = named('page_view view_item view_item_list select_item select_promotion view_promotion add_to_cart remove_from_cart view_cart add_to_wishlist begin_checkout add_shipping_info add_payment_info purchase refund search login sign_up generate_lead');
const consents = { unset: 'Not said', ...named('GRANTED DENIED') };
const periods = choices({ TWO_MONTHS: '2 months', FOURTEEN_MONTHS: '14 months', TWENTY_SIX_MONTHS: '26 months (360)', THIRTY_EIGHT_MONTHS: '38 months (360)', FIFTY_MONTHS: '50 months (360)' });

const goals = 'Goals';
const tracking = 'Event tracking';
const audiences = 'Audience sync';
const retention = 'Data retention';
const whenSynced = { showWhen: { field: 'audienceSyncEnabled', equals: true } };
const read = { requires: ['analytics.readonly'] };
const edit = { requires: ['analytics.edit'] };
const remote = { remote: true, ...edit };
const asItIs = 'Blank: as Google has it.';
const effect = 'Holds for every tool that uses the property.';

const countings = { ONCE_PER_EVENT: 'Every time', ONCE_PER_SESSION: 'Once a session' };

// https://developers.google.com/analytics/devguides/collection/protocol/ga4/reference#reserved_names
const notReserved = /^(?!(?:_|firebase_|ga_|google_|gtag\.)|(?:ad_(?:activeview|click|exposure|impression|query)|adunit_exposure|app_(?:clear_data|install|remove|update|store_(?:refund|subscription_(?:cancel|convert|renew)))|error|first_(?:open|visit)|in_app_purchase|notification_(?:dismiss|foreground|open|receive)|os_update|screen_view|session_start|user_engagement)$)/;

const eventName = () =>
  z.string('Name the event.').check(
    z.trim(),
    z.regex(notReserved, { error: 'Google keeps this name for itself.', abort: true }),
    z.regex(/^[A-Za-z][A-Za-z0-9_]{0,39}$/, 'Start with a letter, then letters, digits and _, 40 at most.'),
  );
const id = /^[0-9]{1,20}$/;
const fromGoogle = 'Choose one from Google.';
const createUrl = 'https://analytics.google.com/analytics/web/';

export const configuration = z
  .object({
    keyEvents: given(goals, 'Key events', z.array(z.object({
      eventName: must('', 'Event', eventName(), { placeholder: 'purchase', unique: true }),
      countingMethod: one('', 'Counted', countings, 'ONCE_PER_EVENT'),
      value: blank('', 'Default value', amount(0, 1_000_000_000)),
      currency: blank('', 'Currency', z.string().check(z.trim(), z.toUpperCase(), z.regex(/^[A-Z]{3}$/, 'Use three letters, such as EUR.')), { placeholder: 'EUR' }),
    })).check(z.maxLength(50, 'Use at most 50.')), [{ eventName: 'purchase', countingMethod: 'ONCE_PER_EVENT' }], { help: 'Created or changed at Google. A removed row stays there.', ...remote, effect }),

    enabledEvents: many(tracking, 'Events to send', events, ['page_view', 'view_item', 'add_to_cart', 'begin_checkout', 'purchase']),
    customEvents: given(tracking, 'Custom events', z.array(z.object({ name: must('', 'Event', eventName(), { unique: true }), enabled: toggle('', 'Send it', true) })).check(z.maxLength(100, 'Use at most 100.')), []),
    debugMode: toggle(tracking, 'Debug mode', false, { effect: 'Shows events in DebugView.' }),
    dataRegion: one(tracking, 'Collection endpoint', { global: 'Worldwide', eu: 'European Union' }, 'global', { control: 'radio' }),
    consentAdUserData: one(tracking, 'Consent default: user data', consents, 'unset'),
    consentAdPersonalization: one(tracking, 'Consent default: personalised ads', consents, 'unset'),

    audienceSyncEnabled: toggle(audiences, 'Share audiences with Google Ads', false, { ...edit, effect: 'Google Ads may target these people.' }),
    googleAdsLinkId: chosen(audiences, 'Linked Google Ads account', id, fromGoogle, { help: 'Blank: the first.', mayBeBlank: true, createUrl, ...whenSynced, ...read }),
    adsPersonalizationEnabled: toggle(audiences, 'Personalised advertising', true, { dependsOn: ['googleAdsLinkId'], ...whenSynced, ...remote, effect }),
    audienceIds: given(audiences, 'Audiences', z.array(z.string().check(z.regex(id, fromGoogle))).check(z.maxLength(50, 'Use at most 50.')), [], { control: 'combobox', options: 'remote', createUrl, ...whenSynced, ...read }),
    newAudiences: given(audiences, 'New audiences', z.array(z.object({
      name: must('', 'Name', shortText(100).check(z.minLength(1, 'Name it.')), { unique: true }),
      eventName: must('', 'People who did', eventName(), { placeholder: 'purchase' }),
      membershipDurationDays: given('', 'For', wholeNumber(1, 540), 30, { unit: 'days' }),
    })).check(z.maxLength(20, 'Use at most 20.')), [], { help: 'Google never changes them later.', ...whenSynced, ...remote }),

    is360: toggle(retention, 'Analytics 360 property', false, { help: 'Allows the longer periods.' }),
    eventDataRetention: blank(retention, 'Event data', z.enum(periods.values), { options: periods.options, help: asItIs, ...remote, effect: 'Google deletes older data for good.' }),
    userDataRetention: blank(retention, 'User data', z.enum(periods.values), { options: periods.options, help: asItIs, ...remote, effect }),
    resetUserDataOnNewActivity: toggle(retention, 'Reset on new activity', true, { ...remote, effect }),
  })
  .check(
    z.check(({ value, issues }) => {
      const say = (message: string, ...path: PropertyKey[]) => issues.push({ code: 'custom', input: undefined, path, message });
      value.keyEvents.forEach((one, index) => {
        if (one.value !== undefined && !one.currency) say('A value needs its currency.', 'keyEvents', index, 'currency');
      });
      if (value.is360) return;
      if (value.keyEvents.length > 30) say('Only Analytics 360 has more than 30.', 'keyEvents');
      for (const key of ['eventDataRetention', 'userDataRetention'] as const) if (!/^(?:TWO|FOURTEEN)_/.test(value[key] ?? 'TWO_')) say('Only Analytics 360 keeps data this long.', key);
    }),
  );
