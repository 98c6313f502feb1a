import { IntegrationsError, isIntegrationsError } from '../../core/errors.ts';
import type { ProviderDefinition } from '../../core/provider.ts';
import { routes } from '../../core/routes.ts';
import { createExchange } from './exchange.ts';
import type { RestAdapterOptions } from './options.ts';

/** Milliseconds the list of providers may take (SR-30). */
const deadline = 15_000;

export interface FetchProvidersOptions extends Omit<RestAdapterOptions, 'storeId'> {
  signal?: AbortSignal;
}

/**
 * The providers a backend lists, for a page that has none in its own code. Read whole or not at all: a definition in a wrong shape is `internal`,
 * whose `cause` names the path. `timeout` after 15 s.
 * @throws IntegrationsError
 */
export async function fetchProviders({ signal, ...options }: FetchProvidersOptions = {}): Promise<readonly ProviderDefinition[]> {
  const late = AbortSignal.timeout(deadline);
  const reading = createExchange(options)({ route: routes.providers, parameters: {}, read: (_, body) => body }, { signal: signal ? AbortSignal.any([signal, late]) : late });
  // Side by side: what reads the answer loads while it is under way.
  const [body, providerFromJSON] = await Promise.all([reading, loadReader()]).catch((error: unknown) => {
    throw late.aborted && isIntegrationsError(error, 'aborted') ? new IntegrationsError('timeout') : error;
  });
  try {
    return listed(body).map(providerFromJSON);
  } catch (error) {
    throw new IntegrationsError('internal', {}, error);
  }
}

async function loadReader(): Promise<(json: unknown) => ProviderDefinition> {
  try {
    return (await import('../../provider-json/provider-from-json.ts')).providerFromJSON;
  } catch (error) {
    throw new IntegrationsError('network_failed', {}, error);
  }
}

function listed(body: unknown): readonly unknown[] {
  const { providers } = (body ?? {}) as { providers?: unknown };
  if (!Array.isArray(providers) || providers.length > 500) throw new TypeError('fetchProviders(): the answer holds no list of providers.');
  return providers;
}
