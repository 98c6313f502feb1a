/** What a caller must be allowed to do; asked of the host's authorize hook. */
export type AccessAction = 'read' | 'write' | 'admin';

export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With `{name}` for each parameter. Begins with `/api`, the default base path. */
  path: `/api/${string}`;
  /** Absent: open to everyone, because the answer is the same for all and holds nothing of any store: there is no store to ask the host's hook about (SR-40). */
  action?: AccessAction;
  /** `required`: answers 428 without If-Match. */
  ifMatch?: 'required';
  /** Counts against the limit of costly calls. */
  costly?: true;
  /** Where the store and the integration are named that the host is asked about, where not in the path. `state`: they are those of the sign-in it belongs to; `record`: the store is named in the query, the integration is that of the sign-in in the path. */
  place?: 'query' | 'body' | 'state' | 'record';
  /** A GET that changes something: where it comes from is checked as for every change, and HEAD is not answered (SR-46). */
  guarded?: true;
}

/** Every HTTP route, read by the REST adapter, the server, the OpenAPI document and the conformance runner. */
export const routes = {
  list: { method: 'GET', path: '/api/stores/{storeId}/integrations', action: 'read' },
  add: { method: 'POST', path: '/api/stores/{storeId}/integrations', action: 'admin' },
  connect: { method: 'POST', path: '/api/stores/{storeId}/integrations/{integrationId}/connect', action: 'write', costly: true },
  configure: { method: 'PUT', path: '/api/stores/{storeId}/integrations/{integrationId}/configure', action: 'write', ifMatch: 'required' },
  update: { method: 'PATCH', path: '/api/stores/{storeId}/integrations/{integrationId}', action: 'admin', ifMatch: 'required' },
  disconnect: { method: 'DELETE', path: '/api/stores/{storeId}/integrations/{integrationId}/disconnect', action: 'write' },
  status: { method: 'GET', path: '/api/stores/{storeId}/integrations/{integrationId}/status', action: 'read' },
  impact: { method: 'GET', path: '/api/stores/{storeId}/integrations/{integrationId}/impact', action: 'read' },
  verify: { method: 'POST', path: '/api/stores/{storeId}/integrations/{integrationId}/verify', action: 'write', costly: true },
  sendTest: { method: 'POST', path: '/api/stores/{storeId}/integrations/{integrationId}/test-event', action: 'write', costly: true },
  options: { method: 'GET', path: '/api/stores/{storeId}/integrations/{integrationId}/options/{field}', action: 'write' },
  optionsWithValues: { method: 'POST', path: '/api/stores/{storeId}/integrations/{integrationId}/options/{field}', action: 'write' },
  authorize: { method: 'GET', path: '/api/integrations/{provider}/oauth/authorize', action: 'write', costly: true, place: 'query', guarded: true },
  authorizeWithFields: { method: 'POST', path: '/api/integrations/{provider}/oauth/authorize', action: 'write', costly: true, place: 'body' },
  callback: { method: 'POST', path: '/api/integrations/{provider}/oauth/callback', action: 'write', place: 'state' },
  refresh: { method: 'POST', path: '/api/integrations/{provider}/oauth/refresh', action: 'write', costly: true, place: 'body' },
  authorization: { method: 'GET', path: '/api/integrations/{provider}/oauth/authorizations/{id}', action: 'write', place: 'record' },
  cancelAuthorization: { method: 'DELETE', path: '/api/integrations/{provider}/oauth/authorizations/{id}', action: 'write', place: 'record' },
  resolveAuthorization: { method: 'POST', path: '/api/integrations/{provider}/oauth/authorizations/{id}/resolve', action: 'write', place: 'record' },
  providers: { method: 'GET', path: '/api/integrations/providers' },
  openapi: { method: 'GET', path: '/api/integrations/openapi.json' },
  health: { method: 'GET', path: '/api/integrations/health' },
} as const satisfies Record<string, Route>;

export type RouteName = keyof typeof routes;

/** Fills a route's path; every value is percent-encoded as one segment. */
export function routePath(route: Route, parameters: Readonly<Record<string, string>>): string {
  return route.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = parameters[name];
    if (value === undefined || value === '' || value === '.' || value === '..') throw new TypeError(`routePath(): "${name}" is missing for ${route.method} ${route.path}.`);
    return encodeURIComponent(value.toWellFormed());
  });
}
