import type { IntegrationsClient } from '../../client/client.ts';
import type { ProviderDefinition } from '../../core/provider.ts';

const indexes = new WeakMap<readonly ProviderDefinition[], ReadonlyMap<string, ProviderDefinition>>();

/** The provider an address belongs to, if the page offers it. Indexed, because every card asks on every change. */
export function providerOf({ providers }: IntegrationsClient, integration: string): ProviderDefinition | undefined {
  let index = indexes.get(providers);
  if (!index) indexes.set(providers, (index = new Map(providers.map((one) => [one.id, one]))));
  return index.get(integration.replace(/~.*/, ''));
}
