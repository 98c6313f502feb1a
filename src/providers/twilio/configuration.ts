import * as z from 'zod/mini';
import { blank, chosen, fits, given, many, must, named, one, rows, toggle, when } from '../choices.ts';
import { withoutBlanks } from '../paste.ts';
import { emailAddress, shortText, webAddress, wholeNumber } from '../text-inputs.ts';
import { automations } from './automations.ts';
import { sidForm } from './sid-form.ts';

const campaign = 'SMS campaigns';
const replies = 'Two-way messaging';
const verification = 'Phone verification';

const fromTwilio = 'Choose one from Twilio.';
const whenService = when('senderType', 'messaging_service');
const whenInbound = when('inboundEnabled', true);
const whenVerify = when('verifyEnabled', true);
const quiet = when('quietHours.enabled', true, true);
/** Kept by the sender, a number or a service. */
const ofSender = { remote: true, dependsOn: ['senderType', 'messagingServiceSid'] };
/** Kept by the Verify service. */
const ofService = { remote: true, dependsOn: ['verifyServiceSid'], ...whenVerify };
// What Twilio itself answers to, on every number. https://www.twilio.com/docs/messaging/tutorials/advanced-opt-out
const reserved = /^(?:STOP(?:ALL)?|UNSUBSCRIBE|CANCEL|END|QUIT|REVOKE|OPTOUT|START|YES|UNSTOP|HELP|INFO)$/;
const country = () => z.string().check(z.overwrite((value) => withoutBlanks(value).toUpperCase()), z.regex(/^[A-Z]{2}$/, 'Use two letters, such as US.'));
const clock = () => z.string().check(z.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'Write a time, such as 21:00.'));

export const configuration = z
  .object({
    senderType: one(campaign, 'Send from', { phone_number: 'The phone number', messaging_service: 'A Messaging Service' }, 'phone_number'),
    messagingServiceSid: chosen(campaign, 'Messaging Service', sidForm('MG'), fromTwilio, { help: 'Your number must be in its pool.', createUrl: 'https://console.twilio.com/us1/develop/sms/services', ...when('senderType', 'messaging_service', true) }),
    useCase: one(campaign, 'Use case', named('notifications marketing verification discussion poll undeclared'), 'marketing'),
    defaultCountry: blank(campaign, 'Default country', country(), { help: 'Two letters.', placeholder: 'US' }),
    allowedCountries: given(campaign, 'Allowed countries', z.array(country()).check(z.maxLength(60)), [], { help: 'None: all that Twilio allows you.' }),
    requireConsent: toggle(campaign, 'Only customers who consented', true, { effect: 'Marketing without consent is unlawful in many places.' }),
    quietHours: given(campaign, 'Quiet hours', z.object({
        enabled: toggle('', 'Hold marketing back', true),
        start: given('', 'From', clock(), '21:00', quiet),
        end: given('', 'Until', clock(), '08:00', quiet),
        timezone: one('', 'By the clock of', named('recipient store'), 'recipient', when('quietHours.enabled', true)),
      }), { enabled: true, start: '21:00', end: '08:00', timezone: 'recipient' }),
    frequencyCap: given(campaign, 'Marketing to one customer', z.object({ count: given('', 'At most', wholeNumber(1, 30), 4, { unit: 'messages' }), days: given('', 'Within', wholeNumber(1, 30), 7, { unit: 'days' }) }), { count: 4, days: 7 }),
    appendOptOut: toggle(campaign, 'Add an opt-out hint', true),
    optOutText: given(campaign, 'Opt-out hint', shortText(60), 'Reply STOP to unsubscribe', when('appendOptOut', true, true)),
    maxSegments: given(campaign, 'Longest message', wholeNumber(1, 10), 3, { unit: 'segments', help: '160 plain or 70 special characters each.' }),
    smartEncoding: toggle(campaign, 'Replace costly characters', true),
    shortenUrls: toggle(campaign, 'Shorten links', false, whenService),
    validityPeriod: given(campaign, 'Give up after', wholeNumber(1, 36000), 36000, { unit: 'seconds' }),

    inboundEnabled: toggle(replies, 'Receive replies', false, { effect: 'Replaces where Twilio sends replies.', ...ofSender }),
    inboundWebhookUrl: blank(replies, 'Webhook address', webAddress(), { help: 'Of your shop.', ...ofSender }),
    fallbackUrl: blank(replies, 'Fallback address', webAddress(), ofSender),
    statusCallbackUrl: blank(replies, 'Delivery reports to', webAddress(), ofSender),
    autoReplyText: blank(replies, 'Automatic reply', shortText(320), { control: 'textarea', help: 'Twilio answers STOP itself.', ...whenInbound }),
    keywordReplies: rows(replies, 'Keyword replies', {
      keyword: must('', 'Keyword', z.string().check(z.trim(), z.toUpperCase(), z.regex(/^\S{1,30}$/, { error: 'Use one word.', abort: true }), fits((word) => !reserved.test(word), 'Twilio answers this word itself.')), { unique: true }),
      action: one('', 'Action', named('none subscribe tag notify'), 'none'),
      reply: blank('', 'Reply', shortText(320)),
    }, 20, [], whenInbound),
    forwardTo: given(replies, 'Mail replies to', z.array(emailAddress()).check(z.maxLength(10)), [], whenInbound),

    verifyEnabled: toggle(verification, 'Verify phone numbers', false),
    verifyServiceSid: chosen(verification, 'Verify service', sidForm('VA'), fromTwilio, { createUrl: 'https://console.twilio.com/us1/develop/verify/services', ...when('verifyEnabled', true, true) }),
    codeLength: given(verification, 'Code length', wholeNumber(4, 10), 6, { unit: 'digits', ...ofService }),
    channels: many(verification, 'Send codes by', { sms: 'SMS', call: 'Call', email: 'Email', whatsapp: 'WhatsApp' }, ['sms'], whenVerify),
    lookupEnabled: toggle(verification, 'Look numbers up', false, { effect: 'Twilio bills each lookup.', ...ofService }),
    skipSmsToLandlines: toggle(verification, 'Skip landlines', false, ofService),
    doNotShareWarning: toggle(verification, 'Add “do not share this code”', true, ofService),
    locale: blank(verification, 'Language', z.string().check(z.trim(), z.regex(/^[a-z]{2}(?:-[A-Z]{2})?$/, 'Write it as de or pt-BR.')), { help: 'Blank: by country.', placeholder: 'pt-BR', ...whenVerify }),
    templateSid: chosen(verification, 'Template', sidForm('HJ'), fromTwilio, whenVerify),

    automations: automations('Message automation'),
  })
  .check(
    z.check(({ value, issues }) => {
      const say = (path: string, message: string) => issues.push({ code: 'custom', input: value, path: [path], message });
      if (value.skipSmsToLandlines && !value.lookupEnabled) say('skipSmsToLandlines', 'Turn on “Look numbers up” first.');
      if (value.useCase === 'marketing' && !value.requireConsent) say('requireConsent', 'Marketing needs consent.');
      if (value.inboundEnabled && !value.inboundWebhookUrl) say('inboundWebhookUrl', 'Enter where replies go.');
    }),
  );
