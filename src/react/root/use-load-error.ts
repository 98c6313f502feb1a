'use client';

import { useEffect, useRef } from 'react';
import type { IntegrationsClient } from '../../client/client.ts';
import type { Problem } from '../../core/errors.ts';
import { useLatest } from './use-latest.ts';

/** Tells the host of each failure of the first list, once. */
export function useLoadError(client: IntegrationsClient, onLoadError: ((problem: Problem) => void) | undefined): void {
  const tell = useLatest(onLoadError);
  const told = useRef<Problem>(null);
  useEffect(() => {
    const check = () => {
      const { phase, problem } = client.getState();
      if (phase !== 'failed' || !problem || problem === told.current) return;
      told.current = problem;
      tell.current?.(problem);
    };
    check();
    return client.subscribe(check);
  }, [client, tell]);
}
