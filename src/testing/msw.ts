import { http, type HttpHandler } from 'msw';
import type { IntegrationsAdapter } from '../core/adapter.ts';
import { type RouteName, routes } from '../core/routes.ts';
import { answerRoute } from './msw/answer-route.ts';

export interface IntegrationsHandlersOptions {
  /** What the handlers drive, such as a memory adapter. Methods it lacks answer 404, as a backend without their routes does. */
  adapter: IntegrationsAdapter;
  /** Answers for this store only; requests for another go on to the next handlers. Default: for any store. */
  storeId?: string;
  /** What precedes `/api`, such as `https://api.example.com`. Default: any origin. */
  baseUrl?: string;
}

/**
 * Handlers for Mock Service Worker 3, one for every route of the REST contract: a page with the REST adapter, unchanged, works against any adapter.
 * Statuses, ETags, If-Match and problem+json are those of a real backend; nobody is asked who may do what.
 *
 * @example
 * const adapter = createMemoryAdapter({ providers: builtinProviders });
 * export const network = setupServer(...createIntegrationsHandlers({ adapter })); // in a browser: setupWorker
 */
export function createIntegrationsHandlers({ adapter, storeId, baseUrl = '*' }: IntegrationsHandlersOptions): HttpHandler[] {
  return (Object.keys(routes) as RouteName[]).map((name) => {
    const { method, path } = routes[name];
    const address = baseUrl.replace(/\/+$/, '') + path.replace(/\{(\w+)\}/g, ':$1');
    return http[verbs[method]](address, ({ request, params }) => {
      if (storeId !== undefined && 'storeId' in params && params['storeId'] !== storeId) return undefined;
      return answerRoute(name, request, Object.fromEntries(Object.entries(params).map(([key, value]) => [key, String(value)])), adapter);
    });
  });
}

const verbs = { GET: 'get', POST: 'post', PUT: 'put', PATCH: 'patch', DELETE: 'delete' } as const;
