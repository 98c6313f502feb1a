import * as z from 'zod/mini';
import { field } from '../../core/field.ts';
import { choices } from '../choices.ts';
import { shortText, wholeNumber } from '../text-inputs.ts';
import { tiktokStandardEvents } from '../tiktok-events.ts';

const tracking = 'Event tracking';
const optimisation = 'Conversion optimisation';
const audiences = 'Audience sync';

const events = choices(tiktokStandardEvents);
const customerData = choices({ email: 'Email', phone: 'Phone', external_id: 'Customer number', ttclid: 'Click number', ttp: 'Cookie number', ip: 'IP address', user_agent: 'Browser', locale: 'Language' });
// https://github.com/tiktok/tiktok-business-api-sdk : the currencies events may carry
const currencies = 'AED ARS AUD BDT BHD BIF BOB BRL CAD CHF CLP CNY COP CRC CZK DKK DZD EGP EUR GBP GTQ HKD HNL HUF IDR ILS INR ISK JPY KES KHR KRW KWD KZT MAD MOP MXN MYR NGN NIO NOK NZD OMR PEN PHP PKR PLN PYG QAR RON RUB SAR SEK SGD THB TRY TWD UAH USD VES VND ZAR'.split(' ');
const counts = choices({ EVERY_TIME: 'Every time', ONCE: 'Once a person' });
const clicks = choices({ ONE_DAY: '1 day', SEVEN_DAYS: '7 days', FOURTEEN_DAYS: '14 days', TWENTY_EIGHT_DAYS: '28 days' });
const views = choices({ OFF: 'Off', ONE_DAY: '1 day', SEVEN_DAYS: '7 days' });
const keys = choices({ EMAIL_SHA256: 'Email', PHONE_SHA256: 'Phone', IDFA_SHA256: 'Apple device', GAID_SHA256: 'Android device', MAID_SHA256: 'Any device', MULTIPLE_TYPES: 'Several at once' });
const whenSynced = { field: 'audienceSyncEnabled', equals: true } as const;
const eventName = z.string('Name the event.').check(z.trim(), z.minLength(1, 'Name the event.'), z.maxLength(50, 'Use at most 50 characters.'));

export const configuration = z.object({
  events: field(z._default(z.array(z.enum(events.values)), ['ViewContent', 'AddToCart', 'InitiateCheckout', 'Purchase']), { label: 'Events to send', section: tracking, control: 'checkboxes', options: events.options }),
  customEvents: field(z._default(z.array(eventName).check(z.maxLength(100, 'Use at most 100 events.')), []), { label: 'Custom events', section: tracking, control: 'tags', help: 'Events of your own, by name.' }),
  deduplicate: field(z._default(z.boolean(), true), { label: 'Count once with the browser pixel', section: tracking, control: 'switch', help: 'Both send the same event number, so TikTok keeps one.' }),
  advancedMatching: field(z._default(z.array(z.enum(customerData.values)), ['email', 'phone', 'external_id']), { label: 'Customer data to send', section: tracking, control: 'checkboxes', options: customerData.options, help: 'Email, phone and customer number are hashed (SHA-256) before they leave your server.', effect: 'More data finds more buyers. Your privacy notice has to name it.' }),
  pixelMatchEmail: field(z._default(z.boolean(), true), { label: 'Browser pixel reads emails', section: tracking, control: 'switch', remote: true, effect: 'Changes the pixel at TikTok, for every tool that uses it.' }),
  pixelMatchPhone: field(z._default(z.boolean(), true), { label: 'Browser pixel reads phones', section: tracking, control: 'switch', remote: true, effect: 'Changes the pixel at TikTok, for every tool that uses it.' }),
  limitedDataUse: field(z._default(z.boolean(), false), { label: 'Limited data use', section: tracking, control: 'switch', effect: 'TikTok then uses events only as your service provider. Audiences and measuring shrink.' }),
  currency: field(z.optional(z.enum(currencies)), { label: 'Currency', section: tracking, control: 'combobox', options: currencies.map((value) => ({ value, label: value })), help: 'Blank: that of each order.' }),

  optimizationEvent: field(z.optional(z.string().check(z.regex(/^[A-Z][A-Z0-9_]{1,60}$/, 'Choose one from TikTok.'))), { label: 'Event to optimise for', section: optimisation, control: 'combobox', options: 'remote', help: 'Needs an ad account ID and a token that may read pixels.', requires: ['pixel'] }),
  statisticType: field(z._default(z.enum(counts.values), 'EVERY_TIME'), { label: 'Count conversions', section: optimisation, control: 'radio', options: counts.options, remote: true }),
  clickWindow: field(z._default(z.enum(clicks.values), 'SEVEN_DAYS'), { label: 'After a click', section: optimisation, control: 'select', options: clicks.options }),
  viewWindow: field(z._default(z.enum(views.values), 'ONE_DAY'), { label: 'After a view', section: optimisation, control: 'select', options: views.options }),
  sendValue: field(z._default(z.boolean(), true), { label: 'Send value and currency', section: optimisation, control: 'switch', help: 'Needed to optimise for value.' }),

  audienceSyncEnabled: field(z._default(z.boolean(), false), { label: 'Keep audiences in step', section: audiences, control: 'switch', help: 'Needs an ad account ID and a token that may manage audiences.' }),
  audienceIds: field(z._default(z.array(z.string().check(z.regex(/^[0-9]{1,20}$/, 'Choose one from TikTok.'))).check(z.maxLength(50, 'Choose at most 50 audiences.')), []), { label: 'Audiences', section: audiences, control: 'combobox', options: 'remote', showWhen: whenSynced, requires: ['audience'] }),
  audienceName: field(z.optional(shortText(128)), { label: 'Name of a new audience', section: audiences, help: 'Blank: none is created.', showWhen: whenSynced }),
  retentionInDays: field(z._default(wholeNumber(1, 365), 365), { label: 'Keep people for', section: audiences, control: 'number', unit: 'days', showWhen: whenSynced }),
  matchKeys: field(z._default(z.array(z.enum(keys.values)).check(z.minLength(1, 'Choose at least one.')), ['EMAIL_SHA256', 'PHONE_SHA256']), { label: 'Find people by', section: audiences, control: 'checkboxes', options: keys.options, showWhen: whenSynced }),
});
