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
import { messagingServiceSid, numbersUrl, twilioApi, twilioCall, type TwilioKeys, twilioMessaging, twilioVerify, verifyServiceSid } from './twilio-api.ts';
import { twilioErrors as rules } from './twilio-errors.ts';
import { sendTwilioTest } from './twilio-test.ts';
import { twilioImpact } from './twilio-impact.ts';
import { pushToTwilio } from './twilio-push.ts';

// Only these members are read: Twilio answers this call with the Auth Token in `auth_token`.
const accountShape = z.object({ sid: z.string(), friendly_name: z.optional(z.nullable(z.string())), status: z.string(), type: z.optional(z.string()) });
const numbers = z.object({ incoming_phone_numbers: z.array(z.object({ phone_number: z.string(), capabilities: z.object({ sms: z.boolean() }) })) });
const service = z.object({ sid: z.string() });
const meta = z.object({ next_page_url: z.optional(z.nullable(z.string())) });
const pool = z.object({ meta, phone_numbers: z.array(z.object({ phone_number: z.string() })) });
const named = z.object({ sid: z.string(), friendly_name: z.optional(z.nullable(z.string())) });

/** Twilio by Account SID and Auth Token, and one of the account's own numbers. */
export const twilioConnector: Connector = {
  provider: 'twilio',
  hosts: ['api.twilio.com', 'messaging.twilio.com', 'verify.twilio.com'],

  async verify({ credentials, configuration }, context) {
    const proof = beginProof(context);
    const { keys, problem } = judgeFormat(fields, credentials);
    if (problem) return proof.rejected('format', problem);
    proof.passed('format');
    try {
      const found = await ask(context, twilioCall(keys, `${twilioApi}/Accounts/${encodeURIComponent(keys.accountSid)}.json`), { name: 'Twilio', rules, shape: accountShape });
      proof.passed('reach');
      if (found.status !== 'active') {
        const detail = `Twilio says this account is ${found.status === 'closed' ? 'closed' : 'suspended'}, so no message can be sent. Resolve it in the Twilio console, then try again.`;
        return proof.rejected('sign-in', new IntegrationsError('account_blocked', { detail }).problem);
      }
      proof.passed('sign-in');
      const account: Account = { id: found.sid, label: plainText(found.friendly_name, 'Twilio account') + (found.type === 'Trial' ? ' (trial: only verified recipients)' : '') };
      const trouble = await numberTrouble(keys, context);
      proof.passed('permission');
      if (trouble) return proof.rejected('resource', trouble, account);
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

  async sendTest({ credentials, configuration, values }, context) {
    const keys = requireFormat(fields, credentials);
    const service = configuration['messagingServiceSid'];
    const sender: Record<string, string> = configuration['senderType'] === 'messaging_service' && typeof service === 'string' ? { MessagingServiceSid: service } : { From: keys.phoneNumber };
    return sendTwilioTest(twilioCall(keys, `${twilioApi}/Accounts/${encodeURIComponent(keys.accountSid)}/Messages.json`), sender, values, context);
  },

  impact: ({ configuration }) => Promise.resolve(twilioImpact(configuration)),
};

/** Is the number one of the account's own, and can it send SMS? Twilio's filter takes patterns, so the answer is compared exactly. */
async function numberTrouble(keys: TwilioKeys, context: ConnectorContext): Promise<Problem | null> {
  const found = await ask(context, twilioCall(keys, numbersUrl(keys)), { name: 'Twilio', rules, shape: numbers });
  const own = found.incoming_phone_numbers.find((one) => one.phone_number === keys.phoneNumber);
  if (own?.capabilities.sms) return null;
  const detail = own
    ? 'This number cannot send SMS. Choose one whose capabilities include SMS under Phone Numbers, Active numbers.'
    : 'This number does not belong to the account. Choose one under Phone Numbers, Active numbers; a personal mobile cannot be used.';
  return new IntegrationsError('validation_failed', { detail, fields: { phoneNumber: detail } }).problem;
}

async function choose(address: string, list: 'services' | 'templates', { credentials, query, cursor }: OptionsQuery, context: ConnectorContext): Promise<Page<FieldOption>> {
  const keys = requireFormat(fields, credentials);
  const shape = z.object({ meta, [list]: z.array(named) });
  const read = async (at: string | undefined): Promise<Page<FieldOption>> => {
    const [page = '', token = ''] = at?.split(':') ?? [];
    const from = at === undefined ? '' : `&Page=${encodeURIComponent(page)}&PageToken=${encodeURIComponent(token)}`;
    const found = await ask(context, twilioCall(keys, `${address}?PageSize=50${from}`), { name: 'Twilio', rules, shape });
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
      await ask(context, twilioCall(keys, address + encodeURIComponent(sid)), { name: 'Twilio', rules: [gone, ...rules], shape: service });
      if (field === 'messagingServiceSid' && !(await isInPool(keys, sid, context))) {
        const detail = 'Your number is not in the sender pool of this Messaging Service, so it sends from other numbers. Add it there in the Twilio console, or choose another service.';
        return new IntegrationsError('validation_failed', { detail, fields: { [field]: detail } }).problem;
      }
    } catch (error) {
      if (isIntegrationsError(error, 'not_found')) return error.problem;
      throw error;
    }
  }
  return 'passed';
}

/** Is the number one of the service's senders? A pool of more than one page is not read on: what is not seen is not denied. */
async function isInPool(keys: TwilioKeys, sid: string, context: ConnectorContext): Promise<boolean> {
  const found = await ask(context, twilioCall(keys, `${twilioMessaging}/Services/${encodeURIComponent(sid)}/PhoneNumbers?PageSize=100`), { name: 'Twilio', rules, shape: pool });
  return Boolean(found.meta.next_page_url) || found.phone_numbers.some((one) => one.phone_number === keys.phoneNumber);
}
