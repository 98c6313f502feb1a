import * as z from 'zod/mini';
import type { FieldOption } from '../../core/field.ts';
import type { Page } from '../../core/integration.ts';
import type { Connector, ConnectorContext, OptionsQuery } from '../connector.ts';
import type { ErrorRule } from './error-rules.ts';
import { requireFormat } from './format.ts';
import { counted } from './impact-words.ts';
import { askMailchimp, audienceErrors, audienceOf, mailchimpCall, mailchimpForm, mailchimpErrors } from './mailchimp-api.ts';
import { cursorOf, matches } from './paging.ts';
import { plainText } from './provider-text.ts';

/** The largest page Mailchimp gives. */
const pageSize = 1000;

const lists = z.object({ lists: z.array(z.object({ id: z.string(), name: z.string(), double_optin: z.optional(z.boolean()), stats: z.optional(z.object({ member_count: z.optional(z.number()) })) })), total_items: z.number() });
const tags = z.object({ tags: z.array(z.object({ id: z.number(), name: z.string() })), total_items: z.number() });
const mergeFields = z.object({ merge_fields: z.array(z.object({ tag: z.string(), name: z.string(), type: z.string(), required: z.optional(z.boolean()) })), total_items: z.number() });
const members = z.object({ members: z.array(z.object({ marketing_permissions: z.optional(z.array(z.object({ marketing_permission_id: z.string(), text: z.string() }))) })) });
const categories = z.object({ categories: z.array(z.object({ id: z.string(), title: z.string(), type: z.string() })) });
const interests = z.object({ interests: z.array(z.object({ id: z.string(), name: z.string() })) });

/** Everything that is chosen from what the account, or its audience, has. */
export const mailchimpOptions: NonNullable<Connector['options']> = {
  audienceId: (query, context) =>
    choose(query, context, (offset) => `/lists?count=${pageSize}&offset=${offset}&fields=lists.id,lists.name,lists.double_optin,lists.stats.member_count,total_items`, lists, mailchimpErrors, (found) => ({
      items: found.lists.map(({ id, name, double_optin: double, stats }) => {
        const hint = [stats?.member_count === undefined ? '' : counted(stats.member_count, 'contact'), double ? 'double opt-in' : ''].filter(Boolean).join(', ');
        return { value: id, label: plainText(name, id), ...(hint && { hint }) };
      }),
      total: found.total_items,
    })),
  defaultTags: (query, context) =>
    withAudience(query, (id) =>
      choose(query, context, (offset) => `/lists/${id}/tag-search?count=${pageSize}&offset=${offset}${query.query ? `&name=${encodeURIComponent(query.query.toWellFormed())}` : ''}`, tags, audienceErrors, (found) => ({
        items: found.tags.map(({ name }) => ({ value: name, label: plainText(name, 'Tag') })),
        total: found.total_items,
      })),
    ),
  'mergeFieldMap.to': (query, context) =>
    withAudience(query, (id) =>
      choose(query, context, (offset) => `/lists/${id}/merge-fields?count=${pageSize}&offset=${offset}`, mergeFields, audienceErrors, (found) => ({
        items: found.merge_fields.map(({ tag, name, type, required }) => ({ value: tag, label: `${plainText(name, tag)} (${tag})`, hint: plainText(required ? `${type}, required` : type, 'text') })),
        total: found.total_items,
      })),
    ),
  // Mailchimp names an audience's permissions nowhere but on its contacts.
  'marketingPermissions.from': (query, context) =>
    withAudience(query, async (id) => {
      const found = await askMailchimp(context, mailchimpCall(requireFormat(mailchimpForm(query.credentials), query.credentials), `/lists/${id}/members?count=1&fields=members.marketing_permissions`), audienceErrors, members);
      const items = (found.members[0]?.marketing_permissions ?? []).map((one) => ({ value: one.marketing_permission_id, label: plainText(one.text, one.marketing_permission_id) }));
      return only(items, query);
    }),
  interestIds: (query, context) => withAudience(query, (id) => interestGroups(id, query, context)),
};

async function choose<S extends z.ZodMiniType>(
  query: OptionsQuery, context: ConnectorContext, path: (offset: number) => string, shape: S, errors: readonly ErrorRule[],
  read: (found: z.output<S>) => { items: FieldOption[]; total: number },
): Promise<Page<FieldOption>> {
  const keys = requireFormat(mailchimpForm(query.credentials), query.credentials);
  const offset = Number(cursorOf(query.cursor, /^[0-9]{1,7}$/) ?? 0);
  const { items, total } = read(await askMailchimp(context, mailchimpCall(keys, path(offset)), errors, shape));
  const next = offset + items.length;
  return { ...only(items, query), nextCursor: items.length > 0 && next < total ? String(next) : null };
}

function only(items: FieldOption[], { query }: OptionsQuery): Page<FieldOption> {
  return { items: query ? items.filter((item) => matches(item, query.trim())) : items, nextCursor: null };
}

async function withAudience({ configuration }: OptionsQuery, read: (id: string) => Promise<Page<FieldOption>>): Promise<Page<FieldOption>> {
  const id = audienceOf(configuration);
  // Without an audience there is nothing to choose from yet: that is an empty list, not an error.
  return id === null ? { items: [], nextCursor: null } : read(id);
}

async function interestGroups(id: string, query: OptionsQuery, context: ConnectorContext): Promise<Page<FieldOption>> {
  const keys = requireFormat(mailchimpForm(query.credentials), query.credentials);
  const found = await askMailchimp(context, mailchimpCall(keys, `/lists/${id}/interest-categories?count=60`), audienceErrors, categories);
  const items: FieldOption[] = [];
  // One after the other: Mailchimp allows ten connections for all tools of a user together.
  for (const category of found.categories.filter((one) => one.type !== 'hidden' && /^[A-Za-z0-9]{1,64}$/.test(one.id))) {
    const { interests: names } = await askMailchimp(context, mailchimpCall(keys, `/lists/${id}/interest-categories/${encodeURIComponent(category.id)}/interests?count=60`), audienceErrors, interests);
    items.push(...names.map((one) => ({ value: one.id, label: plainText(one.name, one.id), hint: plainText(category.title, 'Group') })));
  }
  return only(items, query);
}
