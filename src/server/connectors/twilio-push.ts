import * as z from 'zod/mini';
import { IntegrationsError } from '../../core/errors.ts';
import type { Values } from '../../core/integration.ts';
import { credentials as fields } from '../../providers/twilio/credentials.ts';
import type { Connector, ConnectorContext } from '../connector.ts';
import { ask } from './ask.ts';
import type { ErrorRule } from './error-rules.ts';
import { requireFormat } from './format.ts';
import { pushEach, type Telling } from './push-each.ts';
import { messagingServiceSid, twilioCall, type TwilioKeys, twilioVerify, verifyServiceSid } from './twilio-api.ts';
import { twilioErrors } from './twilio-errors.ts';
import { numberParameters, serviceParameters } from './twilio-parameters.ts';
import { applicationAnswers, isShortCode, readOwnSender, readServiceSender, type TwilioSender } from './twilio-sender.ts';

const named = z.object({ sid: z.string() });

/** What a Verify service keeps itself, in the order in which one is turned on before the other; off goes the other way: https://www.twilio.com/docs/verify/api/service */
const verifySettings = [
  { field: 'codeLength', parameter: 'CodeLength' },
  { field: 'lookupEnabled', parameter: 'LookupEnabled' },
  { field: 'skipSmsToLandlines', parameter: 'SkipSmsToLandlines' },
  { field: 'doNotShareWarning', parameter: 'DoNotShareWarningEnabled' },
] as const;

const noAddress = 'A short code has no address for delivery reports. Leave it blank, or send from a Messaging Service.';

const rulesFor = (keys: TwilioKeys, noun: string): readonly ErrorRule[] => [
  { status: 404, means: 'not_found', detail: `The ${noun} no longer exists in Twilio. Choose another one, then save again.` },
  { status: 400, code: [20001, 21401, 21402, 21403, 21404, 21405, 21451, 21502, 60200], means: 'validation_failed', detail: `Twilio does not take this value for the ${noun}. Change it, or set it in the Twilio console.` },
  { status: 403, means: 'insufficient_permission', detail: `These details may not change the ${noun}. Set this in the Twilio console, or connect with details that may.` },
  ...twilioErrors(keys),
];

/** What Twilio keeps itself: where messages to the sender go, and how the Verify service makes codes. */
export const pushToTwilio: NonNullable<Connector['push']> = async ({ credentials, configuration, fields: pending }, context) => {
  const keys = requireFormat(fields, credentials);
  return pushEach([...senderTellings(keys, configuration, pending, context), ...verifyTellings(keys, configuration, pending, context)]);
};

function senderTellings(keys: TwilioKeys, configuration: Values, pending: readonly string[], context: ConnectorContext): Telling[] {
  const { senderType, messagingServiceSid: chosen, inboundEnabled, inboundWebhookUrl: inbound } = configuration;
  const viaService = senderType === 'messaging_service';
  const rules = rulesFor(keys, viaService ? 'Messaging Service' : isShortCode(keys) ? 'short code' : 'number');
  const parameters = viaService ? serviceParameters : numberParameters;
  if (viaService && !(typeof chosen === 'string' && messagingServiceSid.test(chosen))) return [];
  // Read once, whatever is told.
  let sender: Promise<TwilioSender> | undefined;
  const find = () => (sender ??= viaService ? readServiceSender(keys, String(chosen), rules, context) : readNumber(keys, rules, context));
  const tell = async (form: Readonly<Record<string, string>>) => ask(context, twilioCall(keys, (await find()).url, form), { name: 'Twilio', rules, shape: named });
  const due = (...names: string[]) => names.filter((name) => pending.includes(name));
  const address = (field: 'fallbackUrl' | 'statusCallbackUrl'): Telling => {
    const url = configuration[field];
    // One that was never entered here is not taken away there.
    const none = field === 'statusCallbackUrl' && !viaService && isShortCode(keys);
    return { fields: typeof url === 'string' ? due(field) : [], tell: () => (none ? refuse(noAddress) : tell({ [parameters[field]]: String(url) })) };
  };
  const [urlOf, methodOf] = parameters.inbound;
  const replies: Telling = {
    fields: typeof inbound === 'string' ? due('inboundEnabled', 'inboundWebhookUrl') : [],
    tell: async () => {
      if (inboundEnabled === true && (await find()).hasApplication) await refuse(applicationAnswers);
      else if (inboundEnabled === true) await tell({ [urlOf]: String(inbound), [methodOf]: 'POST' });
      // Turned off only while it still points here: somebody may have sent it elsewhere since.
      else if ((await find()).inbound === inbound) await tell({ [urlOf]: '' });
    },
  };
  return [replies, address('fallbackUrl'), address('statusCallbackUrl')];
}

const refuse = (detail: string) => Promise.reject(new IntegrationsError('validation_failed', { detail }));

async function readNumber(keys: TwilioKeys, rules: readonly ErrorRule[], context: ConnectorContext): Promise<TwilioSender> {
  const own = await readOwnSender(keys, rules, context);
  if (!own) throw new IntegrationsError('not_found', { detail: 'The number is no longer in this account, so nothing was set. Connect with one that is.' });
  return own;
}

function verifyTellings(keys: TwilioKeys, configuration: Values, pending: readonly string[], context: ConnectorContext): Telling[] {
  const sid = configuration['verifyServiceSid'];
  if (configuration['verifyEnabled'] !== true || typeof sid !== 'string' || !verifyServiceSid.test(sid)) return [];
  const told = verifySettings.filter(({ field }) => pending.includes(field));
  const url = `${twilioVerify}/Services/${encodeURIComponent(sid)}`;
  // One at a time: Twilio judges a call as a whole, and a refused setting is no reason to hold back the others.
  return (configuration['lookupEnabled'] === true ? told : told.toReversed()).map(({ field, parameter }) => ({
    fields: [field],
    tell: () => ask(context, twilioCall(keys, url, { [parameter]: String(configuration[field]) }), { name: 'Twilio', rules: rulesFor(keys, 'Verify service'), shape: named }),
  }));
}
