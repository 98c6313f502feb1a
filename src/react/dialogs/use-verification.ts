'use client';

import { useEffect, useRef, useState } from 'react';
import { useRoot } from '../root/root-context.ts';
import { laterOutcomes } from './later-outcomes.ts';
import type { Test, TestState } from './test-state.ts';

const idle: TestState = { running: false, verification: null, problem: null, unsaved: false };

/** Tests the connection with given values; stores nothing, and stops with the dialog. */
export function useVerification(integration: string): Test {
  const root = useRoot();
  const [state, setState] = useState(idle);
  const flight = useRef<AbortController | null>(null);
  const stop = () => {
    flight.current?.abort();
    flight.current = null;
  };
  useEffect(() => stop, []);
  return {
    ...state,
    available: root.client.capabilities.has('verify'),
    stop: () => {
      stop();
      setState(idle);
    },
    async run(given, unsaved) {
      if (flight.current) return null;
      const controller = (flight.current = new AbortController());
      setState({ ...idle, running: true, unsaved });
      const end = await laterOutcomes.load().then(({ verifying }) => verifying(root, integration, given, controller.signal)).catch(() => null);
      if (flight.current !== controller) return null;
      flight.current = null;
      setState({ ...idle, unsaved, ...end });
      return end?.verification ?? null;
    },
  };
}
