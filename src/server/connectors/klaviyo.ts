import * as z from 'zod/mini';
import { IntegrationsError, type Problem } from '../../core/errors.ts';
import type { FieldOption } from '../../core/field.ts';
import type { Account, Page, Values } from '../../core/integration.ts';
import { credentials as fields } from '../../providers/klaviyo/credentials.ts';
import type { Connector, ConnectorContext, OptionsQuery } from '../connector.ts';
import { ask } from './ask.ts';
import type { ErrorRule } from './error-rules.ts';
import { judgeFormat, requireFormat } from './format.ts';
import { klaviyoImpact } from './klaviyo-impact.ts';
import { cursorOf, nextParameters, readPages } from './paging.ts';
import { beginProof } from './proof.ts';
import { plainText } from './provider-text.ts';
import { refusals } from './refusals.ts';

const origin = 'https://a.klaviyo.com';
/** A revision is supported for two years: https://developers.klaviyo.com/en/docs/api_versioning_and_deprecation_policy */
const revision = '2026-07-15';

// A 403 in JSON comes from the API (a real key without a scope); one in HTML comes from the edge before it.
const rules: readonly ErrorRule[] = [
  { status: 401, means: 'invalid_credentials', field: 'privateApiKey', detail: 'Klaviyo does not know this private key: it may have been deleted or disabled. Copy an active key from Settings, API keys.' },
  { status: 400, body: 'json', means: 'invalid_credentials', field: 'privateApiKey', detail: 'Klaviyo does not accept this private key. Copy it again from Settings, API keys.' },
];
const lacking = (scope: string): readonly ErrorRule[] => [
  { status: 403, body: 'json', means: 'insufficient_permission', field: 'privateApiKey', detail: `The private key is real but lacks the scope ${scope}. Klaviyo cannot change a key’s access: create a key that has it, and enter that one.` },
  ...rules,
];
/** Once a key is known to work, a 400 is about the request. */
const withoutBlame = (scope: string) => lacking(scope).filter((rule) => rule.status !== 400);

const optInRules: readonly ErrorRule[] = [
  { status: 404, body: 'json', means: 'not_found', detail: 'The list no longer exists in Klaviyo. Choose another list, then save again.' },
  { status: 400, body: 'json', means: 'validation_failed', detail: 'Klaviyo does not take this for the list. Choose another opt-in, or set it in Klaviyo.' },
  ...lacking('lists:write'),
];

const accounts = z.object({
  data: z.array(z.object({ id: z.string(), attributes: z.object({ public_api_key: z.string(), contact_information: z.optional(z.nullable(z.object({ organization_name: z.optional(z.nullable(z.string())) }))) }) })).check(z.minLength(1)),
});
const page = z.object({
  data: z.array(z.object({ id: z.string(), attributes: z.object({ name: z.nullable(z.string()), opt_in_process: z.optional(z.string()), is_active: z.optional(z.boolean()), editor_type: z.optional(z.nullable(z.string())) }) })),
  links: z.object({ next: z.optional(z.nullable(z.string())) }),
});
const named = z.object({ data: z.object({ id: z.string() }) });
const one = z.object({ data: z.object({ id: z.string(), attributes: z.object({ name: z.nullable(z.string()) }) }) });

const call = (path: string, key: string) => ({
  method: 'GET' as const,
  url: origin + path,
  headers: { authorization: `Klaviyo-API-Key ${key}`, revision, accept: 'application/vnd.api+json' },
});

/** Klaviyo by key pair. A public key proves nothing by itself, so it is compared with the account of the private one. */
export const klaviyoConnector: Connector = {
  provider: 'klaviyo',
  hosts: ['a.klaviyo.com'],

  async verify({ credentials, configuration }, context) {
    const proof = beginProof(context);
    const { keys, problem } = judgeFormat(fields, credentials);
    if (problem) return proof.rejected('format', problem);
    proof.passed('format');
    try {
      const found = await ask(context, call('/api/accounts', keys.privateApiKey), { name: 'Klaviyo', rules: lacking('accounts:read'), shape: accounts });
      proof.passed('reach');
      const account = accountOf(found.data);
      const expected = account.id;
      if (expected !== keys.publicApiKey) {
        const detail = `The private key belongs to ${account.label}. Its public key is ${expected}: enter that, or the private key of the other account.`;
        return proof.rejected('sign-in', new IntegrationsError('invalid_credentials', { detail, fields: { publicApiKey: detail } }).problem);
      }
      proof.passed('sign-in');
      proof.passed('permission');
      return proof.verified(account, await listStands(configuration, keys.privateApiKey, context));
    } catch (error) {
      return proof.refused(error);
    }
  },

  options: {
    listId: (query, context) => choose('/api/lists?fields[list]=name,opt_in_process&page[size]=10&sort=name', 'lists:read', query, context, (item) => (item.opt_in_process === 'double_opt_in' ? 'Double opt-in' : undefined)),
    audienceSegmentIds: (query, context) => choose('/api/segments?fields[segment]=name,is_active&page[size]=10&sort=name', 'segments:read', query, context, (item) => (item.is_active === false ? 'Not active' : undefined)),
    // Without the sparse fields every template would come with its whole HTML.
    defaultTemplateId: (query, context) => choose('/api/templates?fields[template]=name,editor_type,updated&page[size]=10&sort=name', 'templates:read', query, context, () => undefined),
  },

  async push({ credentials, configuration, fields: pending }, context) {
    const { listId: id, optInProcess: process } = configuration;
    // "As the list is set" asks Klaviyo for nothing.
    if (!pending.includes('optInProcess') || process === 'list_default' || typeof id !== 'string' || !listForm.test(id)) return {};
    const { privateApiKey } = requireFormat(fields, credentials);
    const { url, headers } = call(`/api/lists/${encodeURIComponent(id)}`, privateApiKey);
    const body = JSON.stringify({ data: { type: 'list', id, attributes: { opt_in_process: process } } });
    return refusals(['optInProcess'], () => ask(context, { method: 'PATCH', url, headers: { ...headers, 'content-type': 'application/vnd.api+json' }, body }, { name: 'Klaviyo', rules: optInRules, shape: named }));
  },

  impact: ({ credentials, configuration }, context) =>
    klaviyoImpact(configuration, async (id) => (await readList(id, requireFormat(fields, credentials).privateApiKey, context)).data.attributes.name),
};

function accountOf(data: z.output<typeof accounts>['data']): Account & { id: string } {
  const attributes = data[0]?.attributes;
  const id = plainText(attributes?.public_api_key, '');
  return { id, label: `${plainText(attributes?.contact_information?.organization_name, 'Klaviyo account')} (${id})` };
}

async function choose(path: string, scope: string, { credentials, query, cursor }: OptionsQuery, context: ConnectorContext, hint: (item: z.output<typeof page>['data'][number]['attributes']) => string | undefined): Promise<Page<FieldOption>> {
  const { privateApiKey } = requireFormat(fields, credentials);
  const read = async (at: string | undefined): Promise<Page<FieldOption>> => {
    const from = at === undefined ? '' : `&page[cursor]=${encodeURIComponent(at)}`;
    const found = await ask(context, call((path + from).replaceAll('[', '%5B').replaceAll(']', '%5D'), privateApiKey), { name: 'Klaviyo', rules: withoutBlame(scope), shape: page });
    const next = found.links.next ? nextParameters(found.links.next, origin).get('page[cursor]') : null;
    return {
      items: found.data.map(({ id, attributes }) => {
        const note = hint(attributes);
        return { value: id, label: plainText(attributes.name, id), ...(note ? { hint: note } : {}) };
      }),
      nextCursor: next && cursorForm.test(next) ? next : null,
    };
  };
  return readPages(read, query, cursorOf(cursor, cursorForm));
}

const cursorForm = /^[\w.~=+/-]{1,1000}$/;

const listForm = /^[A-Za-z0-9_-]{1,64}$/;

async function readList(id: string, key: string, context: ConnectorContext) {
  // An id becomes a part of the address: `..` would survive the percent-encoding.
  if (!listForm.test(id)) throw new IntegrationsError('validation_failed', { fields: { listId: 'Choose one from Klaviyo.' } });
  return ask(context, call(`/api/lists/${encodeURIComponent(id)}?fields%5Blist%5D=name`, key), {
    name: 'Klaviyo',
    rules: [{ status: 404, body: 'json', means: 'not_found', field: 'listId', detail: 'The list chosen as default no longer exists in Klaviyo, so customers are not added anywhere. Choose another list.' }, ...withoutBlame('lists:read')],
    shape: one,
  });
}

/** Does the configured list exist? A missing list is told without rejecting the keys. */
async function listStands(configuration: Values | undefined, key: string, context: ConnectorContext): Promise<'passed' | 'skipped' | Problem> {
  const id = configuration?.['listId'];
  if (configuration?.['listSyncEnabled'] === false || typeof id !== 'string' || !listForm.test(id)) return 'skipped';
  try {
    await readList(id, key, context);
    return 'passed';
  } catch (error) {
    if (error instanceof IntegrationsError && (error.code === 'not_found' || error.code === 'insufficient_permission')) return error.problem;
    throw error;
  }
}
