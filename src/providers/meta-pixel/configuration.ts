import * as z from 'zod/mini';
import { field } from '../../core/field.ts';
import { choices } from '../choices.ts';
import { metaStandardEvents } from '../meta-events.ts';
import { wholeNumber } from '../text-inputs.ts';

const conversions = 'Conversion events';
const audiences = 'Custom audiences';
const attribution = 'Attribution';
const sharing = 'Data sharing';

const events = choices(metaStandardEvents);
const values = choices({ order_total: 'Order total', subtotal: 'Subtotal', total_without_tax_shipping: 'Total without tax and shipping' });
const sources = choices({ website: 'Website', email: 'Email', app: 'App', phone_call: 'Phone call', chat: 'Chat', physical_store: 'Physical store', system_generated: 'Automatic', other: 'Other' });
const customerData = choices({ em: 'Email', ph: 'Phone', fn: 'First name', ln: 'Last name', ct: 'City', st: 'State', zp: 'Postcode', country: 'Country', db: 'Date of birth', ge: 'Gender', external_id: 'Customer number' });
const origins = choices({ USER_PROVIDED_ONLY: 'Customers themselves', PARTNER_PROVIDED_ONLY: 'Partners', BOTH_USER_AND_PARTNER_PROVIDED: 'Customers and partners' });
const clicks = choices({ '1d_click': '1 day', '7d_click': '7 days', '28d_click': '28 days, in reports only' });
const views = choices({ '1d_view': '1 day', none: 'Off' });
const engagedViews = choices({ '1d_ev': '1 day', none: 'Off' });
const countries = choices({ '0': 'Where Meta sees the visitor', '1': 'United States' });
const states = choices({ '0': 'Where Meta sees the visitor', '1000': 'California', '1001': 'Colorado', '1002': 'Connecticut', '1003': 'Florida', '1004': 'Oregon', '1005': 'Texas', '1006': 'Montana', '1007': 'Delaware', '1008': 'Nebraska', '1009': 'New Hampshire', '1010': 'New Jersey' });
const uses = choices({ ADVERTISING_AND_ANALYTICS: 'Ads and analytics', ANALYTICS_ONLY: 'Analytics only' });
const cookies = choices({ FIRST_PARTY_COOKIE_ENABLED: 'Used', FIRST_PARTY_COOKIE_DISABLED: 'Not used' });
const whenSynced = { field: 'audienceSyncEnabled', equals: true } as const;
const whenLimited = { field: 'limitedDataUse', equals: true } as const;
const numeric = (message: string) => z.string().check(z.regex(/^[0-9]{1,20}$/, message));
const eventName = z.string('Name the event.').check(z.trim(), z.minLength(1, 'Name the event.'), z.maxLength(50, 'Use at most 50 characters.'));

export const configuration = z
  .object({
    events: field(z._default(z.array(z.enum(events.values)), ['PageView', 'ViewContent', 'AddToCart', 'InitiateCheckout', 'Purchase']), { label: 'Events to send', section: conversions, control: 'checkboxes', options: events.options }),
    customEvents: field(z._default(z.array(eventName).check(z.maxLength(100, 'Use at most 100 events.')), []), { label: 'Custom events', section: conversions, control: 'tags', help: 'Events of your own, by name.' }),
    purchaseValueSource: field(z._default(z.enum(values.values), 'order_total'), { label: 'Value of a purchase', section: conversions, control: 'select', options: values.options }),
    actionSource: field(z._default(z.enum(sources.values), 'website'), { label: 'Where events happen', section: conversions, control: 'select', options: sources.options }),
    deduplicate: field(z._default(z.boolean(), true), { label: 'Count once with the browser pixel', section: conversions, control: 'switch', help: 'Both send the same event number, so Meta keeps one.' }),
    advancedMatching: field(z._default(z.array(z.enum(customerData.values)), ['em', 'ph', 'external_id']), { label: 'Customer data to send', section: conversions, control: 'checkboxes', options: customerData.options, help: 'Hashed (SHA-256) before it leaves your server.', effect: 'More data finds more buyers. Your privacy notice has to name it.' }),

    audienceSyncEnabled: field(z._default(z.boolean(), false), { label: 'Keep audiences in step', section: audiences, control: 'switch', help: 'Needs a token that may manage ads, such as a system user’s.' }),
    adAccountId: field(z.optional(numeric('Choose one from Meta.')), { label: 'Ad account', section: audiences, control: 'combobox', options: 'remote', showWhen: { ...whenSynced, required: true }, requires: ['ads_management'] }),
    customAudienceIds: field(z._default(z.array(numeric('Choose one from Meta.')).check(z.maxLength(50, 'Choose at most 50 audiences.')), []), { label: 'Audiences', section: audiences, control: 'combobox', options: 'remote', dependsOn: ['adAccountId'], showWhen: whenSynced, requires: ['ads_management'] }),
    customerFileSource: field(z._default(z.enum(origins.values), 'USER_PROVIDED_ONLY'), { label: 'Who gave the data', section: audiences, control: 'select', options: origins.options, showWhen: whenSynced }),
    websiteRetentionDays: field(z._default(wholeNumber(1, 180), 30), { label: 'Keep website visitors for', section: audiences, control: 'number', unit: 'days', showWhen: whenSynced }),

    clickWindow: field(z._default(z.enum(clicks.values), '7d_click'), { label: 'After a click', section: attribution, control: 'select', options: clicks.options }),
    viewWindow: field(z._default(z.enum(views.values), '1d_view'), { label: 'After a view', section: attribution, control: 'select', options: views.options, help: 'Meta ended its 7 and 28 day view windows in January 2026.' }),
    engagedViewWindow: field(z._default(z.enum(engagedViews.values), '1d_ev'), { label: 'After a watched video', section: attribution, control: 'select', options: engagedViews.options }),

    limitedDataUse: field(z._default(z.boolean(), false), { label: 'Limited Data Use', section: sharing, control: 'switch', effect: 'Meta then uses events of visitors in some US states only as your service provider. Audiences and measuring shrink.' }),
    lduCountry: field(z._default(z.enum(countries.values), '0'), { label: 'Country it applies to', section: sharing, control: 'select', options: countries.options, showWhen: whenLimited }),
    lduState: field(z._default(z.enum(states.values), '0'), { label: 'State it applies to', section: sharing, control: 'select', options: states.options, showWhen: whenLimited }),
    dataUseSetting: field(z._default(z.enum(uses.values), 'ADVERTISING_AND_ANALYTICS'), { label: 'What Meta may do with events', section: sharing, control: 'select', options: uses.options, remote: true, effect: 'Changes the pixel at Meta, for every tool that uses it.' }),
    firstPartyCookies: field(z._default(z.enum(cookies.values), 'FIRST_PARTY_COOKIE_ENABLED'), { label: 'First-party cookies', section: sharing, control: 'select', options: cookies.options, remote: true, effect: 'Changes the pixel at Meta, for every tool that uses it.' }),
  })
  .check(
    z.check(({ value, issues }) => {
      const { customEvents, limitedDataUse, lduCountry, lduState } = value;
      const standard = customEvents.find((name) => Object.hasOwn(metaStandardEvents, name));
      if (standard) issues.push({ code: 'custom', input: standard, path: ['customEvents'], message: `${standard} is a standard event. Choose it above.` });
      if (limitedDataUse && lduCountry === '1' && lduState === '0') issues.push({ code: 'custom', input: lduState, path: ['lduState'], message: 'Choose a state: with the United States, Meta needs one.' });
    }),
  );
