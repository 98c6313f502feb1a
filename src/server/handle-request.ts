import { IntegrationsError } from '../core/errors.ts';
import type { Documents } from './documents.ts';
import { type Answer, emptyResponse, toResponse } from './http/answer.ts';
import { askHost } from './http/ask-host.ts';
import { requireJson } from './http/content-type.ts';
import { corsHeaders, preflightHeaders } from './http/cors.ts';
import type { CostlyLimit } from './http/costly-limit.ts';
import { always, type Intent, type Once, onceAround, onceInside, readIdempotencyKey } from './http/idempotency.ts';
import { readIfMatch } from './http/if-match.ts';
import { guardOrigin } from './http/origin-guard.ts';
import { parseJson } from './http/parse-json.ts';
import { readBody } from './http/read-body.ts';
import { health } from './operations/health.ts';
import type { Call, Services } from './operations/operation.ts';
import { operations } from './operations/operations.ts';
import { placeOfRequest } from './oauth/place-of-request.ts';
import type { IntegrationsServerOptions } from './options.ts';
import type { RouteMatch, Router } from './router.ts';

/** What the guards work with. */
export interface Guards {
  router: Router;
  origins: ReadonlySet<string>;
  authorize: IntegrationsServerOptions['authorize'];
  vault: IntegrationsServerOptions['vault'];
  countCostly: CostlyLimit;
  services: Services;
  documents: Documents;
  running(): boolean;
  /** Told as soon as the route is known, for the log. */
  matched(route: string): void;
}

/**
 * Takes a request through the guards, cheapest first and nothing about a store before the host has allowed it:
 * route → origin → host's hook → rate → headers → body → operation.
 */
export async function handleRequest(request: Request, requestId: string, guards: Guards): Promise<Response> {
  const url = new URL(request.url);
  if (request.method === 'OPTIONS') return preflight(request, requestId, url.pathname, guards);
  const match = guards.router.match(request.method, url.pathname);
  guards.matched(match.name);
  const reads = match.route.method === 'GET' && !match.route.guarded;
  if (!reads) guardOrigin(request.headers, guards.origins);
  const answer = await answerTo(request, url, match, guards);
  return toResponse(answer, requestId, corsHeaders(request, guards.origins));
}

async function answerTo(request: Request, url: URL, { name, route, parameters }: RouteMatch, guards: Guards): Promise<Answer> {
  const { services } = guards;
  if (name === 'health') return health(services.storage, guards.running(), url.searchParams.get('probe'));
  if (!guards.running()) throw new IntegrationsError('unavailable', { retryAfter: 5 });
  if (name === 'providers' || name === 'openapi') return guards.documents[name]();

  // A route that names no action is open to nobody.
  if (!route.action) throw new IntegrationsError('forbidden');
  // Where only the body names the store, it is read before anybody can be asked about it.
  const early = route.place === 'body' || route.place === 'state' ? await readJsonBody(request, false) : null;
  const { store, integration } = route.place ? await placeOfRequest(route.place, { query: url.searchParams, body: early?.body, parameters }, services.storage) : { store: parameters['storeId'] ?? '', integration: parameters['integrationId'] };
  // A UUID may be written in capitals too, which must not give anybody new counts and keys.
  const counted = store.toLowerCase();
  const principal = await askHost(guards.authorize, request, { action: route.action, store, ...(integration === undefined ? {} : { integration }) });
  if (route.costly) guards.countCostly(principal, counted);

  const ifMatch = readIfMatch(request.headers, route.ifMatch === 'required');
  const key = readIdempotencyKey(request.headers);
  if (url.search.includes('%00')) throw new IntegrationsError('bad_request', { detail: 'The query holds a NUL character, so nothing was done.' });
  const { text, body } = early ?? (route.method === 'GET' ? { text: '', body: undefined } : await readJsonBody(request, route.method === 'DELETE'));

  const { run, keys } = operations[name];
  const call = (once: Once): Call => ({ store, actor: principal.actor, session: principal.session, parameters, query: url.searchParams, body, ifMatch, once, signal: request.signal });
  if (key === null || keys === 'ignored') return run(call(always), services);
  const intent: Intent = { key, store: counted, actor: principal.actor, route: name, content: [url.pathname, url.search, JSON.stringify(ifMatch), text] };
  if (keys === 'inside') return run(call(await onceInside(guards.vault, intent)), services);
  return onceAround({ storage: services.storage, vault: guards.vault }, intent, (once) => run(call(once), services));
}

async function readJsonBody(request: Request, optional: boolean): Promise<{ text: string; body: unknown }> {
  const typed = request.headers.get('content-type') !== null;
  // Before reading: a body that will be refused need not be received.
  if (typed || !optional) requireJson(request.headers);
  const text = await readBody(request);
  if (text === '' && optional) return { text, body: undefined };
  requireJson(request.headers);
  return { text, body: parseJson(text) };
}

function preflight(request: Request, requestId: string, path: string, { router, origins }: Guards): Response {
  const allowed = router.allowed(path);
  if (allowed.length === 0) throw new IntegrationsError('not_found');
  const headers = preflightHeaders(request, origins, allowed);
  if (headers) return emptyResponse(requestId, headers);
  if (request.headers.get('origin') !== null) throw new IntegrationsError('forbidden', { detail: 'This origin may not use this address.' });
  return emptyResponse(requestId, { allow: allowed.join(', ') });
}
