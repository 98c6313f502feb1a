import type { output } from 'zod/v4/core';
import type { CallOptions, IntegrationsAdapter } from '../../core/adapter.ts';
import type { AuthorizationResponse } from '../../core/authorization.ts';
import { IntegrationsError } from '../../core/errors.ts';
import type { Integration } from '../../core/integration.ts';
import { type RouteName, routes } from '../../core/routes.ts';
import { requests } from '../../core/wire.ts';
import { integrationResponse, jsonResponse, problemResponse } from './responses.ts';
import { readBody, readRequest } from './read-request.ts';

interface Asked {
  adapter: IntegrationsAdapter;
  integration: string;
  field: string;
  /** Of an authorization. */
  id: string;
  query: URLSearchParams;
  body: unknown;
  /** The revision of If-Match; of `*` the present one. */
  revision: string | null;
  o: CallOptions;
}

/** Answers one request of the REST contract as a backend would that keeps its Integrations in this adapter. Never rejects. */
export async function answerRoute(name: RouteName, request: Request, parameters: Readonly<Record<string, string>>, adapter: IntegrationsAdapter): Promise<Response> {
  try {
    const idempotencyKey = request.headers.get('idempotency-key');
    const o = { signal: request.signal, ...(idempotencyKey !== null && { idempotencyKey }) };
    const integration = parameters['integrationId'] ?? '';
    const revision = await readRevision(name, request.headers.get('if-match'), adapter, integration, o);
    const body = await readBody(request);
    const answer = await answerers[name]?.({ adapter, integration, field: parameters['field'] ?? '', id: parameters['id'] ?? '', query: new URL(request.url).searchParams, body, revision, o });
    return answer ?? problemResponse(new IntegrationsError('not_found'));
  } catch (error) {
    return problemResponse(error);
  }
}

/** What a route answers; nothing where the adapter has no such method, or no adapter can know. */
const answerers: Readonly<Partial<Record<RouteName, (asked: Asked) => Promise<Response | undefined>>>> = {
  health: async () => jsonResponse({ live: true, ready: true }),
  list: async ({ adapter, o }) => jsonResponse({ integrations: await adapter.list(o) }),
  add: async ({ adapter, body, o }) => changed(adapter.add?.(given(readRequest(requests.add, body)), o), 201),
  connect: async ({ adapter, integration, body, o }) => changed(adapter.connect({ integration, ...readRequest(requests.connect, body) }, o)),
  configure: async ({ adapter, integration, body, revision, o }) =>
    changed(adapter.configure({ integration, ...readRequest(requests.configure, body), revision: revision ?? '' }, o)),
  update: async ({ adapter, integration, body, revision, o }) =>
    changed(adapter.update?.({ integration, ...given(readRequest(requests.update, body)), revision: revision ?? '' }, o)),
  disconnect: async ({ adapter, integration, query, o }) => changed(adapter.disconnect({ integration, eraseData: query.get('eraseData') === 'true', ...(query.has('choice') && { choices: query.getAll('choice') }) }, o)),
  status: async ({ adapter, integration, o }) => changed(adapter.status?.({ integration }, o)),
  impact: async ({ adapter, integration, o }) => told(adapter.impact?.({ integration }, o)),
  verify: async ({ adapter, integration, body, o }) => told(adapter.verify?.({ integration, ...given(readRequest(requests.verify, body)) }, o)),
  sendTest: async ({ adapter, integration, body, o }) => told(adapter.sendTest?.({ integration, ...given(readRequest(requests.sendTest, body)) }, o)),
  options: async ({ adapter, integration, field, query, o }) =>
    told(adapter.options?.({ integration, field, ...given(readRequest(requests.options, Object.fromEntries(query))) }, o)),
  optionsWithValues: async ({ adapter, integration, field, body, o }) => told(adapter.options?.({ integration, field, ...given(readRequest(requests.options, body)) }, o)),
  authorize: async ({ adapter, query, o }) => told(adapter.authorization?.begin({ integration: query.get('integration') ?? '' }, o)),
  authorizeWithFields: async ({ adapter, body, o }) => {
    const { store: _, ...input } = readRequest(requests.authorize, body);
    return told(adapter.authorization?.begin(given(input), o));
  },
  callback: async ({ adapter, body, o }) => told(adapter.authorization?.complete({ response: responseOf(readRequest(requests.callback, body)) }, o)),
  refresh: async ({ adapter, body, o }) => {
    const { integration } = readRequest(requests.refresh, body);
    return changed(adapter.authorization?.refresh?.({ integration }, o));
  },
  authorization: async ({ adapter, id, o }) => told(adapter.authorization?.poll({ authorization: id }, o)),
  cancelAuthorization: async ({ adapter, id, o }) => {
    await adapter.authorization?.cancel?.({ authorization: id }, o);
    return told(adapter.authorization?.poll({ authorization: id }, o));
  },
  resolveAuthorization: async ({ adapter, id, body, o }) => told(adapter.authorization?.resolve?.({ authorization: id, ...readRequest(requests.resolve, body) }, o)),
};

function responseOf({ state, iss, code, auth_code: authCode, error, error_description: errorDescription }: output<typeof requests.callback>): AuthorizationResponse {
  const about = { state, ...(iss !== undefined && { iss }) };
  return error === undefined ? { ...about, code: code ?? authCode ?? '' } : { ...about, error, ...(errorDescription !== undefined && { errorDescription }) };
}

async function changed(answer: Promise<Integration> | undefined, status = 200): Promise<Response | undefined> {
  return answer && integrationResponse(await answer, status);
}

async function told(answer: Promise<unknown> | undefined): Promise<Response | undefined> {
  return answer && jsonResponse(await answer);
}

// Required where a save could overwrite, honoured wherever it is sent (RFC 9110 §13.1.1).
async function readRevision(name: RouteName, ifMatch: string | null, adapter: IntegrationsAdapter, integration: string, o: CallOptions): Promise<string | null> {
  const route = routes[name];
  const isRequired = 'ifMatch' in route;
  if (ifMatch === null) {
    if (isRequired) throw new IntegrationsError('revision_required');
    return null;
  }
  const revision = /^"([^"]+)"$/.exec(ifMatch.trim())?.[1];
  if (revision === undefined && ifMatch.trim() !== '*')
    throw new IntegrationsError('bad_request', { detail: 'If-Match is not one revision in double quotes. Send the ETag as it was received.' });
  if (isRequired && revision !== undefined) return revision;
  const current = (await adapter.list({ signal: o.signal })).find(({ id }) => id === integration);
  if (revision !== undefined && current && current.revision !== revision) throw new IntegrationsError('conflict', { current });
  return current?.revision ?? revision ?? null;
}

// What was left out is left out, not `undefined`.
function given<T extends object>(body: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> };
}
