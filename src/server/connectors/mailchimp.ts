import * as z from 'zod/mini';
import { IntegrationsError, isIntegrationsError, type Problem } from '../../core/errors.ts';
import type { FieldOption } from '../../core/field.ts';
import type { Account, Page, Values } from '../../core/integration.ts';
import { isBlank } from '../../core/visibility.ts';
import { barePrefix, credentials as fields, prefixOfKey } from '../../providers/mailchimp/credentials.ts';
import { bareKey } from '../../providers/paste.ts';
import type { Connector, ConnectorContext, OptionsQuery } from '../connector.ts';
import { ask } from './ask.ts';
import type { ErrorRule } from './error-rules.ts';
import { judgeFormat, requireFormat } from './format.ts';
import { mailchimpImpact } from './mailchimp-impact.ts';
import { isMissingHost } from './missing-host.ts';
import { cursorOf, matches } from './paging.ts';
import { beginProof } from './proof.ts';
import { plainText } from './provider-text.ts';

const version = '3.0';
/** The largest page Mailchimp gives. */
const pageSize = 1000;
const label = /^[a-z]{2,4}[0-9]{1,3}$/;

// A 403 without JSON is how Mailchimp's edge answers under load; a 401 names either the key or the datacenter.
const rules: readonly ErrorRule[] = [
  { status: 401, says: /API Key Missing/, means: 'provider_unavailable', detail: 'Mailchimp did not receive the key, so nothing could be checked. Nothing was changed; try again later.' },
  { status: 401, means: 'invalid_credentials', field: 'apiKey', detail: 'Mailchimp does not know this key: it may have been revoked. Create a new one under Extras, API keys.' },
  { status: 403, body: 'json', says: /deactivated|disabled|suspended/i, means: 'account_blocked', detail: 'Mailchimp has closed or suspended this account. Sign in to Mailchimp and resolve it there, then try again.' },
  { status: 403, body: 'json', means: 'insufficient_permission', field: 'apiKey', detail: 'The key is real, but the role of its owner or the plan does not allow this. Ask a manager of the Mailchimp account for a key.' },
  { status: 403, body: 'other', means: 'rate_limited', detail: 'Mailchimp takes no more requests for now. Nothing was changed; wait a moment, then try again.' },
];
const audienceRules: readonly ErrorRule[] = [
  { status: 404, body: 'json', means: 'validation_failed', field: 'audienceId', detail: 'This audience no longer exists in Mailchimp. Choose another one.' },
  ...rules,
];

const root = z.object({ account_id: z.string(), account_name: z.optional(z.nullable(z.string())), email: z.optional(z.string()) });
const lists = z.object({ lists: z.array(z.object({ id: z.string(), name: z.string(), stats: z.optional(z.object({ member_count: z.optional(z.number()) })) })), total_items: z.number() });
const list = z.object({ id: z.string(), name: z.string(), stats: z.optional(z.object({ member_count: z.optional(z.number()) })) });
const tags = z.object({ tags: z.array(z.object({ id: z.number(), name: z.string() })), total_items: z.number() });
const categories = z.object({ categories: z.array(z.object({ id: z.string(), title: z.string(), type: z.string() })) });
const interests = z.object({ interests: z.array(z.object({ id: z.string(), name: z.string() })) });

/** Mailchimp by API key. The key's end names the datacenter, which becomes the host: it is judged before anything is sent. */
export const mailchimpConnector: Connector = {
  provider: 'mailchimp',
  hosts: [{ label, suffix: '.api.mailchimp.com' }],

  normalise(credentials) {
    const { apiKey, serverPrefix } = credentials;
    const given = typeof serverPrefix === 'string' && !isBlank(serverPrefix) ? barePrefix(serverPrefix) : undefined;
    const derived = typeof apiKey === 'string' ? prefixOfKey(bareKey(apiKey)) : null;
    return { ...credentials, ...(given ?? derived ? { serverPrefix: given ?? derived } : {}) };
  },

  async verify({ credentials, configuration }, context) {
    const proof = beginProof(context);
    const { keys, problem } = judgeFormat(fields, mailchimpConnector.normalise?.(credentials) ?? credentials);
    if (problem) return proof.rejected('format', problem);
    proof.passed('format');
    try {
      const found = await ask(context, call(keys, '/?fields=account_id,account_name,email,role'), { name: 'Mailchimp', rules, shape: root });
      proof.passed('reach');
      proof.passed('sign-in');
      proof.passed('permission');
      const account: Account = { id: plainText(found.account_id, ''), label: plainText(found.account_name, found.email ? plainText(found.email, 'Mailchimp account') : 'Mailchimp account') };
      return proof.verified(account, await audienceStands(configuration, keys, context));
    } catch (error) {
      return proof.refused(isMissingHost(error) ? noSuchPrefix(keys.serverPrefix) : error);
    }
  },

  options: {
    audienceId: (query, context) =>
      choose(query, context, (offset) => `/lists?count=${pageSize}&offset=${offset}&fields=lists.id,lists.name,lists.stats.member_count,total_items`, lists, rules, (found) => ({
        items: found.lists.map((item) => ({ value: item.id, label: plainText(item.name, item.id), ...(item.stats?.member_count === undefined ? {} : { hint: `${item.stats.member_count} contacts` }) })),
        total: found.total_items,
      })),
    defaultTags: (query, context) =>
      withAudience(query, (id) =>
        choose(query, context, (offset) => `/lists/${id}/tag-search?count=${pageSize}&offset=${offset}${query.query ? `&name=${encodeURIComponent(query.query.toWellFormed())}` : ''}`, tags, audienceRules, (found) => ({
          items: found.tags.map(({ name }) => ({ value: name, label: plainText(name, 'Tag') })),
          total: found.total_items,
        })),
      ),
    interestIds: (query, context) => withAudience(query, (id) => interestGroups(id, query, context)),
  },

  impact: ({ credentials, configuration }, context) =>
    mailchimpImpact(configuration, async (id) => readAudience(id, requireFormat(fields, credentials), context)),
};

type Keys = z.output<typeof fields>;

function call({ apiKey, serverPrefix }: Keys, path: string) {
  const prefix = serverPrefix ?? prefixOfKey(apiKey) ?? '';
  // The schema has judged this already; a host name is not built on the word of a caller.
  if (!label.test(prefix)) throw new IntegrationsError('validation_failed', { fields: { serverPrefix: 'A server prefix is a few letters and a number, such as us21.' } });
  return { method: 'GET' as const, url: `https://${prefix}.api.mailchimp.com/${version}${path}`, headers: { authorization: `Basic ${btoa(`any:${apiKey}`)}`, accept: 'application/json' } };
}

function noSuchPrefix(prefix = ''): IntegrationsError {
  const detail = `Mailchimp has no server named ${prefix}, so the key could not be checked. Use the end of your key, such as us21.`;
  return new IntegrationsError('validation_failed', { detail, fields: { serverPrefix: detail } });
}

async function choose<S extends z.ZodMiniType>(
  { credentials, query, cursor }: OptionsQuery, context: ConnectorContext, path: (offset: number) => string, shape: S, errors: readonly ErrorRule[],
  read: (found: z.output<S>) => { items: FieldOption[]; total: number },
): Promise<Page<FieldOption>> {
  const keys = requireFormat(fields, credentials);
  const offset = Number(cursorOf(cursor, /^[0-9]{1,7}$/) ?? 0);
  const { items, total } = read(await ask(context, call(keys, path(offset)), { name: 'Mailchimp', rules: errors, shape }));
  const next = offset + items.length;
  return { items: query ? items.filter((item) => matches(item, query.trim())) : items, nextCursor: items.length > 0 && next < total ? String(next) : null };
}

async function withAudience({ configuration }: OptionsQuery, read: (id: string) => Promise<Page<FieldOption>>): Promise<Page<FieldOption>> {
  const id = audienceOf(configuration);
  // Without an audience there is nothing to choose from yet: that is an empty list, not an error.
  return id === null ? { items: [], nextCursor: null } : read(id);
}

async function interestGroups(id: string, { credentials, query }: OptionsQuery, context: ConnectorContext): Promise<Page<FieldOption>> {
  const keys = requireFormat(fields, credentials);
  const how = { name: 'Mailchimp', rules: audienceRules };
  const found = await ask(context, call(keys, `/lists/${id}/interest-categories?count=60`), { ...how, shape: categories });
  const items: FieldOption[] = [];
  // One after the other: Mailchimp allows ten connections for all tools of a user together.
  for (const category of found.categories.filter((one) => one.type !== 'hidden' && /^[A-Za-z0-9]{1,64}$/.test(one.id))) {
    const { interests: names } = await ask(context, call(keys, `/lists/${id}/interest-categories/${encodeURIComponent(category.id)}/interests?count=60`), { ...how, shape: interests });
    items.push(...names.map((one) => ({ value: one.id, label: plainText(one.name, one.id), hint: plainText(category.title, 'Group') })));
  }
  return { items: query ? items.filter((item) => matches(item, query.trim())) : items, nextCursor: null };
}

function audienceOf(configuration: Values | undefined): string | null {
  const id = configuration?.['audienceId'];
  return typeof id === 'string' && /^[A-Za-z0-9]{1,64}$/.test(id) ? id : null;
}

function readAudience(id: string, keys: Keys, context: ConnectorContext) {
  return ask(context, call(keys, `/lists/${encodeURIComponent(id)}?fields=id,name,stats.member_count`), { name: 'Mailchimp', rules: audienceRules, shape: list });
}

/** Does the configured audience exist? A missing one is told without rejecting the key. */
async function audienceStands(configuration: Values | undefined, keys: Keys, context: ConnectorContext): Promise<'passed' | 'skipped' | Problem> {
  const id = audienceOf(configuration);
  if (id === null) return 'skipped';
  try {
    await readAudience(id, keys, context);
    return 'passed';
  } catch (error) {
    if (isIntegrationsError(error, 'validation_failed') || isIntegrationsError(error, 'insufficient_permission')) return error.problem;
    throw error;
  }
}
