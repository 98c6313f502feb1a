'use client';

import { useSyncExternalStore } from 'react';
import { type ClientState, initialState } from '../../client/state.ts';
import { useRoot } from './root-context.ts';

/** Everything the client knows; re-renders on each change. On the server, and while hydrating, nothing is known yet. */
export function useClientState(): ClientState {
  const { client } = useRoot();
  return useSyncExternalStore(client.subscribe, client.getState, () => initialState);
}
