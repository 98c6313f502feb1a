import type { CallOptions } from '../../core/adapter.ts';
import { IntegrationsError, isIntegrationsError } from '../../core/errors.ts';
import { type Route, routePath } from '../../core/routes.ts';
import { abortable } from './abortable.ts';
import { loadWire, type Wire } from './load-wire.ts';
import type { RestAdapterOptions, RestHeaders } from './options.ts';
import { readProblem } from './read-problem.ts';

export interface Exchanged<T> {
  route: Route;
  parameters: Readonly<Record<string, string>>;
  query?: Readonly<Record<string, string | readonly string[] | undefined>>;
  body?: object;
  revision?: string;
  /** Judges the answer; throws when its shape is wrong. */
  read: (wire: Wire, body: unknown) => T;
}

/** Makes the function that sends one request of the contract and judges its answer, all of it under the caller's signal. */
export function createExchange({ baseUrl = '', headers, fetch }: Omit<RestAdapterOptions, 'storeId'>): <T>(request: Exchanged<T>, o: CallOptions) => Promise<T> {
  const base = baseUrl.replace(/\/+$/, '');
  // Looked up at each call: test tools and instrumentation replace the global one after this module has loaded.
  const send: typeof globalThis.fetch = fetch ?? ((...request) => globalThis.fetch(...request));

  async function exchange<T>(request: Exchanged<T>, o: CallOptions): Promise<T> {
    const url = base + addressOf(request);
    const init = initOf(request, o, await ask(headers, o));
    if (o.signal.aborted) throw new IntegrationsError('aborted');
    // Side by side, so that the schemas cost the page nothing before the first request.
    const [{ response, text }, wire] = await Promise.all([transmit(send, url, init), loadWire()]);
    const body = parse(text);
    if (!response.ok) throw readProblem(response, body, wire, request.route.method);
    try {
      return request.read(wire, body);
    } catch {
      throw new IntegrationsError('internal');
    }
  }

  return (request, o) => abortable(exchange(request, o), o.signal);
}

function addressOf({ route, parameters, query = {} }: Exchanged<unknown>): string {
  const given = Object.entries(query).flatMap(([name, value]) => [value ?? []].flat().map((one) => [name, one]));
  const search = new URLSearchParams(given).toString();
  let path: string;
  try {
    path = routePath(route, parameters);
  } catch {
    throw new IntegrationsError('not_found');
  }
  return search ? `${path}?${search}` : path;
}

function initOf({ route, body, revision }: Exchanged<unknown>, { signal, idempotencyKey }: CallOptions, extra: RestHeaders): RequestInit {
  try {
    const headers = new Headers(extra);
    headers.set('accept', 'application/json, application/problem+json');
    // On every change, with or without a body: it is the header a foreign page cannot send unasked.
    if (route.method !== 'GET') headers.set('content-type', 'application/json');
    if (revision !== undefined) headers.set('if-match', `"${revision}"`);
    if (idempotencyKey !== undefined) headers.set('idempotency-key', idempotencyKey);
    // `manual`: a followed redirect would carry credentials to an address nobody chose.
    return { method: route.method, headers, signal, cache: 'no-store', redirect: 'manual', ...(body && { body: JSON.stringify(body) }) };
  } catch {
    throw new IntegrationsError('internal');
  }
}

async function ask(headers: RestAdapterOptions['headers'], { signal }: CallOptions): Promise<RestHeaders> {
  try {
    return (typeof headers === 'function' ? await headers({ signal }) : headers) ?? {};
  } catch (error) {
    throw isIntegrationsError(error) ? error : new IntegrationsError('internal');
  }
}

async function transmit(send: typeof globalThis.fetch, url: string, init: RequestInit): Promise<{ response: Response; text: string }> {
  try {
    const response = await send(url, init);
    return { response, text: await response.text() };
  } catch (error) {
    throw new IntegrationsError(init.signal?.aborted ? 'aborted' : 'network_failed', {}, error);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
