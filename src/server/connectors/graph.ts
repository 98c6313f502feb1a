import * as z from 'zod/mini';
import { isPlainObject } from '../../core/visibility.ts';
import type { FieldOption } from '../../core/field.ts';
import type { Page } from '../../core/integration.ts';
import type { ConnectorContext, ProviderRequest } from '../connector.ts';
import { ask } from './ask.ts';
import { busy, type ErrorRule, type ReadRefusal } from './error-rules.ts';
import { cursorOf, readPages } from './paging.ts';

/** A version answers for about two years: https://developers.facebook.com/docs/graph-api/guides/versioning */
const version = 'v26.0';
export const graphHost = 'graph.facebook.com';

/** Meta says no in an `error` of the body, whatever the status. https://developers.facebook.com/docs/graph-api/guides/error-handling */
export const readGraphRefusal: ReadRefusal = ({ status, headers, json }) => {
  const error = isPlainObject(json) ? json['error'] : undefined;
  if (!isPlainObject(error)) return status >= 200 && status <= 299 ? null : {};
  return { code: numberOf(error['code']), subcode: numberOf(error['error_subcode']), retryAfter: minutesIn(headers.get('x-business-use-case-usage')) };
};

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** What Meta's refusals mean, for a form whose token is in `accessToken`. Codes that no rule names are Meta's trouble. */
export const graphErrors: readonly ErrorRule[] = [
  { code: 190, subcode: 458, means: 'invalid_credentials', field: 'accessToken', detail: 'The app behind this token was removed at Meta. Create a new token.' },
  { code: 190, subcode: 460, means: 'invalid_credentials', field: 'accessToken', detail: 'The token ended with a change of password at Meta. Create a new token.' },
  { code: 190, subcode: 463, means: 'invalid_credentials', field: 'accessToken', detail: 'The token has expired. Create a new one; that of a system user does not expire.' },
  { code: [190, 102], means: 'invalid_credentials', field: 'accessToken', detail: 'Meta does not accept this token: it may be cut off, expired or deleted. Create a new one.' },
  { code: [3, 10, ...range(200, 299)], means: 'insufficient_permission', field: 'accessToken', detail: 'The token is real but may not do this. Assign the pixel or ad account to its user in Business settings, or grant the permission.' },
  { code: [4, 17, 32, 341, 368, 613, ...range(80000, 80014)], means: 'rate_limited', detail: busy('Meta') },
];

/** A call with the token where Meta takes it out of addresses. */
export function graphCall(path: string, token: string, more: Partial<Pick<ProviderRequest, 'method' | 'body'>> = {}): ProviderRequest {
  return { method: 'GET', url: `https://${graphHost}/${version}${path}`, headers: { authorization: `Bearer ${token}`, accept: 'application/json', ...(more.body === undefined ? {} : { 'content-type': 'application/json' }) }, ...more };
}

const cursorForm = /^[\w=-]{1,500}$/;
const paging = z.object({ cursors: z.optional(z.object({ after: z.optional(z.string()) })), next: z.optional(z.string()) });

/** Choices out of an edge of the graph, page by page. The path is without its paging. */
export async function chooseFromGraph<S extends z.ZodMiniObject>(
  { path, token, item, toOption }: { path: string; token: string; item: S; toOption: (item: z.output<S>) => FieldOption }, { query, cursor }: { query?: string; cursor?: string }, context: ConnectorContext,
): Promise<Page<FieldOption>> {
  const shape = z.object({ data: z.array(item), paging: z.optional(paging) });
  const read = async (at: string | undefined): Promise<Page<FieldOption>> => {
    const from = at === undefined ? '' : `&after=${encodeURIComponent(at)}`;
    const found = await ask(context, graphCall(`${path}&limit=100${from}`, token), { name: 'Meta', rules: graphErrors, shape, readRefusal: readGraphRefusal });
    const after = found.paging?.next === undefined ? undefined : found.paging.cursors?.after;
    return { items: found.data.map((one) => toOption(one)), nextCursor: after !== undefined && cursorForm.test(after) ? after : null };
  };
  return readPages(read, query, cursorOf(cursor, cursorForm));
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

/** `{"<account>":[{"estimated_time_to_regain_access":5}]}` → the longest wait, in seconds. */
function minutesIn(header: string | null): number | undefined {
  const found = [...(header ?? '').slice(0, 5000).matchAll(/"estimated_time_to_regain_access":\s*([0-9]{1,5})/g)].map((match) => Number(match[1]));
  const longest = Math.max(0, ...found);
  return longest > 0 ? longest * 60 : undefined;
}
