'use client';

import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { IntegrationsClient } from '../../client/client.ts';
import type { ClientState } from '../../client/state.ts';
import type { Problem } from '../../core/errors.ts';
import { useLatest } from './use-latest.ts';

/** Tells the host of each failure of the first list, once. */
export function useLoadError(client: IntegrationsClient, onLoadError: ((problem: Problem) => void) | undefined): void {
  const tell = useLatest(onLoadError);
  const told = useRef<Problem>(null);
  const failure = useSyncExternalStore(client.subscribe, () => failureOf(client.getState()), () => null);
  useEffect(() => {
    if (failure && failure !== told.current) tell.current?.((told.current = failure));
  }, [failure, tell]);
}

const failureOf = ({ phase, problem }: ClientState) => (phase === 'failed' ? problem : null);
