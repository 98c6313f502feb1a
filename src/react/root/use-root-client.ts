'use client';

import { useState } from 'react';
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
export function useRootClient({ adapter, providers, client: given, onEvent, now }: RootClientOptions): IntegrationsClient {
  const offered = useStable(providers ?? noProviders);
  const tell = useLatest(onEvent);
  const create = () => (adapter ? { adapter, offered, client: createIntegrationsClient({ adapter, providers: offered, onEvent: (event) => tell.current?.(event), ...(now && { now }) }) } : null);
  const [own, setOwn] = useState(create);
  let current = own;
  if ((own?.adapter ?? undefined) !== adapter || (own && own.offered !== offered)) {
    current = create();
    setOwn(current);
  }

  const client = given ?? current?.client;
  if (!client) throw new Error('<Integrations.Root> has neither an adapter nor a client, so it has nothing to show. Pass adapter and providers, or client.');

  const isOwn = !given;
  // Before the first paint: a backend that answers at once then costs no drawn and thrown-away skeleton, any other is asked a frame earlier.
  useBeforePaint(() => {
    leaving.delete(client);
    void client.load();
    return () => {
      if (!isOwn) return;
      // StrictMode leaves and comes back in one task; only who has not come back by then is gone.
      leaving.add(client);
      queueMicrotask(() => { if (leaving.delete(client)) client.destroy(); });
    };
  }, [client, isOwn]);
  return client;
}

const leaving = new WeakSet<IntegrationsClient>();
