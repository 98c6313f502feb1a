import { IntegrationsError } from '../core/errors.ts';
import { loadForms } from '../core/load-forms.ts';
import type { ProviderDefinition } from '../core/provider.ts';
import type { IntegrationsClient } from './client.ts';

/** The forms of each provider, loaded once; a failed load is tried again on the next call. */
export function createFormLoader(providers: readonly ProviderDefinition[]): IntegrationsClient['forms'] {
  const forms = new Map<string, ReturnType<IntegrationsClient['forms']>>();
  return (id) => {
    const provider = providers.find((one) => one.id === id);
    if (!provider) return Promise.reject(new IntegrationsError('provider_unknown'));
    const known = forms.get(id);
    if (known) return known;
    const loaded = loadForms(provider).catch((error: unknown) => {
      forms.delete(id);
      throw new IntegrationsError('network_failed', {}, error);
    }) as ReturnType<IntegrationsClient['forms']>;
    forms.set(id, loaded);
    return loaded;
  };
}
