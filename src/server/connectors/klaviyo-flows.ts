import * as z from 'zod/mini';
import type { Values } from '../../core/integration.ts';
import { isPlainObject } from '../../core/visibility.ts';
import type { ConnectorContext } from '../connector.ts';
import { listOf } from './impact-words.ts';
import { askKlaviyo, klaviyoCall, klaviyoId, klaviyoOrigin, withoutBlame } from './klaviyo-api.ts';
import { nextParameters } from './paging.ts';

const flows = z.object({ data: z.array(z.object({ id: z.string(), attributes: z.object({ name: z.optional(z.nullable(z.string())), status: z.optional(z.nullable(z.string())), archived: z.optional(z.nullable(z.boolean())) }) })) });
const metrics = z.object({
  data: z.array(z.object({ id: z.string(), attributes: z.object({ name: z.optional(z.nullable(z.string())), integration: z.catch(z.object({ name: z.optional(z.string()) }), {}) }) })),
  links: z.optional(z.object({ next: z.optional(z.nullable(z.string())) })),
});
type Metric = z.output<typeof metrics>['data'][number];

/** Pages of metrics that are read; one holds up to 200. */
const pages = 3;

/** Names of the live flows that begin with what this connection sends: its list, or one of its metrics. https://developers.klaviyo.com/en/reference/get_flows_triggered_by_metric */
export async function klaviyoFlows(configuration: Values, access: string, context: ConnectorContext): Promise<string[]> {
  const list = configuration['listId'];
  const lists = configuration['listSyncEnabled'] !== false && typeof list === 'string' && klaviyoId.test(list) ? [`/api/lists/${list}`] : [];
  const names = new Set(listOf(configuration['eventTriggers']).map((one) => (isPlainObject(one) ? one['metricName'] : undefined)));
  const sent = names.size > 0 ? ours((await readMetrics(access, context)).filter(({ attributes }) => names.has(attributes.name))) : [];
  const paths = [...lists, ...sent.map(({ id }) => `/api/metrics/${encodeURIComponent(id)}`)];
  const found = await Promise.all(paths.map((path) => askKlaviyo(context, klaviyoCall(`${path}/flow-triggers?fields[flow]=name,status,archived`, access), withoutBlame('flows:read'), flows)));
  const live = found.flatMap(({ data }) => data).filter(({ attributes }) => attributes.status === 'live' && attributes.archived !== true);
  return [...new Map(live.map(({ id, attributes }) => [id, attributes.name ?? id])).values()];
}

// Another shop system may send events of the same name; those that come by the API are ours.
function ours(named: readonly Metric[]): Metric[] {
  const byApi = new Set(named.filter(({ attributes }) => attributes.integration.name === 'API').map(({ attributes }) => attributes.name));
  return named.filter(({ attributes }) => attributes.integration.name === 'API' || !byApi.has(attributes.name));
}

async function readMetrics(access: string, context: ConnectorContext): Promise<Metric[]> {
  const all: Metric[] = [];
  let cursor: string | null | undefined;
  for (let page = 0; page < pages && cursor !== null; page += 1) {
    const from = cursor === undefined ? '' : `&page[cursor]=${encodeURIComponent(cursor)}`;
    const { data, links } = await askKlaviyo(context, klaviyoCall(`/api/metrics?fields[metric]=name,integration${from}`, access), withoutBlame('metrics:read'), metrics);
    all.push(...data);
    cursor = links?.next ? nextParameters(links.next, klaviyoOrigin).get('page[cursor]') : null;
  }
  return all;
}
