import * as z from 'zod/mini';
import { isPlainObject } from '../../core/visibility.ts';
import type { FieldOption } from '../../core/field.ts';
import type { Page } from '../../core/integration.ts';
import type { ConnectorContext, ProviderRequest } from '../connector.ts';
import { ask } from './ask.ts';
import { busy, type ErrorRule, type ReadRefusal } from './error-rules.ts';
import { cursorOf, readPages } from './paging.ts';

export const tiktokHost = 'business-api.tiktok.com';
const root = `https://${tiktokHost}/open_api/v1.3`;

/** TikTok says no with a status of 200 and a `code` that is not 0. https://business-api.tiktok.com/portal/docs?id=1737172488964097 */
export const readTikTokRefusal: ReadRefusal = ({ json }) => {
  const code = isPlainObject(json) ? json['code'] : undefined;
  return code === 0 ? null : { code: typeof code === 'number' ? code : undefined };
};

/** What TikTok's refusals mean, for a form whose token is in `accessToken`. Codes that no rule names are TikTok's trouble. */
export const tiktokErrors: readonly ErrorRule[] = [
  { code: 40102, means: 'invalid_credentials', field: 'accessToken', detail: 'The token has expired. Create a new one in TikTok.' },
  { code: [40104, 40105], means: 'invalid_credentials', field: 'accessToken', detail: 'TikTok does not accept this token: it may be cut off, replaced or revoked, or be of a sandbox. Create a new one.' },
  { code: [40106, 40119], means: 'invalid_credentials', field: 'accessToken', detail: 'This token is not for that ad account. Create one with the account, or enter the account the token is for.' },
  { code: [40001, 40118, 40125], means: 'insufficient_permission', field: 'accessToken', detail: 'The token is real but may not do this. Its user has to be admin or operator of the ad account, and the app needs the permission.' },
  { code: [40016, 40100, 40132, 40133, 40201, 40202], means: 'rate_limited', detail: busy('TikTok') },
];

/** A call with TikTok's own header. The path ends in a slash: without it TikTok answers 404. */
export function tiktokCall(path: `/${string}/` | `/${string}/?${string}`, token: string, body?: unknown): ProviderRequest {
  const headers = { 'access-token': token, accept: 'application/json' };
  return body === undefined ? { method: 'GET', url: root + path, headers } : { method: 'POST', url: root + path, headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

/** Asks TikTok and answers the `data` of its envelope, judged by the shape. */
export async function askTikTok<S extends z.ZodMiniType>(context: ConnectorContext, call: ProviderRequest, shape: S, rules: readonly ErrorRule[] = tiktokErrors): Promise<z.output<S>> {
  const answer: unknown = await ask(context, call, { name: 'TikTok', rules, shape: z.object({ data: shape }), readRefusal: readTikTokRefusal });
  return (answer as { data: z.output<S> }).data;
}

const pageInfo = z.object({ page: z.number(), total_page: z.number() });
const cursorForm = /^[0-9]{1,6}$/;

/** Choices out of a paged list. The path is without its paging; ids stay text, because they do not fit a number. */
export async function chooseFromTikTok<T extends z.ZodMiniType, K extends string>(
  { path, token, size, list, item, toOptions }: { path: `/${string}/?${string}`; token: string; size: number; list: K; item: T; toOptions: (item: z.output<T>) => FieldOption[] },
  { query, cursor }: { query?: string; cursor?: string }, context: ConnectorContext,
): Promise<Page<FieldOption>> {
  const shape = z.object({ page_info: pageInfo, [list]: z.array(item) });
  const read = async (at: string | undefined): Promise<Page<FieldOption>> => {
    const found = await askTikTok(context, tiktokCall(`${path}${path.endsWith('?') ? '' : '&'}page=${at ?? '1'}&page_size=${size}`, token), shape);
    const { page, total_page } = found.page_info as z.output<typeof pageInfo>;
    return { items: (found[list] as z.output<T>[]).flatMap(toOptions), nextCursor: page < total_page ? String(page + 1) : null };
  };
  return readPages(read, query, cursorOf(cursor, cursorForm));
}
