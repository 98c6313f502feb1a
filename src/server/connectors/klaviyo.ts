import * as z from 'zod/mini';
import { IntegrationsError, isIntegrationsError, type Problem } from '../../core/errors.ts';
import type { Account, Values } from '../../core/integration.ts';
import { credentials as fields } from '../../providers/klaviyo/credentials.ts';
import type { Connector, ConnectorContext, Proof } from '../connector.ts';
import { judgeFormat } from './format.ts';
import { askKlaviyo, klaviyoAccess, klaviyoCall, klaviyoId, lacking, withoutBlame } from './klaviyo-api.ts';
import { departFromKlaviyo } from './klaviyo-depart.ts';
import { klaviyoFlows } from './klaviyo-flows.ts';
import { klaviyoImpact } from './klaviyo-impact.ts';
import { klaviyoOAuth } from './klaviyo-oauth.ts';
import { klaviyoOptions } from './klaviyo-options.ts';
import { pushToKlaviyo } from './klaviyo-push.ts';
import { klaviyoWebhookStands, readKlaviyoWebhooks } from './klaviyo-webhook.ts';
import { sendKlaviyoTest } from './klaviyo-test.ts';
import { beginProof } from './proof.ts';
import { plainText } from './provider-text.ts';

const accounts = z.object({
  data: z.array(z.object({ id: z.string(), attributes: z.object({ public_api_key: z.string(), contact_information: z.optional(z.nullable(z.object({ organization_name: z.optional(z.nullable(z.string())) }))) }) })).check(z.minLength(1)),
});
const anything = z.object({ data: z.array(z.object({ id: z.string() })) });
const one = z.object({ data: z.object({ id: z.string(), attributes: z.object({ name: z.nullable(z.string()) }) }) });

/** Read access that can be told by asking; a key that may not read a resource may not write it either. */
const readable: Readonly<Record<string, { path: string; scopes: readonly string[] }>> = {
  'lists:read': { path: '/api/lists?page[size]=1', scopes: ['lists:read', 'lists:write'] },
  'metrics:read': { path: '/api/metrics?fields[metric]=name', scopes: ['metrics:read', 'metrics:write'] },
  'segments:read': { path: '/api/segments?page[size]=1', scopes: ['segments:read', 'segments:write'] },
  'templates:read': { path: '/api/templates?fields[template]=name&page[size]=1', scopes: ['templates:read'] },
};

/** Klaviyo by sign-in or key pair. A public key proves nothing by itself, so it is compared with the account of the private one. */
export const klaviyoConnector: Connector = {
  provider: 'klaviyo',
  hosts: ['a.klaviyo.com'],
  oauth2: klaviyoOAuth,

  async verify({ credentials, configuration, webhook }, context) {
    const proof = beginProof(context);
    if ('accessToken' in credentials) return verifySignIn({ credentials, configuration, webhook }, proof, context);
    const { keys, problem } = judgeFormat(fields, credentials);
    if (problem) return proof.rejected('format', problem);
    proof.passed('format');
    try {
      const access = klaviyoAccess(keys);
      const account = await readAccount(access, context);
      proof.passed('reach');
      const expected = account.id;
      if (expected !== keys.publicApiKey) {
        const detail = `The private key belongs to ${account.label}. Its public key is ${expected}: enter that, or the private key of the other account.`;
        return proof.rejected('sign-in', new IntegrationsError('invalid_credentials', { detail, fields: { publicApiKey: detail } }).problem);
      }
      proof.passed('sign-in');
      const webhooks = readKlaviyoWebhooks(access, context);
      const granted = await grantedTo(access, webhooks, context);
      proof.passed('permission');
      return { ...proof.verified(account, await settingsStand(configuration, access, webhook && (() => klaviyoWebhookStands(webhook, webhooks)), context)), granted };
    } catch (error) {
      return isIntegrationsError(error, 'insufficient_permission') ? withoutAccount(keys, error, proof, context) : proof.refused(error);
    }
  },

  options: klaviyoOptions,
  push: pushToKlaviyo,
  depart: departFromKlaviyo,
  undoes: () => ['syncDirection'],
  sendTest: sendKlaviyoTest,

  impact: ({ credentials, configuration }, context) =>
    klaviyoImpact(configuration, async (id) => (await readList(id, klaviyoAccess(credentials), context)).data.attributes.name, async () => klaviyoFlows(configuration, klaviyoAccess(credentials), context)),
};

/** An access token: it names its account itself, and what it may do was told when it was given. */
async function verifySignIn({ credentials, configuration, webhook }: Parameters<Connector['verify']>[0], proof: ReturnType<typeof beginProof>, context: ConnectorContext): Promise<Proof> {
  try {
    const access = klaviyoAccess(credentials);
    const account = await readAccount(access, context);
    for (const stage of ['reach', 'sign-in', 'permission'] as const) proof.passed(stage);
    return proof.verified(account, await settingsStand(configuration, access, webhook && (() => klaviyoWebhookStands(webhook, readKlaviyoWebhooks(access, context))), context));
  } catch (error) {
    return proof.refused(error);
  }
}

async function readAccount(access: string, context: ConnectorContext): Promise<Account & { id: string }> {
  return accountOf((await askKlaviyo(context, klaviyoCall('/api/accounts', access), lacking('accounts:read'), accounts)).data);
}

function accountOf(data: z.output<typeof accounts>['data']): Account & { id: string } {
  const attributes = data[0]?.attributes;
  const id = plainText(attributes?.public_api_key, '');
  return { id, label: `${plainText(attributes?.contact_information?.organization_name, 'Klaviyo account')} (${id})` };
}

/** A key that may not read the account: real where it may read anything, but nothing then ties the public key to it. */
async function withoutAccount(keys: z.output<typeof fields>, refusal: IntegrationsError, proof: ReturnType<typeof beginProof>, context: ConnectorContext): Promise<Proof> {
  const access = klaviyoAccess(keys);
  const granted = await grantedTo(access, readKlaviyoWebhooks(access, context), context);
  if (granted.length === 0) return proof.refused(refusal);
  const detail = 'Klaviyo takes the private key, but without the scope accounts:read it does not tell which account it belongs to, so the public key is not checked.';
  const account = { id: keys.publicApiKey, label: `Klaviyo account (${keys.publicApiKey})` };
  return { ...proof.unverified(account, 'permission', new IntegrationsError('insufficient_permission', { detail }).problem), granted };
}

/** What the key may do, by what it may read. What cannot be told counts as allowed: Klaviyo says no by itself, and a good key must not lose a setting to a busy minute. */
async function grantedTo(key: string, webhooks: Promise<unknown>, context: ConnectorContext): Promise<readonly string[]> {
  const allowed = (asked: Promise<unknown>, scopes: readonly string[]) => asked.then(() => scopes, (error: unknown) => (isIntegrationsError(error, 'insufficient_permission') ? [] : scopes));
  const told = await Promise.all([
    ...Object.entries(readable).map(([scope, { path, scopes }]) => allowed(askKlaviyo(context, klaviyoCall(path, key), withoutBlame(scope), anything), scopes)),
    allowed(webhooks, ['webhooks:read', 'webhooks:write']),
  ]);
  return told.flat();
}

async function readList(id: string, key: string, context: ConnectorContext) {
  if (!klaviyoId.test(id)) throw new IntegrationsError('validation_failed', { fields: { listId: 'Choose one from Klaviyo.' } });
  const gone = { status: 404, body: 'json', means: 'not_found', field: 'listId', detail: 'The list chosen as default no longer exists in Klaviyo, so customers are not added anywhere. Choose another list.' } as const;
  return askKlaviyo(context, klaviyoCall(`/api/lists/${encodeURIComponent(id)}?fields[list]=name`, key), [gone, ...withoutBlame('lists:read')], one);
}

/** Do the list and the webhook stand that are set? The first that does not is told. */
async function settingsStand(configuration: Values | undefined, key: string, webhookStands: (() => Promise<'passed' | Problem>) | undefined, context: ConnectorContext): Promise<'passed' | 'skipped' | Problem> {
  const list = await listStands(configuration, key, context);
  return typeof list === 'string' && configuration?.['syncDirection'] === 'both' && webhookStands ? webhookStands() : list;
}

/** Does the configured list exist? A missing list is told without rejecting the keys. */
async function listStands(configuration: Values | undefined, key: string, context: ConnectorContext): Promise<'passed' | 'skipped' | Problem> {
  const id = configuration?.['listId'];
  if (configuration?.['listSyncEnabled'] === false || typeof id !== 'string' || !klaviyoId.test(id)) return 'skipped';
  try {
    await readList(id, key, context);
    return 'passed';
  } catch (error) {
    if (error instanceof IntegrationsError && (error.code === 'not_found' || error.code === 'insufficient_permission')) return error.problem;
    throw error;
  }
}
