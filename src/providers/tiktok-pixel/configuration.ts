import * as z from 'zod/mini';
import { blank, chosen, given, many, one, toggle } from '../choices.ts';
import { shortText, wholeNumber } from '../text-inputs.ts';
import { tiktokStandardEvents } from '../tiktok-events.ts';

const tracking = 'Event tracking';
const optimisation = 'Conversion optimisation';
const audiences = 'Audience sync';

// https://github.com/tiktok/tiktok-business-api-sdk : the currencies events may carry
const currencies = 'AED ARS AUD BDT BHD BIF BOB BRL CAD CHF CLP CNY COP CRC CZK DKK DZD EGP EUR GBP GTQ HKD HNL HUF IDR ILS INR ISK JPY KES KHR KRW KWD KZT MAD MOP MXN MYR NGN NIO NOK NZD OMR PEN PHP PKR PLN PYG QAR RON RUB SAR SEK SGD THB TRY TWD UAH USD VES VND ZAR'.split(' ');
const synced = { showWhen: { field: 'audienceSyncEnabled', equals: true } } as const;
const atTikTok = { remote: true, requires: ['pixel'], effect: 'Changes the pixel at TikTok, for every tool that uses it.' } as const;
const requires = ['audience'];
const fromTikTok = 'Choose one from TikTok.';
const eventName = z.string('Name the event.').check(z.trim(), z.minLength(1, 'Name the event.'), z.maxLength(50, 'Use at most 50 characters.'));

export const configuration = z.object({
  events: many(tracking, 'Events to send', tiktokStandardEvents, ['ViewContent', 'AddToCart', 'InitiateCheckout', 'Purchase']),
  customEvents: given(tracking, 'Custom events', z.array(eventName).check(z.maxLength(100, 'Use at most 100 events.')), [], { help: 'Events of your own, by name.' }),
  deduplicate: toggle(tracking, 'Count once with the browser pixel', true, { help: 'Both send the same event number, so TikTok keeps one.' }),
  advancedMatching: many(tracking, 'Customer data to send', { email: 'Email', phone: 'Phone', external_id: 'Customer number', ttclid: 'Click number', ttp: 'Cookie number', ip: 'IP address', user_agent: 'Browser', locale: 'Language' }, ['email', 'phone', 'external_id'], { help: 'Email, phone and customer number are hashed (SHA-256) before they leave your server.', effect: 'More data finds more buyers. Your privacy notice has to name it.' }),
  pixelMatchEmail: toggle(tracking, 'Browser pixel reads emails', true, atTikTok),
  pixelMatchPhone: toggle(tracking, 'Browser pixel reads phones', true, atTikTok),
  limitedDataUse: toggle(tracking, 'Limited data use', false, { effect: 'TikTok then uses events only as your service provider. Audiences and measuring shrink.' }),
  currency: blank(tracking, 'Currency', z.enum(currencies), { control: 'combobox', help: 'Blank: that of each order.' }),

  optimizationEvent: chosen(optimisation, 'Event to optimise for', /^[A-Z][A-Z0-9_]{1,60}$/, fromTikTok, { createUrl: 'https://ads.tiktok.com/i18n/events_manager', requires: ['pixel'] }),
  statisticType: one(optimisation, 'Count conversions', { EVERY_TIME: 'Every time', ONCE: 'Once a person' }, 'EVERY_TIME', { control: 'radio' }),
  clickWindow: one(optimisation, 'After a click', { ONE_DAY: '1 day', SEVEN_DAYS: '7 days', FOURTEEN_DAYS: '14 days', TWENTY_EIGHT_DAYS: '28 days' }, 'SEVEN_DAYS', { effect: 'Ad groups that exist keep their windows.' }),
  viewWindow: one(optimisation, 'After a view', { OFF: 'Off', ONE_DAY: '1 day', SEVEN_DAYS: '7 days' }, 'ONE_DAY'),
  sendValue: toggle(optimisation, 'Send value and currency', true, { help: 'Needed to optimise for value.' }),

  audienceSyncEnabled: toggle(audiences, 'Keep audiences in step', false, { requires }),
  audienceIds: given(audiences, 'Audiences', z.array(z.string().check(z.regex(/^[0-9]{1,20}$/, fromTikTok))).check(z.maxLength(50, 'Choose at most 50.')), [], { control: 'combobox', options: 'remote', createUrl: 'https://ads.tiktok.com/i18n/dashboard', help: 'TikTok uses those of 1000 people or more.', ...synced, requires }),
  audienceName: blank(audiences, 'Name of a new audience', shortText(128), { help: 'Blank: none is created.', ...synced }),
  retentionInDays: given(audiences, 'Keep people for', wholeNumber(1, 365), 365, { ...synced, unit: 'days', effect: 'The audience expires at TikTok after that.' }),
  matchKeys: many(audiences, 'Find people by', { EMAIL_SHA256: 'Email', PHONE_SHA256: 'Phone', IDFA_SHA256: 'Apple device', GAID_SHA256: 'Android device', MAID_SHA256: 'Any device', MULTIPLE_TYPES: 'Several at once' }, ['EMAIL_SHA256', 'PHONE_SHA256'], { showWhen: { ...synced.showWhen, required: true } }),
});
