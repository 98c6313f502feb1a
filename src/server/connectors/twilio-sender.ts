import * as z from 'zod/mini';
import type { ConnectorContext } from '../connector.ts';
import { ask } from './ask.ts';
import type { ErrorRule } from './error-rules.ts';
import { ofAccount, twilioCall, type TwilioKeys, twilioMessaging } from './twilio-api.ts';

const address = z.optional(z.nullable(z.string()));
const kept = { sms_url: address, sms_fallback_url: address };
const numbers = z.object({
  incoming_phone_numbers: z.array(z.object({ sid: z.string().check(z.regex(/^PN[0-9a-fA-F]{32}$/)), phone_number: z.string(), capabilities: z.object({ sms: z.boolean() }), sms_application_sid: address, status_callback: address, ...kept })),
});
const shortCodes = z.object({ short_codes: z.array(z.object({ sid: z.string().check(z.regex(/^SC[0-9a-fA-F]{32}$/)), short_code: z.string(), ...kept })) });
const service = z.object({ sid: z.string(), inbound_request_url: address, fallback_url: address, status_callback: address });
const pool = z.object({ meta: z.object({ next_page_url: address }), phone_numbers: z.optional(z.array(z.object({ phone_number: z.string() }))), short_codes: z.optional(z.array(z.object({ short_code: z.string() }))) });

/** What messages are sent from, and the addresses that Twilio calls for it. */
export interface TwilioSender {
  /** Where it is changed. */
  url: string;
  sms: boolean;
  inbound: string;
  fallback: string;
  status: string;
  /** A TwiML app answers in place of the address for replies. */
  hasApplication: boolean;
}

/** Short codes have five or six digits and no country code. */
export const isShortCode = ({ phoneNumber }: TwilioKeys) => !phoneNumber.startsWith('+');

/** The number or short code of these keys, or null where the account has none such. Twilio's filter takes patterns, so the answer is compared exactly. */
export async function readOwnSender(keys: TwilioKeys, rules: readonly ErrorRule[], context: ConnectorContext): Promise<TwilioSender | null> {
  const wanted = encodeURIComponent(keys.phoneNumber);
  if (isShortCode(keys)) {
    const found = await ask(context, twilioCall(keys, ofAccount(keys, `/SMS/ShortCodes.json?ShortCode=${wanted}&PageSize=20`)), { name: 'Twilio', rules, shape: shortCodes });
    const own = found.short_codes.find((one) => one.short_code === keys.phoneNumber);
    return own ? { url: ofAccount(keys, `/SMS/ShortCodes/${own.sid}.json`), sms: true, inbound: own.sms_url ?? '', fallback: own.sms_fallback_url ?? '', status: '', hasApplication: false } : null;
  }
  const found = await ask(context, twilioCall(keys, ofAccount(keys, `/IncomingPhoneNumbers.json?PhoneNumber=${wanted}&PageSize=20`)), { name: 'Twilio', rules, shape: numbers });
  const own = found.incoming_phone_numbers.find((one) => one.phone_number === keys.phoneNumber);
  if (!own) return null;
  return { url: ofAccount(keys, `/IncomingPhoneNumbers/${own.sid}.json`), sms: own.capabilities.sms, inbound: own.sms_url ?? '', fallback: own.sms_fallback_url ?? '', status: own.status_callback ?? '', hasApplication: Boolean(own.sms_application_sid) };
}

/** A Messaging Service. @throws IntegrationsError as the rules say where there is none such. */
export async function readServiceSender(keys: TwilioKeys, sid: string, rules: readonly ErrorRule[], context: ConnectorContext): Promise<TwilioSender> {
  const url = `${twilioMessaging}/Services/${encodeURIComponent(sid)}`;
  const found = await ask(context, twilioCall(keys, url), { name: 'Twilio', rules, shape: service });
  return { url, sms: true, inbound: found.inbound_request_url ?? '', fallback: found.fallback_url ?? '', status: found.status_callback ?? '', hasApplication: false };
}

/** Does the service send from this number or short code? A pool of more than one page is not read on: what is not seen is not denied. */
export async function isInPool(keys: TwilioKeys, sid: string, rules: readonly ErrorRule[], context: ConnectorContext): Promise<boolean> {
  const url = `${twilioMessaging}/Services/${encodeURIComponent(sid)}/${isShortCode(keys) ? 'ShortCodes' : 'PhoneNumbers'}?PageSize=100`;
  const found = await ask(context, twilioCall(keys, url), { name: 'Twilio', rules, shape: pool });
  const own = [...(found.phone_numbers ?? []).map((one) => one.phone_number), ...(found.short_codes ?? []).map((one) => one.short_code)];
  return Boolean(found.meta.next_page_url) || own.includes(keys.phoneNumber);
}

/** Said where replies would not arrive although an address for them is set. */
export const applicationAnswers = 'A TwiML app answers messages to this number, so Twilio ignores the webhook address. Take the app off the number in the Twilio console, then save again.';
