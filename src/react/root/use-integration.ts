'use client';

import { useCallback } from 'react';
import { type CardState, cardState } from '../../client/card-state.ts';
import type { ClientState, Operation } from '../../client/state.ts';
import type { Problem } from '../../core/errors.ts';
import type { Integration, Verification } from '../../core/integration.ts';
import type { ProviderDefinition } from '../../core/provider.ts';
import { providerOf } from './provider-of.ts';
import { useRoot } from './root-context.ts';
import { sameMembers, useClientState } from './use-client-state.ts';

/** Everything known about one Integration. */
export interface IntegrationView {
  /** As last read; undefined until then. */
  integration: Integration | undefined;
  /** Undefined when the page does not offer it. */
  provider: ProviderDefinition | undefined;
  /** The row of the state table its card shows. */
  state: CardState;
  /** What runs now, or how the last call ended while that still matters. */
  operation: Operation | undefined;
  /** Why its status is not known now. */
  unknown: Problem | undefined;
  /** The newest result of "Test connection". */
  verification: Verification | undefined;
}

/** One Integration by its address; re-renders only when something about that one changes. */
export function useIntegration(id: string): IntegrationView {
  const { client } = useRoot();
  const select = useCallback((state: ClientState): IntegrationView => {
    const integration = state.integrations[id];
    const operation = state.operations[id];
    const unknown = state.unknown[id];
    return { integration, operation, unknown, verification: state.verifications[id], provider: providerOf(client, id), state: cardState(integration, operation, unknown) };
  }, [client, id]);
  return useClientState(select, sameMembers);
}
