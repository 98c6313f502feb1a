'use client';

import { useMemo } from 'react';
import type { ClientState } from '../../client/state.ts';
import type { Problem } from '../../core/errors.ts';
import type { Integration } from '../../core/integration.ts';
import { useRoot } from './root-context.ts';
import { useClientState } from './use-client-state.ts';

/** What `useIntegrations` answers. */
export interface IntegrationsView {
  phase: ClientState['phase'];
  /** Why the newest read of the list failed, if it did. */
  problem: Problem | null;
  /** In the order the adapter gave them. */
  integrations: readonly Integration[];
  /** Reads the list again; failures are told by `problem`. */
  reload: () => Promise<void>;
}

/** Every Integration of the page, with the state of the list itself. Re-renders on each change; a card wants `useIntegration`. */
export function useIntegrations(): IntegrationsView {
  const { client } = useRoot();
  const { phase, problem, order, integrations } = useClientState();
  return useMemo(() => ({ phase, problem, integrations: order.flatMap((id) => integrations[id] ?? []), reload: () => client.load() }), [phase, problem, order, integrations, client]);
}
