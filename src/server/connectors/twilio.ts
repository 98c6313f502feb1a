import * as z from 'zod/mini';
import { IntegrationsError, isIntegrationsError, type Problem } from '../../core/errors.ts';
import type { FieldOption } from '../../core/field.ts';
import type { Account, Page, Values } from '../../core/integration.ts';
import { credentials as fields } from '../../providers/twilio/credentials.ts';
import type { Connector, ConnectorContext, OptionsQuery } from '../connector.ts';
import { ask } from './ask.ts';
import { judgeFormat, requireFormat } from './format.ts';
import { cursorOf, nextParameters, readPages } from './paging.ts';
import { beginProof } from './proof.ts';
import { plainText } from './provider-text.ts';
import { messagingServiceSid, ofAccount, twilioCall, type TwilioKeys, twilioMessaging, twilioVerify, verifyServiceSid } from './twilio-api.ts';
import { departFromTwilio } from './twilio-depart.ts';
import { twilioErrors } from './twilio-errors.ts';
import { twilioImpact } from './twilio-impact.ts';
import { pushToTwilio } from './twilio-push.ts';
import { applicationAnswers, isInPool, isShortCode, readOwnSender } from './twilio-sender.ts';
import { sendTwilioTest } from './twilio-test.ts';

// Only these members are read: Twilio answers this call with the Auth Token in `auth_token`.
const accountShape = z.object({ sid: z.string(), friendly_name: z.optional(z.nullable(z.string())), status: z.string(), type: z.optional(z.string()) });
const service = z.object({ sid: z.string() });
const meta = z.object({ next_page_url: z.optional(z.nullable(z.string())) });
const named = z.object({ sid: z.string(), friendly_name: z.optional(z.nullable(z.string())) });

/** Twilio by Account SID and Auth Token or API key, and one of the account's own numbers or short codes. */
export const twilioConnector: Connector = {
  provider: 'twilio',
  hosts: ['api.twilio.com', 'messaging.twilio.com', 'verify.twilio.com'],

  async verify({ credentials, configuration }, context) {
    const proof = beginProof(context);
    const { keys, problem } = judgeFormat(fields, credentials);
    if (problem) return proof.rejected('format', problem);
    proof.passed('format');
    try {
      const { account, trouble } = await readAccount(keys, context);
      if (trouble) {
        proof.passed('reach');
        return proof.rejected('sign-in', trouble);
      }
      const sender = await readOwnSender(keys, twilioErrors(keys), context);
      for (const stage of ['reach', 'sign-in', 'permission'] as const) proof.passed(stage);
      if (!sender?.sms) return proof.rejected('resource', unfitSender(keys, sender !== null), account);
      if (sender.hasApplication && configuration?.['inboundEnabled'] === true && configuration['senderType'] !== 'messaging_service') return proof.verified(account, fieldProblem('inboundEnabled', applicationAnswers));
      return proof.verified(account, await serviceStands(configuration, keys, context));
    } catch (error) {
      return proof.refused(error);
    }
  },

  options: {
    messagingServiceSid: (query, context) => choose(`${twilioMessaging}/Services`, 'services', query, context),
    verifyServiceSid: (query, context) => choose(`${twilioVerify}/Services`, 'services', query, context),
    templateSid: (query, context) => choose(`${twilioVerify}/Templates`, 'templates', query, context),
  },

  push: pushToTwilio,
  depart: departFromTwilio,
  undoes: () => ['inboundEnabled', 'fallbackUrl', 'statusCallbackUrl'],

  async sendTest({ credentials, configuration, values }, context) {
    const keys = requireFormat(fields, credentials);
    const service = configuration['messagingServiceSid'];
    const sender: Record<string, string> = configuration['senderType'] === 'messaging_service' && typeof service === 'string' ? { MessagingServiceSid: service } : { From: keys.phoneNumber };
    return sendTwilioTest(twilioCall(keys, ofAccount(keys, '/Messages.json')), sender, values, twilioErrors(keys), context);
  },

  impact: ({ configuration }) => Promise.resolve(twilioImpact(configuration)),
};

/** Who the keys belong to. A standard API key may not read the account, so its name and state stay unknown; the call after this one proves it. */
async function readAccount(keys: TwilioKeys, context: ConnectorContext): Promise<{ account: Account; trouble?: Problem }> {
  if (keys.signInWith === 'SK') return { account: { id: keys.accountSid, label: `Twilio account …${keys.accountSid.slice(-4)}` } };
  const found = await ask(context, twilioCall(keys, ofAccount(keys, '.json')), { name: 'Twilio', rules: twilioErrors(keys), shape: accountShape });
  const account = { id: found.sid, label: plainText(found.friendly_name, 'Twilio account') + (found.type === 'Trial' ? ' (trial: only verified recipients)' : '') };
  if (found.status === 'active') return { account };
  const detail = `Twilio says this account is ${found.status === 'closed' ? 'closed' : 'suspended'}, so no message can be sent. Resolve it in the Twilio console, then try again.`;
  return { account, trouble: new IntegrationsError('account_blocked', { detail }).problem };
}

function unfitSender(keys: TwilioKeys, owned: boolean): Problem {
  if (isShortCode(keys)) return fieldProblem('phoneNumber', 'This short code does not belong to the account. Choose one under Phone Numbers, Short codes, or write a number with its country code.');
  return fieldProblem('phoneNumber', owned
    ? 'This number cannot send SMS. Choose one whose capabilities include SMS under Phone Numbers, Active numbers.'
    : 'This number does not belong to the account. Choose one under Phone Numbers, Active numbers; a personal mobile cannot be used.');
}

const fieldProblem = (field: string, detail: string) => new IntegrationsError('validation_failed', { detail, fields: { [field]: detail } }).problem;

async function choose(address: string, list: 'services' | 'templates', { credentials, query, cursor }: OptionsQuery, context: ConnectorContext): Promise<Page<FieldOption>> {
  const keys = requireFormat(fields, credentials);
  const shape = z.object({ meta, [list]: z.array(named) });
  const read = async (at: string | undefined): Promise<Page<FieldOption>> => {
    const [page = '', token = ''] = at?.split(':') ?? [];
    const from = at === undefined ? '' : `&Page=${encodeURIComponent(page)}&PageToken=${encodeURIComponent(token)}`;
    const found = await ask(context, twilioCall(keys, `${address}?PageSize=50${from}`), { name: 'Twilio', rules: twilioErrors(keys), shape });
    const items = found[list] as z.output<typeof named>[];
    return { items: items.map(({ sid, friendly_name }) => ({ value: sid, label: plainText(friendly_name, sid), hint: `…${sid.slice(-4)}` })), nextCursor: nextCursor((found.meta as z.output<typeof meta>).next_page_url, address) };
  };
  return readPages(read, query, cursorOf(cursor, cursorForm));
}

const cursorForm = /^[0-9]{1,6}:[\w-]{0,200}$/;

function nextCursor(next: string | null | undefined, address: string): string | null {
  if (!next) return null;
  const parameters = nextParameters(next, address);
  const cursor = `${parameters.get('Page') ?? ''}:${parameters.get('PageToken') ?? ''}`;
  return cursorForm.test(cursor) ? cursor : null;
}

/** Do the configured services exist? A missing one is told without rejecting the keys. */
async function serviceStands(configuration: Values | undefined, keys: TwilioKeys, context: ConnectorContext): Promise<'passed' | Problem> {
  const wanted = [
    { field: 'messagingServiceSid', used: configuration?.['senderType'] === 'messaging_service', address: `${twilioMessaging}/Services/`, form: messagingServiceSid, noun: 'Messaging Service' },
    { field: 'verifyServiceSid', used: configuration?.['verifyEnabled'] === true, address: `${twilioVerify}/Services/`, form: verifyServiceSid, noun: 'Verify service' },
  ];
  for (const { field, used, address, form, noun } of wanted) {
    const sid = configuration?.[field];
    if (!used || typeof sid !== 'string' || !form.test(sid)) continue;
    const gone = { status: 404, means: 'not_found' as const, field, detail: `The chosen ${noun} no longer exists in Twilio. Choose another one.` };
    try {
      await ask(context, twilioCall(keys, address + encodeURIComponent(sid)), { name: 'Twilio', rules: [gone, ...twilioErrors(keys)], shape: service });
      if (field === 'messagingServiceSid' && !(await isInPool(keys, sid, twilioErrors(keys), context))) {
        const detail = 'Your number is not in the sender pool of this Messaging Service, so it sends from other numbers. Add it there in the Twilio console, or choose another service.';
        return fieldProblem(field, detail);
      }
    } catch (error) {
      if (isIntegrationsError(error, 'not_found')) return error.problem;
      throw error;
    }
  }
  return 'passed';
}
