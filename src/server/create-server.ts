import { IntegrationsError, isIntegrationsError, type Problem } from '../core/errors.ts';
import { createAsk } from './ask-connector.ts';
import { createCatalogue } from './catalogue.ts';
import { choresOf } from './due-work/chores.ts';
import { createDueWork } from './due-work/create-due-work.ts';
import { tend } from './due-work/tend.ts';
import { createDocuments } from './documents.ts';
import { builtinConnectors } from './connectors/index.ts';
import { isPinned } from './egress/pinned.ts';
import { type Guards, handleRequest } from './handle-request.ts';
import { toProblemResponse } from './http/answer.ts';
import { corsHeaders } from './http/cors.ts';
import { createCostlyLimit } from './http/costly-limit.ts';
import { readOrigins } from './http/origin-guard.ts';
import { createOAuth } from './oauth/create-oauth.ts';
import { readRedirects } from './oauth/redirects.ts';
import type { Services } from './operations/operation.ts';
import type { IntegrationsServer, IntegrationsServerOptions, LogEntry } from './options.ts';
import { placeOf } from './place-of.ts';
import { createRouter } from './router.ts';
import { createStorage } from './storage/create-storage.ts';
import { fairStorage } from './storage/fair-storage.ts';
import { createWebhooks } from './webhooks.ts';

/** Milliseconds running requests get to finish when the server stops (SR-97). */
const drainTime = 10_000;

/**
 * The backend as one fetch handler on Web APIs. Requests are answered once `start()` has succeeded; before that and after `stop()`
 * they get 503.
 * @throws TypeError when the set-up would be unsafe: no authorize hook (SR-40), a loose origin, a provider without connector,
 * a loopback endpoint that was not allowed.
 */
export function createIntegrationsServer(options: IntegrationsServerOptions): IntegrationsServer {
  const { authorize, database, vault, basePath = '/api', now = () => new Date() } = options;
  if (typeof authorize !== 'function') throw new TypeError('createIntegrationsServer(): `authorize` is missing. Without it anybody could read and change every store; pass a function that asks your own session.');
  if (!/^(\/[A-Za-z0-9._~-]+)+$/.test(basePath)) throw new TypeError('createIntegrationsServer(): `basePath` must begin with a slash and end without one, such as "/api".');

  const log = quiet(options.log);
  const origins = readOrigins(options.origins);
  const connectors = connectorsOf(options);
  const catalogue = createCatalogue(options.providers, connectors, options.oauthClients, readRedirects(options, connectors));
  const documents = createDocuments(catalogue, basePath, log);
  const webhooks = createWebhooks(options, catalogue);
  const storage = fairStorage(createStorage({ database, vault, ...(options.now && { now: options.now }), log, provides: webhooks.provides }), database);
  const ask = createAsk(options, catalogue.all.map(({ connector }) => connector), now, log);
  const countCostly = createCostlyLimit(options.limits ?? {}, () => now().getTime());
  const oauth = createOAuth(options, catalogue);
  const router = createRouter(basePath);
  const services: Services = { storage, catalogue, now, ask, oauth, webhooks, log, departures: { wake: () => dueWork.forEach((one) => one.wake()) } };
  const chores = choresOf(services);
  const dueWork = chores.map((chore) => createDueWork(chore, services));

  let state: 'new' | 'running' | 'stopped' = 'new';
  let starting: Promise<void> | undefined;
  const active = new Set<Promise<unknown>>();

  const answer = async (request: Request): Promise<Response> => {
    const begun = performance.now();
    const requestId = crypto.randomUUID();
    let route = 'none';
    const guards: Guards = { router, origins, authorize, vault, countCostly, services, documents, running: () => state === 'running', matched: (name) => { route = name; } };
    let response: Response;
    try {
      response = await handleRequest(request, requestId, guards);
    } catch (error) {
      response = toProblemResponse(publicProblem(error, requestId, log), requestId, { ...corsHeaders(request, origins), ...allowHeader(error, request, guards) });
    }
    if (request.method === 'HEAD') response = new Response(null, response);
    log({ level: response.status >= 500 ? 'error' : 'info', event: 'request', method: request.method, route, status: response.status, ms: Math.round(performance.now() - begun), requestId });
    return response;
  };

  return {
    fetch(request) {
      const running = answer(request);
      active.add(running);
      return running.finally(() => active.delete(running));
    },
    start() {
      return (starting ??= begin().catch((error: unknown) => {
        starting = undefined;
        throw error;
      }));
    },
    async tend() {
      if (state !== 'running') return;
      await tend(chores, services);
      await Promise.all(dueWork.map((one) => one.settled()));
    },
    async stop() {
      state = 'stopped';
      let timer: ReturnType<typeof setTimeout> | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, drainTime);
      });
      await Promise.race([Promise.allSettled([...active, ...dueWork.map((one) => one.stop())]), late]);
      clearTimeout(timer);
    },
  };

  async function begin(): Promise<void> {
    if (options.egress !== 'platform' && !isPinned(options.fetch)) {
      throw new Error("integrations-settings: start() was refused, because outbound calls are not guarded: plain fetch cannot check the address it connects to. Pass `fetch: pinnedFetch()` from integrations-settings/server/node, or state `egress: 'platform'` where the platform blocks private addresses.");
    }
    await storage.migrate();
    await storage.checkKeys();
    if (state !== 'new') return;
    state = 'running';
    for (const one of dueWork) one.start();
  }
}

function connectorsOf({ connectors, providers }: IntegrationsServerOptions) {
  const offered = new Set(providers.map(({ id }) => id));
  return connectors ?? builtinConnectors.filter(({ provider }) => offered.has(provider));
}

// A log that throws must not turn a finished request into a failed one.
function quiet(log: IntegrationsServerOptions['log']): (entry: LogEntry) => void {
  return (entry) => {
    try {
      log?.(entry);
    } catch {
      // Nowhere left to report it.
    }
  };
}

function publicProblem(error: unknown, requestId: string, log: (entry: LogEntry) => void): Problem {
  const ours = isIntegrationsError(error);
  if (!ours || error.code === 'internal') log({ level: 'error', event: 'internal_error', requestId, ...placeOf(ours ? (error.cause ?? error) : error) });
  if (!ours) return new IntegrationsError('internal').problem;
  // Codes of the browser have no HTTP status; here they mean that nobody waits for the answer.
  return error.problem.status === 0 ? new IntegrationsError('bad_request').problem : error.problem;
}

function allowHeader(error: unknown, request: Request, { router }: Guards): Record<string, string> {
  return isIntegrationsError(error, 'method_not_allowed') ? { allow: router.allowed(new URL(request.url).pathname).join(', ') } : {};
}
