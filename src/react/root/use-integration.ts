'use client';

import { useMemo, useSyncExternalStore } from 'react';
import { type CardState, cardState } from '../../client/card-state.ts';
import { sameMembers } from '../../client/same-members.ts';
import { initialState, type ClientState, type Operation } from '../../client/state.ts';
import type { Problem } from '../../core/errors.ts';
import type { Integration, Verification } from '../../core/integration.ts';
import type { ProviderDefinition } from '../../core/provider.ts';
import type { TestReceipt } from '../../core/test-event.ts';
import { providerOf } from './provider-of.ts';
import { useRoot } from './root-context.ts';

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
  /** What became of the newest test event. */
  receipt: TestReceipt | undefined;
}

/** One Integration by its address; re-renders only when something about that one changes. */
export function useIntegration(id: string): IntegrationView {
  const { client } = useRoot();
  const read = useMemo(() => reader(id, providerOf(client, id)), [client, id]);
  return useSyncExternalStore(client.subscribe, () => read(client.getState()), () => read(initialState));
}

/** Answers the view it gave before for as long as nothing in it has changed: a thousand cards ask on every change. */
function reader(id: string, provider: ProviderDefinition | undefined): (state: ClientState) => IntegrationView {
  let last: readonly unknown[] = [];
  let view: IntegrationView;
  return ({ integrations: { [id]: integration }, operations: { [id]: operation }, unknown: { [id]: unknown }, verifications: { [id]: verification }, receipts }) => {
    const receipt = receipts?.[id];
    const now = [integration, operation, unknown, verification, receipt];
    if (!sameMembers(last, now)) view = { integration, operation, unknown, verification, receipt, provider, state: cardState(integration, operation, unknown) };
    last = now;
    return view;
  };
}
