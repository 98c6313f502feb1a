'use client';

import { useSyncExternalStore } from 'react';
import type { Operation } from '../../client/state.ts';
import { disconnectedIntegration, type Integration, parseIntegrationId } from '../../core/integration.ts';
import type { ProviderDefinition } from '../../core/provider.ts';
import { useRoot } from '../root/root-context.ts';

/** What a dialog is about. */
export interface Subject {
  integration: Integration;
  /** False once it is gone from the list. */
  exists: boolean;
  /** Null when the page does not offer it (any more). */
  provider: ProviderDefinition | null;
  operation: Operation | undefined;
}

/** Reads one Integration, its Provider and what runs for it; renders again only when one of these changes. */
export function useSubject(id: string): Subject {
  const { client } = useRoot();
  const known = useSyncExternalStore(client.subscribe, () => client.getState().integrations[id], () => undefined);
  const operation = useSyncExternalStore(client.subscribe, () => client.getState().operations[id], () => undefined);
  const providerId = known?.provider ?? parseIntegrationId(id)?.provider ?? id;
  return {
    integration: known ?? disconnectedIntegration(providerId, id),
    exists: known !== undefined,
    provider: client.providers.find((one) => one.id === providerId) ?? null,
    operation,
  };
}
