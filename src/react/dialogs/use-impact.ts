'use client';

import { useEffect, useState } from 'react';
import type { DisconnectImpact } from '../../core/disconnect-impact.ts';
import { useRoot } from '../root/root-context.ts';

/** From here on it is said that counting takes long. */
const slowAfter = 3_000;

export interface Impact extends DisconnectImpact {
  state: 'loading' | 'slow' | 'known' | 'failed';
}

/** Asks the backend what a disconnect would break now; nothing is known where it cannot tell. */
export function useImpact(integration: string): Impact {
  const { client } = useRoot();
  const [impact, setImpact] = useState<Impact>({ state: client.capabilities.has('impact') ? 'loading' : 'known', items: [] });
  useEffect(() => {
    if (!client.capabilities.has('impact')) return undefined;
    const controller = new AbortController();
    const timer = setTimeout(() => setImpact({ state: 'slow', items: [] }), slowAfter);
    client.impact(integration, controller.signal)
      .then((told) => setImpact({ state: 'known', ...told }), () => { if (!controller.signal.aborted) setImpact({ state: 'failed', items: [] }); })
      .finally(() => clearTimeout(timer));
    return () => {
      controller.abort();
      clearTimeout(timer);
    };
  }, [client, integration]);
  return impact;
}
