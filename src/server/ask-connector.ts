import { IntegrationsError, isIntegrationsError } from '../core/errors.ts';
import type { Connector } from './connector.ts';
import { createBreaker } from './egress/breaker.ts';
import { readEndpoint } from './egress/endpoint.ts';
import { createHostTurns } from './egress/host-turns.ts';
import { orAbort } from './egress/or-abort.ts';
import { createProviderFetch, type ProviderFetch } from './egress/provider-fetch.ts';
import type { Services } from './operations/operation.ts';
import type { IntegrationsServerOptions, LogEntry } from './options.ts';
import { placeOf } from './place-of.ts';

/** Milliseconds all calls for one request may take together: the browser gives up after 15 s, and an answer must reach it before. */
const connectorDeadline = 12_000;

/** Calls to one host at a time, over all stores and for one. */
const callsPerHost = { most: 16, share: 6 };

/**
 * Runs connectors behind the egress guards and one deadline. Whatever a connector throws that is not ours is `provider_unavailable`:
 * it stumbled over an answer nobody foresaw, and the caller learns no more than that.
 */
export function createAsk(options: IntegrationsServerOptions, connectors: readonly Connector[], now: () => Date, log: (entry: LogEntry) => void): Services['ask'] {
  const turns = createHostTurns(callsPerHost);
  const breaker = createBreaker(() => now().getTime(), (host) => log({ level: 'warn', event: 'host_rests', host }));
  const fetches = new Map(
    connectors.map((connector): [string, ProviderFetch] => {
      const base = options.endpoints && Object.hasOwn(options.endpoints, connector.provider) ? options.endpoints[connector.provider] : undefined;
      const endpoint = base === undefined ? {} : { endpoint: readEndpoint(connector.provider, base, options.allowLoopbackEgress === true) };
      return [connector.provider, createProviderFetch({ connector, ...endpoint, fetch: options.fetch ?? globalThis.fetch, turns, breaker, log })];
    }),
  );

  return async ({ connector }, { store, signal }, work) => {
    const send = fetches.get(connector.provider);
    if (!send) throw new IntegrationsError('provider_unknown');
    const ends = AbortSignal.any([signal, AbortSignal.timeout(connectorDeadline)]);
    try {
      return await orAbort(work({ request: (call) => send(call, store, ends), now, signal: ends }), ends);
    } catch (error) {
      if (isIntegrationsError(error)) throw error;
      if (signal.aborted) throw new IntegrationsError('aborted', {}, error);
      if (ends.aborted) throw new IntegrationsError('timeout', {}, error);
      log({ level: 'error', event: 'connector_failed', provider: connector.provider, error: placeOf(error).error });
      throw new IntegrationsError('provider_unavailable', {}, error);
    }
  };
}
