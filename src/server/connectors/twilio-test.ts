import * as z from 'zod/mini';
import type { Values } from '../../core/integration.ts';
import type { ProviderRequest, TestContext, TestVerdict } from '../connector.ts';
import { ask } from './ask.ts';
import type { ErrorRule } from './error-rules.ts';

const text = 'This is a test message from your shop. There is nothing you need to do.';

const message = z.object({ sid: z.string(), status: z.string(), error_code: z.optional(z.nullable(z.number())) });

/** What refuses a message: https://www.twilio.com/docs/api/errors */
const refusals: readonly ErrorRule[] = [
  { status: 400, code: [21211, 21614], means: 'validation_failed', field: 'to', detail: 'Twilio cannot send to this number. Check its digits, and that it can receive text messages.' },
  { status: 400, code: 21610, means: 'validation_failed', field: 'to', detail: 'This number has opted out by replying STOP, so Twilio sends it nothing. Use another one, or reply START from that phone.' },
  { status: 400, code: 21608, means: 'validation_failed', field: 'to', detail: 'A trial account sends to verified numbers only. Verify this one in the Twilio console, or use one that is.' },
  { status: 400, code: [21408, 21612], means: 'validation_failed', field: 'to', detail: 'Your Twilio account does not send to this country from this sender. Allow it under Messaging, Settings, Geo permissions, or use another number.' },
  { status: 400, code: [21601, 21603, 21606, 21659, 21661], means: 'insufficient_permission', detail: 'Twilio does not send from the connected number. Choose one of this account that can send SMS, then reconnect.' },
  { status: 400, code: 21703, means: 'insufficient_permission', detail: 'The Messaging Service has no sender. Add a number to it in the Twilio console.' },
  { status: 404, code: 20404, means: 'not_found', detail: 'Twilio has no such account or Messaging Service any more. Check the settings, then try again.' },
];

/** Sends one message to the number in `to`: https://www.twilio.com/docs/messaging/api/message-resource. It is not idempotent at Twilio, so it is never repeated here. */
export async function sendTwilioTest(call: Pick<ProviderRequest, 'url' | 'headers'>, sender: Readonly<Record<string, string>>, values: Values, errors: readonly ErrorRule[], context: TestContext): Promise<TestVerdict> {
  const body = new URLSearchParams({ To: String(values['to']), ...sender, Body: text }).toString();
  const request: ProviderRequest = { ...call, method: 'POST', headers: { ...call.headers, 'content-type': 'application/x-www-form-urlencoded' }, body };
  const { status, error_code: code } = await ask({ ...context, request: context.send }, request, { name: 'Twilio', rules: [...refusals, ...errors], shape: message });
  const link = { label: 'Open the message log in Twilio', url: 'https://console.twilio.com/us1/monitor/logs/sms' };
  if (code || status === 'failed' || status === 'undelivered') return { outcome: 'refused', verdict: 'Twilio took the message and failed to send it. Its log says why.', unproven: [], link };
  return {
    outcome: 'accepted',
    verdict: 'Twilio accepted the message and is sending it.',
    unproven: ['That it reaches the phone: look at the phone, or at its status in Twilio’s log.', 'That carriers of every country take your messages: some ask for a registration first.'],
    link,
  };
}
