import * as z from 'zod/mini';
import { IntegrationsError, isIntegrationsError, type Problem } from '../../core/errors.ts';
import type { FieldOption } from '../../core/field.ts';
import type { Account, Page, Values } from '../../core/integration.ts';
import { credentials as fields } from '../../providers/twilio/credentials.ts';
import type { Connector, ConnectorContext, OptionsQuery } from '../connector.ts';
import { ask } from './ask.ts';
import type { ErrorRule } from './error-rules.ts';
import { judgeFormat, requireFormat } from './format.ts';
import { cursorOf, nextParameters, readPages } from './paging.ts';
import { beginProof } from './proof.ts';
import { plainText } from './provider-text.ts';
import { refusals } from './refusals.ts';
import { twilioErrors as rules } from './twilio-errors.ts';
import { sendTwilioTest } from './twilio-test.ts';
import { twilioImpact } from './twilio-impact.ts';

const api = 'https://api.twilio.com/2010-04-01';
const messaging = 'https://messaging.twilio.com/v1';
const verification = 'https://verify.twilio.com/v2';

// Only these members are read: Twilio answers this call with the Auth Token in `auth_token`.
const accountShape = z.object({ sid: z.string(), friendly_name: z.optional(z.nullable(z.string())), status: z.string(), type: z.optional(z.string()) });
const numbers = z.object({ incoming_phone_numbers: z.array(z.object({ phone_number: z.string(), capabilities: z.object({ sms: z.boolean() }) })) });
const service = z.object({ sid: z.string() });
const meta = z.object({ next_page_url: z.optional(z.nullable(z.string())) });
const named = z.object({ sid: z.string(), friendly_name: z.optional(z.nullable(z.string())) });

type Keys = z.output<typeof fields>;

const call = ({ accountSid, authToken }: Keys, url: string) => ({
  method: 'GET' as const,
  url,
  headers: { authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}`, accept: 'application/json' },
});

const verifySid = /^VA[0-9a-fA-F]{32}$/;

/** What a Verify service keeps itself, in the order in which one is turned on before the other; off goes the other way: https://www.twilio.com/docs/verify/api/service */
const verifySettings = [
  { field: 'codeLength', parameter: 'CodeLength' },
  { field: 'lookupEnabled', parameter: 'LookupEnabled' },
  { field: 'skipSmsToLandlines', parameter: 'SkipSmsToLandlines' },
  { field: 'doNotShareWarning', parameter: 'DoNotShareWarningEnabled' },
] as const;

const serviceRules: readonly ErrorRule[] = [
  { status: 404, means: 'not_found', detail: 'The Verify service no longer exists in Twilio. Choose another one, then save again.' },
  { status: 400, code: 60200, means: 'validation_failed', detail: 'Twilio does not take this value for the Verify service. Change it, or set it in the Twilio console.' },
  { status: 403, means: 'insufficient_permission', detail: 'These details may not change the Verify service. Set this in the Twilio console, or connect with details that may.' },
  ...rules,
];

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
      const found = await ask(context, call(keys, `${api}/Accounts/${encodeURIComponent(keys.accountSid)}.json`), { name: 'Twilio', rules, shape: accountShape });
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
    messagingServiceSid: (query, context) => choose(`${messaging}/Services`, 'services', query, context),
    verifyServiceSid: (query, context) => choose(`${verification}/Services`, 'services', query, context),
    templateSid: (query, context) => choose(`${verification}/Templates`, 'templates', query, context),
  },

  async push({ credentials, configuration, fields: pending }, context) {
    const sid = configuration['verifyServiceSid'];
    const told = verifySettings.filter(({ field }) => pending.includes(field));
    if (told.length === 0 || configuration['verifyEnabled'] !== true || typeof sid !== 'string' || !verifySid.test(sid)) return {};
    const { url, headers } = call(requireFormat(fields, credentials), `${verification}/Services/${encodeURIComponent(sid)}`);
    const refused: Record<string, string> = {};
    // One at a time: Twilio judges a call as a whole, and a refused setting is no reason to hold back the others.
    for (const { field, parameter } of configuration['lookupEnabled'] === true ? told : told.toReversed()) {
      const body = new URLSearchParams({ [parameter]: String(configuration[field]) }).toString();
      Object.assign(refused, await refusals([field], () => ask(context, { method: 'POST', url, headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' }, body }, { name: 'Twilio', rules: serviceRules, shape: service })));
    }
    return refused;
  },

  async sendTest({ credentials, configuration, values }, context) {
    const keys = requireFormat(fields, credentials);
    const service = configuration['messagingServiceSid'];
    const sender: Record<string, string> = configuration['senderType'] === 'messaging_service' && typeof service === 'string' ? { MessagingServiceSid: service } : { From: keys.phoneNumber };
    return sendTwilioTest(call(keys, `${api}/Accounts/${encodeURIComponent(keys.accountSid)}/Messages.json`), sender, values, context);
  },

  impact: ({ configuration }) => Promise.resolve(twilioImpact(configuration)),
};

/** Is the number one of the account's own, and can it send SMS? Twilio's filter takes patterns, so the answer is compared exactly. */
async function numberTrouble(keys: Keys, context: ConnectorContext): Promise<Problem | null> {
  const url = `${api}/Accounts/${encodeURIComponent(keys.accountSid)}/IncomingPhoneNumbers.json?PhoneNumber=${encodeURIComponent(keys.phoneNumber)}&PageSize=20`;
  const found = await ask(context, call(keys, url), { name: 'Twilio', rules, shape: numbers });
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
    const found = await ask(context, call(keys, `${address}?PageSize=50${from}`), { name: 'Twilio', rules, shape });
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
async function serviceStands(configuration: Values | undefined, keys: Keys, context: ConnectorContext): Promise<'passed' | Problem> {
  const wanted = [
    { field: 'messagingServiceSid', used: configuration?.['senderType'] === 'messaging_service', address: `${messaging}/Services/`, form: /^MG[0-9a-fA-F]{32}$/, noun: 'Messaging Service' },
    { field: 'verifyServiceSid', used: configuration?.['verifyEnabled'] === true, address: `${verification}/Services/`, form: /^VA[0-9a-fA-F]{32}$/, noun: 'Verify service' },
  ];
  for (const { field, used, address, form, noun } of wanted) {
    const sid = configuration?.[field];
    if (!used || typeof sid !== 'string' || !form.test(sid)) continue;
    const gone = { status: 404, means: 'not_found' as const, field, detail: `The chosen ${noun} no longer exists in Twilio. Choose another one.` };
    try {
      await ask(context, call(keys, address + encodeURIComponent(sid)), { name: 'Twilio', rules: [gone, ...rules], shape: service });
    } catch (error) {
      if (isIntegrationsError(error, 'not_found')) return error.problem;
      throw error;
    }
  }
  return 'passed';
}
