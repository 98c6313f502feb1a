import * as z from 'zod/mini';
import { field } from '../../core/field.ts';
import { choices } from '../choices.ts';
import { emailAddress, shortText, wholeNumber } from '../text-inputs.ts';
import { withoutBlanks } from '../paste.ts';

const campaign = 'SMS campaigns';
const replies = 'Two-way messaging';
const verification = 'Phone verification';
const automation = 'Message automation';

const senders = choices({ phone_number: 'The phone number', messaging_service: 'A Messaging Service' });
const uses = choices({ notifications: 'Notifications', marketing: 'Marketing', verification: 'Verification', discussion: 'Discussion', poll: 'Poll', undeclared: 'Not declared' });
const channels = choices({ sms: 'SMS', call: 'Call', email: 'Email', whatsapp: 'WhatsApp' });
const languages = choices({ auto: 'By country', en: 'English', 'en-GB': 'English (UK)', de: 'German', es: 'Spanish', fr: 'French', it: 'Italian', nl: 'Dutch', pl: 'Polish', 'pt-BR': 'Portuguese (Brazil)', ja: 'Japanese' });
const orderEvents = choices({ order_placed: 'Order placed', order_paid: 'Order paid', order_shipped: 'Order shipped', order_delivered: 'Order delivered', order_cancelled: 'Order cancelled', refund_issued: 'Refund issued' });
const offerEvents = choices({ cart_abandoned: 'Cart left behind', back_in_stock: 'Back in stock', customer_created: 'Welcome', win_back: 'We miss you' });
const whenService = { field: 'senderType', equals: 'messaging_service' } as const;
const whenInbound = { field: 'inboundEnabled', equals: true } as const;
const whenVerify = { field: 'verifyEnabled', equals: true } as const;
const country = () => z.string().check(z.overwrite((value) => withoutBlanks(value).toUpperCase()), z.regex(/^[A-Z]{2}$/, 'Use two letters, such as US.'));
const webAddress = () => z.string().check(z.trim(), z.regex(/^https:\/\/[^\s_/?#@]{1,253}(?:[/?#][^\s]{0,1700})?$/, 'Write an https address without underscores in its host.'));
const sid = (prefix: string) => z.string().check(z.regex(new RegExp(`^${prefix}[0-9a-fA-F]{32}$`), 'Choose one from Twilio.'));

export const configuration = z
  .object({
    senderType: field(z._default(z.enum(senders.values), 'phone_number'), { label: 'Send from', section: campaign, control: 'radio', options: senders.options }),
    messagingServiceSid: field(z.optional(sid('MG')), { label: 'Messaging Service', section: campaign, control: 'combobox', options: 'remote', showWhen: { ...whenService, required: true } }),
    useCase: field(z._default(z.enum(uses.values), 'marketing'), { label: 'Use case', section: campaign, control: 'select', options: uses.options }),
    defaultCountry: field(z.optional(country()), { label: 'Default country', section: campaign, help: 'Two letters, such as US: for numbers without a country code.', placeholder: 'US' }),
    allowedCountries: field(z._default(z.array(country()).check(z.maxLength(60, 'Use at most 60 countries.')), []), { label: 'Allowed countries', section: campaign, control: 'tags', help: 'Two letters each. None: every country your Twilio account allows.' }),
    requireConsent: field(z._default(z.boolean(), true), { label: 'Only customers who consented', section: campaign, control: 'switch', effect: 'Marketing without written consent is unlawful in many countries.' }),
    appendOptOut: field(z._default(z.boolean(), true), { label: 'Add an opt-out hint', section: campaign, control: 'switch' }),
    optOutText: field(z._default(shortText(60), 'Reply STOP to unsubscribe'), { label: 'Opt-out hint', section: campaign, showWhen: { field: 'appendOptOut', equals: true, required: true } }),
    maxSegments: field(z._default(wholeNumber(1, 10), 3), { label: 'Longest message', section: campaign, control: 'number', unit: 'segments', help: 'A segment is 160 plain or 70 special characters, and is billed.' }),
    smartEncoding: field(z._default(z.boolean(), true), { label: 'Replace costly characters', section: campaign, control: 'switch' }),
    shortenUrls: field(z._default(z.boolean(), false), { label: 'Shorten links', section: campaign, control: 'switch', help: 'Needs link shortening in the Messaging Service.', showWhen: whenService }),
    validityPeriod: field(z._default(wholeNumber(1, 36000), 36000), { label: 'Give up after', section: campaign, control: 'number', unit: 'seconds' }),
    frequencyCapCount: field(z._default(wholeNumber(1, 30), 4), { label: 'Most messages to one customer', section: campaign, control: 'number', unit: 'messages' }),
    frequencyCapDays: field(z._default(wholeNumber(1, 30), 7), { label: 'Within', section: campaign, control: 'number', unit: 'days' }),

    inboundEnabled: field(z._default(z.boolean(), false), { label: 'Receive replies', section: replies, control: 'switch', effect: 'Replaces where Twilio sends messages to this number.', remote: true }),
    autoReplyText: field(z.optional(shortText(320)), { label: 'Automatic reply', section: replies, control: 'textarea', help: 'Blank: none. Twilio answers STOP itself.', showWhen: whenInbound }),
    forwardTo: field(z._default(z.array(emailAddress()).check(z.maxLength(10, 'Use at most 10 addresses.')), []), { label: 'Forward replies to', section: replies, control: 'tags', help: 'E-mail addresses.', showWhen: whenInbound }),
    fallbackUrl: field(z.optional(webAddress()), { label: 'Fallback address', section: replies, help: 'Asked when replies cannot be delivered to us.', showWhen: whenInbound, remote: true }),
    statusCallbackUrl: field(z.optional(webAddress()), { label: 'Delivery reports to', section: replies, help: 'Blank: to us.', remote: true }),

    verifyEnabled: field(z._default(z.boolean(), false), { label: 'Verify phone numbers', section: verification, control: 'switch' }),
    verifyServiceSid: field(z.optional(sid('VA')), { label: 'Verify service', section: verification, control: 'combobox', options: 'remote', showWhen: { ...whenVerify, required: true } }),
    codeLength: field(z._default(wholeNumber(4, 10), 6), { label: 'Code length', section: verification, control: 'number', unit: 'digits', showWhen: whenVerify, dependsOn: ['verifyServiceSid'], remote: true }),
    channels: field(z._default(z.array(z.enum(channels.values)), ['sms']), { label: 'Send codes by', section: verification, control: 'checkboxes', options: channels.options, help: 'Email and WhatsApp need a sender set up in Twilio.', showWhen: whenVerify }),
    lookupEnabled: field(z._default(z.boolean(), false), { label: 'Look numbers up', section: verification, control: 'switch', effect: 'Twilio bills each lookup.', showWhen: whenVerify, dependsOn: ['verifyServiceSid'], remote: true }),
    skipSmsToLandlines: field(z._default(z.boolean(), false), { label: 'Skip landlines', section: verification, control: 'switch', help: 'Needs “Look numbers up”.', showWhen: whenVerify, dependsOn: ['verifyServiceSid'], remote: true }),
    doNotShareWarning: field(z._default(z.boolean(), true), { label: 'Add “do not share this code”', section: verification, control: 'switch', showWhen: whenVerify, dependsOn: ['verifyServiceSid'], remote: true }),
    locale: field(z._default(z.enum(languages.values), 'auto'), { label: 'Language', section: verification, control: 'select', options: languages.options, showWhen: whenVerify }),
    templateSid: field(z.optional(sid('HJ')), { label: 'Template', section: verification, control: 'combobox', options: 'remote', showWhen: whenVerify }),

    orderEvents: field(z._default(z.array(z.enum(orderEvents.values)), []), { label: 'Messages about orders', section: automation, control: 'checkboxes', options: orderEvents.options }),
    offerEvents: field(z._default(z.array(z.enum(offerEvents.values)), []), { label: 'Marketing messages', section: automation, control: 'checkboxes', options: offerEvents.options, help: 'Sent only with consent and within the limits above.' }),
    cartDelayMinutes: field(z._default(wholeNumber(0, 43200), 60), { label: 'Wait before writing about a cart', section: automation, control: 'number', unit: 'minutes' }),
  })
  .check(
    z.check((payload) => {
      const { skipSmsToLandlines, lookupEnabled } = payload.value;
      if (skipSmsToLandlines && !lookupEnabled) {
        payload.issues.push({ code: 'custom', input: skipSmsToLandlines, path: ['skipSmsToLandlines'], message: 'Turn on “Look numbers up” first: without it landlines cannot be recognised.' });
      }
    }),
  );
