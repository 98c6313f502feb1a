import type * as z from 'zod/mini';
import type { credentials as fields } from '../../providers/twilio/credentials.ts';

export const twilioApi = 'https://api.twilio.com/2010-04-01';
export const twilioMessaging = 'https://messaging.twilio.com/v1';
export const twilioVerify = 'https://verify.twilio.com/v2';

export type TwilioKeys = z.output<typeof fields>;

/** One call with the API key, or with Account SID and Auth Token; a form is sent as Twilio takes it. */
export const twilioCall = ({ signInWith, accountSid, authToken, apiKeySid, apiKeySecret }: TwilioKeys, url: string, form?: Readonly<Record<string, string>>) => ({
  method: form ? ('POST' as const) : ('GET' as const),
  url,
  headers: { authorization: `Basic ${btoa(signInWith === 'SK' ? `${apiKeySid}:${apiKeySecret}` : `${accountSid}:${authToken}`)}`, accept: 'application/json', ...(form && { 'content-type': 'application/x-www-form-urlencoded' }) },
  ...(form && { body: new URLSearchParams(form).toString() }),
});

/** An address below the account. */
export const ofAccount = ({ accountSid }: TwilioKeys, path: string) => `${twilioApi}/Accounts/${encodeURIComponent(accountSid)}${path}`;

/** SIDs as part of an address. */
export const messagingServiceSid = /^MG[0-9a-fA-F]{32}$/;
export const verifyServiceSid = /^VA[0-9a-fA-F]{32}$/;
