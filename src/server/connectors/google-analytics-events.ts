import * as z from 'zod/mini';
import { IntegrationsError } from '../../core/errors.ts';
import type { Values } from '../../core/integration.ts';
import type { ConnectorContext, ProviderRequest, TestContext, TestVerdict } from '../connector.ts';
import { ask } from './ask.ts';
import { plainText } from './provider-text.ts';

/** Where events are received: worldwide, or in the European Union. */
export const analyticsHosts = { global: 'www.google-analytics.com', eu: 'region1.google-analytics.com' } as const;

const validation = z.object({ validationMessages: z.array(z.object({ fieldPath: z.optional(z.string()), validationCode: z.optional(z.string()), description: z.optional(z.string()) })) });

/** What Google's validation server says is wrong with an event; nothing where it is well-formed. */
export type ValidationMessages = z.output<typeof validation>['validationMessages'];

/** Asks the validation server, which records nothing. https://developers.google.com/analytics/devguides/collection/protocol/ga4/validating-events */
export async function validateEvent(call: ProviderRequest, context: ConnectorContext): Promise<ValidationMessages> {
  return (await ask(context, call, { name: 'Google Analytics', rules: [], shape: validation })).validationMessages;
}

/** An event as this store would send it, to the validation server. Google takes the secret only in the address. */
export function testEvent({ measurementId, apiSecret }: { measurementId: string; apiSecret: string }, configuration: Values, context: ConnectorContext): ProviderRequest {
  const at = Math.floor(context.now().getTime() / 1000);
  const said = (key: string) => (configuration[key] === 'GRANTED' || configuration[key] === 'DENIED' ? configuration[key] : undefined);
  const [userData, personalization] = [said('consentAdUserData'), said('consentAdPersonalization')];
  const consent = { ...(userData && { ad_user_data: userData }), ...(personalization && { ad_personalization: personalization }) };
  return {
    method: 'POST',
    url: `https://${configuration['dataRegion'] === 'eu' ? analyticsHosts.eu : analyticsHosts.global}/debug/mp/collect?measurement_id=${encodeURIComponent(measurementId)}&api_secret=${encodeURIComponent(apiSecret)}`,
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({
      client_id: `555.${at}`, validation_behavior: 'ENFORCE_RECOMMENDATIONS', ...(Object.keys(consent).length > 0 && { consent }),
      events: [{ name: 'connection_test', params: { engagement_time_msec: 1, session_id: '1', ...(configuration['debugMode'] === true && { debug_mode: 1 }) } }],
    }),
  };
}

/** Sends the test event. Google's validation server judges its form and neither records it nor compares the secret, so that is said. */
export async function sendAnalyticsTest(keys: { measurementId: string; apiSecret: string }, configuration: Values, context: TestContext): Promise<TestVerdict> {
  const [wrong] = await validateEvent(testEvent(keys, configuration, context), { ...context, request: context.send });
  const link = { label: 'Open Google Analytics', url: 'https://analytics.google.com/analytics/web/' };
  if (wrong) {
    const verdict = `Google says the event is not right: ${plainText(wrong.description, plainText(wrong.validationCode, 'it gives no reason'))}`;
    return { outcome: 'refused', verdict, unproven: [], link, problem: new IntegrationsError('validation_failed', { detail: verdict }).problem };
  }
  return {
    outcome: 'accepted',
    verdict: 'Google’s validation server found nothing wrong with the event.',
    unproven: [
      'That the API secret is right: Google compares it with nothing here.',
      'That the Measurement ID exists: it is not looked up here.',
      'That events arrive: this one is not recorded. Look under Realtime after a real one.',
    ],
    link,
  };
}
