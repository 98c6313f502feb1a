import * as z from 'zod/mini';
import type { FieldOption } from '../../core/field.ts';
import type { Page } from '../../core/integration.ts';
import type { Connector, ConnectorContext, OptionsQuery } from '../connector.ts';
import { askKlaviyo, klaviyoAccess, klaviyoCall, klaviyoOrigin, withoutBlame } from './klaviyo-api.ts';
import { cursorOf, nextParameters, readPages } from './paging.ts';
import { plainText } from './provider-text.ts';

// Whose metric it is: one name may stand for several. Its shape is not documented, so only a name in it is read.
const integration = z.catch(z.object({ name: z.optional(z.string()) }), {});
const page = z.object({
  data: z.array(z.object({
    id: z.string(),
    attributes: z.object({
      name: z.optional(z.nullable(z.string())), opt_in_process: z.optional(z.string()), is_active: z.optional(z.boolean()), editor_type: z.optional(z.nullable(z.string())), integration: z.optional(integration),
    }),
  })),
  links: z.optional(z.object({ next: z.optional(z.nullable(z.string())) })),
});
type Item = z.output<typeof page>['data'][number];

const cursorForm = /^[\w.~=+/-]{1,1000}$/;
const choices = (path: string, scope: string, label: (item: Item) => string | null | undefined, hint: (attributes: Item['attributes']) => string | undefined) => (query: OptionsQuery, context: ConnectorContext) => choose(path, scope, query, context, label, hint);

const nameOf = ({ attributes }: Item) => attributes.name;
const lists = choices('/api/lists?fields[list]=name,opt_in_process&page[size]=10&sort=name', 'lists:read', nameOf, (item) => (item.opt_in_process === 'double_opt_in' ? 'Double opt-in' : undefined));
// Metrics come in pages of Klaviyo's own size.
const metrics = choices('/api/metrics?fields[metric]=name,integration', 'metrics:read', nameOf, (item) => item.integration?.name);
// Without the sparse fields every template would come with its whole HTML.
const templates = choices('/api/templates?fields[template]=name,editor_type,updated&page[size]=10&sort=name', 'templates:read', nameOf, () => undefined);

/** Everything that is chosen from what the account has. */
export const klaviyoOptions: NonNullable<Connector['options']> = {
  listId: lists,
  audienceSegmentIds: choices('/api/segments?fields[segment]=name,is_active&page[size]=10&sort=name', 'segments:read', nameOf, (item) => (item.is_active === false ? 'Not active' : undefined)),
  defaultTemplateId: templates,
  'templateByEvent.to': templates,
  'metricRoleMap.from': choices('/api/mapped-metrics', 'metrics:read', ({ id }) => id.charAt(0).toUpperCase() + id.slice(1).replaceAll('_', ' '), () => undefined),
  'metricRoleMap.to': metrics,
  'segmentRules.conditions.metricId': metrics,
  'segmentRules.conditions.listId': lists,
};

async function choose(path: string, scope: string, { credentials, query, cursor }: OptionsQuery, context: ConnectorContext, label: (item: Item) => string | null | undefined, hint: (attributes: Item['attributes']) => string | undefined): Promise<Page<FieldOption>> {
  const access = klaviyoAccess(credentials);
  const read = async (at: string | undefined): Promise<Page<FieldOption>> => {
    const from = at === undefined ? '' : `${path.includes('?') ? '&' : '?'}page[cursor]=${encodeURIComponent(at)}`;
    const found = await askKlaviyo(context, klaviyoCall(path + from, access), withoutBlame(scope), page);
    const next = found.links?.next ? nextParameters(found.links.next, klaviyoOrigin).get('page[cursor]') : null;
    return {
      items: found.data.map((item) => {
        const note = hint(item.attributes);
        return { value: item.id, label: plainText(label(item), item.id), ...(note ? { hint: plainText(note, '') } : {}) };
      }),
      nextCursor: next && cursorForm.test(next) ? next : null,
    };
  };
  return readPages(read, query, cursorOf(cursor, cursorForm));
}
