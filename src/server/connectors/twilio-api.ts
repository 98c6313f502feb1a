import type * as z from 'zod/mini';
import type { credentials as fields } from '../../providers/twilio/credentials.ts';

export const twilioApi = 'https://api.twilio.com/2010-04-01';
export const twilioMessaging = 'https://messaging.twilio.com/v1';
export const twilioVerify = 'https://verify.twilio.com/v2';

export type TwilioKeys = z.output<typeof fields>;

/** One call with Account SID and Auth Token; a form is sent as Twilio takes it. */
export const twilioCall = ({ accountSid, authToken }: TwilioKeys, url: string, form?: Readonly<Record<string, string>>) => ({
  method: form ? ('POST' as const) : ('GET' as const),
  url,
  headers: { authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}`, accept: 'application/json', ...(form && { 'content-type': 'application/x-www-form-urlencoded' }) },
  ...(form && { body: new URLSearchParams(form).toString() }),
});

/** The account's own numbers that fit; Twilio's filter takes patterns, so the answer is compared exactly by whoever asks. */
export const numbersUrl = ({ accountSid, phoneNumber }: TwilioKeys) => `${twilioApi}/Accounts/${encodeURIComponent(accountSid)}/IncomingPhoneNumbers.json?PhoneNumber=${encodeURIComponent(phoneNumber)}&PageSize=20`;

/** SIDs as part of an address. */
export const messagingServiceSid = /^MG[0-9a-fA-F]{32}$/;
export const verifyServiceSid = /^VA[0-9a-fA-F]{32}$/;
