import * as z from 'zod/mini';
import { IntegrationsError, type Problem } from '../../core/errors.ts';
import type { Account } from '../../core/integration.ts';
import { credentials as fields } from '../../providers/facebook-ads/credentials.ts';
import type { Connector, ConnectorContext, OptionsQuery } from '../connector.ts';
import { ask } from './ask.ts';
import type { ErrorRule } from './error-rules.ts';
import { judgeFormat, requireFormat } from './format.ts';
import { chooseFromGraph, graphCall, graphErrors, graphHost, readGraphRefusal } from './graph.ts';
import { business, chooseAdAccount, country, customAudience, pixel } from './graph-choices.ts';
import { hmacHex } from './hmac.ts';
import { counted } from './impact-words.ts';
import { beginProof } from './proof.ts';
import { plainText } from './provider-text.ts';
import { soonOver } from './meta-token-end.ts';
import { forSignIns } from './for-sign-ins.ts';
import { facebookAdsOAuth } from './facebook-ads-oauth.ts';

type Keys = z.output<typeof fields>;

const token = z.object({ data: z.object({ app_id: z.optional(z.string()), type: z.optional(z.string()), expires_at: z.optional(z.number()), is_valid: z.boolean(), scopes: z.optional(z.array(z.string())), error: z.optional(z.object({ code: z.number(), subcode: z.optional(z.number()) })) }) });
const account = z.object({ account_id: z.string(), name: z.optional(z.nullable(z.string())), account_status: z.number(), currency: z.optional(z.string()), user_tasks: z.optional(z.array(z.string())), min_daily_budget: z.optional(z.number()) });
const running = z.object({ summary: z.object({ total_count: z.number() }) });

// The first call proves the app as well, so its refusal is about the app, not about the token it asks after.
const appRules: readonly ErrorRule[] = [
  { code: [190, 101, 104], says: /app|client|application|secret/i, means: 'invalid_credentials', field: 'appSecret', detail: 'Meta does not know this app ID with this secret. Copy both from App settings, Basic.' },
  ...graphErrors,
];
const accountRules: readonly ErrorRule[] = [
  { code: 100, subcode: 33, means: 'insufficient_permission', field: 'adAccountId', detail: 'Meta shows this token no ad account with this ID. Check that it is not the number of a business or page; if it is right, assign the account to the token’s user in Business settings.' },
  ...graphErrors,
];

/** https://developers.facebook.com/docs/marketing-api/reference/ad-account : `account_status` */
const states: Readonly<Record<number, { blocked?: string; note?: string }>> = {
  1: {}, 9: { note: 'in grace period' }, 3: { note: 'payment is open' }, 7: { note: 'under review' }, 8: { note: 'payment is settling' },
  2: { blocked: 'disabled' }, 100: { blocked: 'closing' }, 101: { blocked: 'closed' },
};

/** Facebook Ads by token and app. The app proves that the token is its own, so a token of another tool is told apart. */
export const facebookAdsConnector: Connector = forSignIns('Meta', ['adAccountId', 'maxDailyBudget', 'permissionLevel'], {
  provider: 'facebook-ads',
  hosts: [graphHost],
  oauth2: facebookAdsOAuth,

  async verify({ credentials, configuration }, context) {
    const proof = beginProof(context);
    const { keys, problem } = judgeFormat(fields, credentials);
    if (problem) return proof.rejected('format', problem);
    proof.passed('format');
    try {
      const { trouble, scopes, expiresAt } = await askAfterToken(keys, context);
      proof.passed('reach');
      if (trouble) return proof.rejected(trouble.code === 'insufficient_permission' ? 'permission' : 'sign-in', trouble);
      const chosen = configuration?.['adAccountId'];
      const id = typeof chosen === 'string' && idForm.test(chosen) ? chosen : keys.adAccountId;
      const found = await ask(context, await proven(`/act_${id}?fields=account_id,name,account_status,currency,user_tasks,min_daily_budget`, keys), { name: 'Meta', rules: accountRules, shape: account, readRefusal: readGraphRefusal });
      proof.passed('permission');
      const state = states[found.account_status] ?? { note: 'in a state we do not know' };
      if (state.blocked !== undefined) {
        const detail = `Meta says this ad account is ${state.blocked}, so no ads can run. Resolve it in Ads Manager, or enter another account.`;
        return proof.rejected('resource', new IntegrationsError('account_blocked', { detail, fields: { adAccountId: detail } }).problem);
      }
      const verified = proof.verified(accountOf(found, state.note), soonOver(expiresAt, context.now()) ?? tooLittle(found, configuration?.['maxDailyBudget']) ?? mayAdvertise(found, configuration?.['permissionLevel']));
      return { ...verified, ...(scopes ? { granted: scopes.slice(0, 100).map((scope) => plainText(scope, '')) } : {}) };
    } catch (error) {
      return proof.refused(error);
    }
  },

  options: {
    adAccountId: ({ credentials, configuration, ...query }, context) => chooseAdAccount(requireFormat(fields, credentials).accessToken, configuration['businessId'], query, context),
    businessId: ({ credentials, ...query }, context) => chooseFromGraph(business(requireFormat(fields, credentials).accessToken), query, context),
    pixelId: (query, context) => chooseFromGraph(pixel(...accountAndToken(query)), query, context),
    customAudienceIds: (query, context) => chooseFromGraph(customAudience(...accountAndToken(query)), query, context),
    excludedAudienceIds: (query, context) => chooseFromGraph(customAudience(...accountAndToken(query)), query, context),
    countries: ({ credentials, query, ...rest }, context) => chooseFromGraph(country(requireFormat(fields, credentials).accessToken, query), rest, context),
  },

  async impact(input, context) {
    const [id, accessToken] = accountAndToken(input);
    const found = await ask(context, graphCall(`/act_${id}/campaigns?effective_status=%5B%22ACTIVE%22%5D&fields=id&limit=1&summary=total_count`, accessToken), { name: 'Meta', rules: accountRules, shape: running, readRefusal: readGraphRefusal });
    const count = found.summary.total_count;
    return { items: [], keeps: count > 0 ? [`${counted(count, 'campaign')} ${count === 1 ? 'is' : 'are'} active now.`] : [] };
  },
});

const idForm = /^[0-9]{5,20}$/;

function accountAndToken({ credentials, configuration }: Pick<OptionsQuery, 'credentials' | 'configuration'>): [account: string, token: string] {
  const keys = requireFormat(fields, credentials);
  const chosen = configuration['adAccountId'];
  return [typeof chosen === 'string' && idForm.test(chosen) ? chosen : keys.adAccountId, keys.accessToken];
}

/** Is the token valid, and of this app? Meta answers what it thinks of a token with a status of 200. */
async function askAfterToken({ accessToken, appId, appSecret }: Keys, context: ConnectorContext): Promise<{ trouble?: Problem; scopes?: readonly string[] | undefined; expiresAt?: number | undefined }> {
  const found = await ask(context, graphCall(`/debug_token?input_token=${accessToken}`, `${appId}|${appSecret}`), { name: 'Meta', rules: appRules, shape: token, readRefusal: readGraphRefusal });
  const { is_valid, app_id, type, scopes, expires_at: expiresAt } = found.data;
  const refused = (code: 'invalid_credentials' | 'insufficient_permission', field: keyof Keys, detail: string) => ({ trouble: new IntegrationsError(code, { detail, fields: { [field]: detail } }).problem });
  if (!is_valid) return refused('invalid_credentials', 'accessToken', 'Meta says this token is no longer valid: it has expired or was removed. Create a new one.');
  if (app_id !== undefined && app_id !== appId) return refused('invalid_credentials', 'appId', `This token belongs to another app. Enter app ${plainText(app_id, '')} and its secret, or a token of this app.`);
  if (type === 'PAGE' || type === 'APP') return refused('invalid_credentials', 'accessToken', `This is the token of ${type === 'PAGE' ? 'a page' : 'an app'}, which cannot reach ad accounts. Create one for a system user.`);
  if (scopes && !scopes.some((scope) => scope === 'ads_read' || scope === 'ads_management')) return refused('insufficient_permission', 'accessToken', 'The token is real but lacks the permission ads_read. Create one with ads_read, and ads_management to change campaigns.');
  return { scopes, expiresAt };
}

/** A call that proves by the app's secret that the token was not stolen; Meta can be set to ask for it. */
async function proven(path: string, { accessToken, appSecret }: Keys) {
  return graphCall(`${path}&appsecret_proof=${await hmacHex(appSecret, accessToken)}`, accessToken);
}

function accountOf({ account_id, name, currency }: z.output<typeof account>, note: string | undefined): Account {
  const about = [currency, note].filter(Boolean).map((part) => plainText(part, '')).join(', ');
  return { id: account_id, label: plainText(name, `Ad account ${account_id}`) + (about ? ` (${about})` : '') };
}

/** Meta refuses campaigns below the account’s least budget, which it tells in hundredths. */
function tooLittle({ min_daily_budget: least, currency }: z.output<typeof account>, highest: unknown): Problem | undefined {
  if (least === undefined || typeof highest !== 'number' || highest * 100 >= least) return undefined;
  const detail = `Meta asks for at least ${least / 100} ${plainText(currency, '')} a day in this account. Raise the highest daily budget.`;
  return new IntegrationsError('validation_failed', { detail, fields: { maxDailyBudget: detail } }).problem;
}

/** A token that may only read leaves the connection good; the store just cannot change campaigns. */
function mayAdvertise({ user_tasks }: z.output<typeof account>, level: unknown): 'passed' | Problem {
  if (level !== 'manage' || !user_tasks || user_tasks.includes('ADVERTISE') || user_tasks.includes('MANAGE')) return 'passed';
  const detail = 'The token’s user may only look at this ad account, so campaigns cannot be changed. Give it “Manage campaigns” in Business settings, or choose “Read only”.';
  return new IntegrationsError('insufficient_permission', { detail, fields: { permissionLevel: detail } }).problem;
}
