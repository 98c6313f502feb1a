import * as z from 'zod/mini';
import { isIntegrationsError } from '../../core/errors.ts';
import { credentials as fields } from '../../providers/twilio/credentials.ts';
import type { Connector } from '../connector.ts';
import { ask } from './ask.ts';
import { requireFormat } from './format.ts';
import { messagingServiceSid, twilioCall } from './twilio-api.ts';
import { twilioErrors } from './twilio-errors.ts';
import { numberParameters, serviceParameters } from './twilio-parameters.ts';
import { readOwnSender, readServiceSender } from './twilio-sender.ts';

const named = z.object({ sid: z.string() });

/** Takes the shop's addresses off the sender, as far as they still point there: somebody may have sent them elsewhere since. */
export const departFromTwilio: NonNullable<Connector['depart']> = async ({ credentials, configuration }, context) => {
  const keys = requireFormat(fields, credentials);
  const rules = twilioErrors(keys);
  const { senderType, messagingServiceSid: chosen } = configuration;
  const viaService = senderType === 'messaging_service' && typeof chosen === 'string' && messagingServiceSid.test(chosen);
  const gone = { status: 404, means: 'not_found', detail: 'The sender no longer exists in Twilio.' } as const;
  const sender = await (viaService ? readServiceSender(keys, chosen, [gone, ...rules], context) : readOwnSender(keys, rules, context)).catch((error: unknown) => {
    if (isIntegrationsError(error, 'not_found')) return null;
    throw error;
  });
  if (!sender) return;
  const parameters = viaService ? serviceParameters : numberParameters;
  const ours = ([
    [sender.inbound, configuration['inboundWebhookUrl'], parameters.inbound[0]],
    [sender.fallback, configuration['fallbackUrl'], parameters.fallbackUrl],
    [sender.status, configuration['statusCallbackUrl'], parameters.statusCallbackUrl],
  ] as const).filter(([there, here]) => there !== '' && there === here);
  if (ours.length > 0) await ask(context, twilioCall(keys, sender.url, Object.fromEntries(ours.map(([, , parameter]) => [parameter, '']))), { name: 'Twilio', rules, shape: named });
};
