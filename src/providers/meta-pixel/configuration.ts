import * as z from 'zod/mini';
import { chosen, given, many, one, toggle } from '../choices.ts';
import { metaStandardEvents } from '../meta-events.ts';
import { wholeNumber } from '../text-inputs.ts';

const conversions = 'Conversion events';
const audiences = 'Custom audiences';
const attribution = 'Attribution';
const sharing = 'Data sharing';

const id = /^[0-9]{1,20}$/;
const fromMeta = 'Choose one from Meta.';
const requires = ['ads_management'];
const synced = { showWhen: { field: 'audienceSyncEnabled', equals: true } } as const;
const limited = { showWhen: { field: 'limitedDataUse', equals: true } } as const;
const atMeta = { remote: true, requires, effect: 'Changes the pixel at Meta, for every tool that uses it.' } as const;
const createUrl = 'https://adsmanager.facebook.com/adsmanager';
const eventName = z.string('Name the event.').check(z.trim(), z.minLength(1, 'Name the event.'), z.maxLength(50, 'Use at most 50 characters.'));

export const configuration = z
  .object({
    events: many(conversions, 'Events to send', metaStandardEvents, ['PageView', 'ViewContent', 'AddToCart', 'InitiateCheckout', 'Purchase']),
    customEvents: given(conversions, 'Custom events', z.array(eventName).check(z.maxLength(100, 'Use at most 100 events.')), [], { help: 'Events of your own, by name.' }),
    purchaseValueSource: one(conversions, 'Value of a purchase', { order_total: 'Order total', subtotal: 'Subtotal', total_without_tax_shipping: 'Total without tax and shipping' }, 'order_total'),
    actionSource: one(conversions, 'Where events happen', { website: 'Website', email: 'Email', app: 'App', phone_call: 'Phone call', chat: 'Chat', physical_store: 'Physical store', system_generated: 'Automatic', other: 'Other' }, 'website', { help: 'Website events carry the page and the browser, as Meta demands.' }),
    deduplicate: toggle(conversions, 'Count once with the browser pixel', true, { help: 'Both send the same event number, so Meta keeps one.' }),
    advancedMatching: many(conversions, 'Customer data to send', { em: 'Email', ph: 'Phone', fn: 'First name', ln: 'Last name', ct: 'City', st: 'State', zp: 'Postcode', country: 'Country', db: 'Date of birth', ge: 'Gender', external_id: 'Customer number' }, ['em', 'ph', 'external_id'], { help: 'Hashed (SHA-256) before it leaves your server.', effect: 'More data finds more buyers. Your privacy notice has to name it.' }),

    audienceSyncEnabled: toggle(audiences, 'Keep audiences in step', false, { requires }),
    adAccountId: chosen(audiences, 'Ad account', id, fromMeta, { createUrl, showWhen: { ...synced.showWhen, required: true }, requires }),
    customAudienceIds: given(audiences, 'Audiences', z.array(z.string().check(z.regex(id, fromMeta))).check(z.maxLength(50, 'Choose at most 50.')), [], { control: 'combobox', options: 'remote', createUrl, ...synced, dependsOn: ['adAccountId'], requires }),
    customerFileSource: one(audiences, 'Who gave the data', { USER_PROVIDED_ONLY: 'Customers themselves', PARTNER_PROVIDED_ONLY: 'Partners', BOTH_USER_AND_PARTNER_PROVIDED: 'Customers and partners' }, 'USER_PROVIDED_ONLY', synced),
    websiteRetentionDays: given(audiences, 'Keep website visitors for', wholeNumber(1, 180), 30, { ...synced, unit: 'days', effect: 'Meta drops them from the audience after that.' }),

    clickWindow: one(attribution, 'After a click', { '1d_click': '1 day', '7d_click': '7 days', '28d_click': '28 days, in reports only' }, '7d_click'),
    viewWindow: one(attribution, 'After a view', { '1d_view': '1 day', none: 'Off' }, '1d_view', { help: 'Meta ended its 7 and 28 day view windows in January 2026.' }),
    engagedViewWindow: one(attribution, 'After a watched video', { '1d_ev': '1 day', none: 'Off' }, '1d_ev'),

    limitedDataUse: toggle(sharing, 'Limited Data Use', false, { effect: 'Meta then uses events of visitors in some US states only as your service provider. Audiences and measuring shrink.' }),
    lduCountry: one(sharing, 'Country it applies to', { '0': 'Where Meta sees the visitor', '1': 'United States' }, '0', limited),
    lduState: one(sharing, 'State it applies to', { '0': 'Where Meta sees the visitor', '1000': 'California', '1001': 'Colorado', '1002': 'Connecticut', '1003': 'Florida', '1004': 'Oregon', '1005': 'Texas', '1006': 'Montana', '1007': 'Delaware', '1008': 'Nebraska', '1009': 'New Hampshire', '1010': 'New Jersey' }, '0', limited),
    dataUseSetting: one(sharing, 'What Meta may do with events', { ADVERTISING_AND_ANALYTICS: 'Ads and analytics', ANALYTICS_ONLY: 'Analytics only' }, 'ADVERTISING_AND_ANALYTICS', atMeta),
    firstPartyCookies: one(sharing, 'First-party cookies', { FIRST_PARTY_COOKIE_ENABLED: 'Used', FIRST_PARTY_COOKIE_DISABLED: 'Not used' }, 'FIRST_PARTY_COOKIE_ENABLED', atMeta),
  })
  .check(
    z.check(({ value, issues }) => {
      const { customEvents, limitedDataUse, lduCountry, lduState } = value;
      const standard = customEvents.find((name) => Object.hasOwn(metaStandardEvents, name));
      if (standard) issues.push({ code: 'custom', input: standard, path: ['customEvents'], message: `${standard} is a standard event. Choose it above.` });
      if (limitedDataUse && lduCountry === '1' && lduState === '0') issues.push({ code: 'custom', input: lduState, path: ['lduState'], message: 'Choose a state: with the United States, Meta needs one.' });
    }),
  );
