'use client';

import { useMemo } from 'react';
import type { IntegrationsClient } from '../../client/client.ts';
import { createIntegrationsClient } from '../../client/create-client.ts';
import type { IntegrationsAdapter } from '../../core/adapter.ts';
import type { IntegrationsEvent } from '../../core/events.ts';
import type { ProviderDefinition } from '../../core/provider.ts';
import { useBeforePaint } from './use-before-paint.ts';
import { useLatest } from './use-latest.ts';
import { useStable } from './use-stable.ts';

/** Where the page gets its data: an adapter with the providers it offers, or a client made elsewhere and kept by the host. */
export type RootSource =
  | { adapter: IntegrationsAdapter; providers: readonly ProviderDefinition[]; client?: never }
  | { client: IntegrationsClient; adapter?: never; providers?: never };

export type RootClientOptions = RootSource & { onEvent?: (event: IntegrationsEvent) => void; now?: () => number };

const noProviders: readonly ProviderDefinition[] = [];

/** The given client, or one made for the adapter that lives as long as the root. Starts the first read. */
export function useRootClient({ adapter, providers, client: given, onEvent, now = Date.now }: RootClientOptions): IntegrationsClient {
  const offered = useStable(providers ?? noProviders);
  const tell = useLatest(onEvent);
  const clock = useLatest(now);
  // Made while rendering: it touches nothing until it is used.
  const own = useMemo(() => (adapter ? createIntegrationsClient({ adapter, providers: offered, onEvent: (event) => tell.current?.(event), now: () => clock.current() }) : undefined), [adapter, offered, tell, clock]);
  const client = given ?? own;
  if (!client) throw new Error('Give <Integrations.Root> an adapter and providers, or a client.');

  // Before the first paint: a backend that answers at once then costs no drawn and thrown-away skeleton, any other is asked a frame earlier.
  useBeforePaint(() => {
    void client.load();
    return given ? undefined : () => client.destroy();
  }, [client, given]);
  return client;
}
