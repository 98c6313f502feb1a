import * as z from 'zod/mini';
import { IntegrationsError, isIntegrationsError, type Problem } from '../../core/errors.ts';
import type { Account } from '../../core/integration.ts';
import { credentials as fields } from '../../providers/meta-pixel/credentials.ts';
import type { Connector, ConnectorContext } from '../connector.ts';
import { ask } from './ask.ts';
import { audienceImpact } from './audience-impact.ts';
import type { ErrorRule } from './error-rules.ts';
import { judgeFormat, requireFormat } from './format.ts';
import { chooseFromGraph, graphCall, graphErrors, graphHost, readGraphRefusal } from './graph.ts';
import { customAudience, adAccount } from './graph-choices.ts';
import { soonOver } from './meta-token-end.ts';
import { beginProof } from './proof.ts';
import { plainText } from './provider-text.ts';
import { refusals } from './refusals.ts';
import { testCodeOf } from './test-code.ts';

type Keys = z.output<typeof fields>;

const pixel = z.object({ id: z.string(), name: z.optional(z.nullable(z.string())), is_unavailable: z.optional(z.boolean()) });
const permissions = z.object({ data: z.array(z.object({ permission: z.string(), status: z.string() })) });
const token = z.object({ data: z.object({ expires_at: z.optional(z.number()) }) });
const done = z.object({ success: z.optional(z.boolean()) });
const received = z.object({ events_received: z.number().check(z.gte(1)), messages: z.optional(z.array(z.string())) });

// Meta answers both alike, so both are said.
const unseen: ErrorRule = { code: 100, subcode: 33, means: 'insufficient_permission', field: 'pixelId', detail: 'Meta shows this token no pixel with this ID. Check the ID; if it is right, the token lacks access to the pixel: create it in the pixel’s own settings.' };
const rules = [unseen, ...graphErrors];
const testRules: readonly ErrorRule[] = [unseen, { code: 100, means: 'validation_failed', field: 'testEventCode', detail: 'Meta does not take an event with this code. Copy the code from the tab Test events of this pixel.' }, ...graphErrors];
const editRules: readonly ErrorRule[] = [
  { code: [3, 10, 100, ...Array.from({ length: 100 }, (_, index) => 200 + index)], means: 'insufficient_permission', detail: 'Meta does not let this token change the pixel. Use the token of a system user that may manage it.' },
  ...graphErrors,
];

/** Meta Pixel by token. Whether a pixel's own token may read the pixel is not documented, so a test event decides where there is a code for it. */
export const metaPixelConnector: Connector = {
  provider: 'meta-pixel',
  hosts: [graphHost],

  async verify({ credentials }, context) {
    const proof = beginProof(context);
    const { keys, problem } = judgeFormat(fields, credentials);
    if (problem) return proof.rejected('format', problem);
    proof.passed('format');
    const account: Account = { id: keys.pixelId, label: `Pixel ${keys.pixelId}` };
    try {
      const found = await ask(context, graphCall(`/${keys.pixelId}?fields=id,name,is_unavailable`, keys.accessToken), { name: 'Meta', rules, shape: pixel, readRefusal: readGraphRefusal });
      proof.passed('permission');
      const verified = proof.verified({ ...account, label: plainText(found.name, account.label) }, found.is_unavailable ? unavailable : (await endsSoon(keys, context)) ?? 'passed');
      return { ...verified, ...(await grantedTo(keys, context)) };
    } catch (error) {
      if (!isIntegrationsError(error, 'insufficient_permission')) return proof.refused(error);
      if (keys.testEventCode === undefined) return proof.unverified(account, 'permission', error.problem);
    }
    try {
      await sendEvent(keys, keys.testEventCode, context);
      return proof.verified(account, 'passed');
    } catch (error) {
      return proof.refused(error);
    }
  },

  options: {
    adAccountId: ({ credentials, ...query }, context) => chooseFromGraph(adAccount(requireFormat(fields, credentials).accessToken), query, context),
    customAudienceIds: async ({ credentials, configuration, ...query }, context) => {
      const account = configuration['adAccountId'];
      if (typeof account !== 'string' || !accountForm.test(account)) return { items: [], nextCursor: null };
      return chooseFromGraph(customAudience(account, requireFormat(fields, credentials).accessToken), query, context);
    },
  },

  async push({ credentials, configuration, fields: pending }, context) {
    const keys = requireFormat(fields, credentials);
    const tell = (field: string, name: string) =>
      refusals(pending.filter((path) => path === field), () => ask(context, graphCall(`/${keys.pixelId}`, keys.accessToken, { method: 'POST', body: JSON.stringify({ [name]: configuration[field] }) }), { name: 'Meta', rules: editRules, shape: done, readRefusal: readGraphRefusal }));
    return { ...(await tell('dataUseSetting', 'data_use_setting')), ...(await tell('firstPartyCookies', 'first_party_cookie_status')) };
  },

  async sendTest({ credentials, values }, context) {
    const keys = requireFormat(fields, credentials);
    const [said] = await sendEvent(keys, testCodeOf(values, keys.testEventCode), { ...context, request: context.send }, testRules);
    return {
      outcome: 'accepted',
      verdict: `Meta received 1 event.${said === undefined ? '' : ` It says: ${plainText(said, '')}`}`,
      unproven: ['That the code is that of the open tab: look for the event there.', 'That customers are recognised: the event carries no customer data.', 'That the browser pixel sends.'],
      link: { label: 'Open Events Manager', url: 'https://business.facebook.com/events_manager' },
    };
  },

  impact: ({ credentials, configuration }, context) =>
    audienceImpact(configuration, 'customAudienceIds', () => chooseFromGraph(customAudience(accountForm.exec(String(configuration['adAccountId']))?.[0] ?? '0', requireFormat(fields, credentials).accessToken), {}, context)),
};

const accountForm = /^[0-9]{5,20}$/;
const unavailable: Problem = new IntegrationsError('account_blocked', { detail: 'Meta says this pixel is unavailable, so its events are not used. Look at it in Events Manager.' }).problem;

/** What the token may do. A pixel’s own token may not be able to ask; then nothing is known. */
async function grantedTo({ accessToken }: Keys, context: ConnectorContext): Promise<{ granted?: readonly string[] }> {
  try {
    const { data } = await ask(context, graphCall('/me/permissions', accessToken), { name: 'Meta', rules: graphErrors, shape: permissions, readRefusal: readGraphRefusal });
    return { granted: data.slice(0, 100).flatMap(({ permission, status }) => (status === 'granted' ? [plainText(permission, '')] : [])) };
  } catch {
    return {};
  }
}

/** A token may be asked about itself by its own word, as far as Meta answers that: not for everybody, so nothing said means nothing known. */
async function endsSoon({ accessToken }: Keys, context: ConnectorContext): Promise<Problem | undefined> {
  try {
    const { data } = await ask(context, graphCall(`/debug_token?input_token=${accessToken}`, accessToken), { name: 'Meta', rules: graphErrors, shape: token, readRefusal: readGraphRefusal });
    return soonOver(data.expires_at, context.now());
  } catch {
    return undefined;
  }
}

/** An event that Meta shows in the tab Test events and counts nowhere. */
async function sendEvent(keys: Keys, code: string, context: ConnectorContext, known: readonly ErrorRule[] = rules): Promise<readonly string[]> {
  const at = Math.floor(context.now().getTime() / 1000);
  const body = JSON.stringify({
    data: [{
      event_name: 'PageView', event_time: at, action_source: 'website', event_source_url: 'https://example.com/', event_id: `connection-test-${at}`,
      user_data: { client_ip_address: '203.0.113.1', client_user_agent: 'connection-test/1' },
    }],
    test_event_code: code,
  });
  const { messages = [] } = await ask(context, graphCall(`/${keys.pixelId}/events`, keys.accessToken, { method: 'POST', body }), { name: 'Meta', rules: known, shape: received, readRefusal: readGraphRefusal });
  return messages;
}
