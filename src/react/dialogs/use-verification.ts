'use client';

import { useEffect, useRef, useState } from 'react';
import type { Problem } from '../../core/errors.ts';
import type { Values, Verification } from '../../core/integration.ts';
import { useRoot } from '../root/root-context.ts';
import { problemOf } from './problem-of.ts';
import { useDialogMessages } from './use-dialog-messages.ts';

/** How the newest "Test connection" of a dialog stands. */
export interface TestState {
  running: boolean;
  verification: Verification | null;
  problem: Problem | null;
  /** Values that are not saved took part. */
  unsaved: boolean;
}

export interface Test extends TestState {
  available: boolean;
  /** One at a time: does nothing, and answers null, while one runs. */
  run: (given: { credentials?: Values; configuration?: Values }, unsaved: boolean) => Promise<Verification | null>;
  /** Ends a run and forgets its result, which another attempt outdates. */
  stop: () => void;
}

const results = { verified: 'testVerified', unverified: 'testUnverified', rejected: 'testRejected' } as const;

const idle: TestState = { running: false, verification: null, problem: null, unsaved: false };

/** Tests the connection with given values; stores nothing, and stops with the dialog. */
export function useVerification(integration: string): Test {
  const { client, announce } = useRoot();
  const messages = useDialogMessages();
  const [state, setState] = useState(idle);
  const flight = useRef<AbortController | null>(null);
  const stop = () => {
    flight.current?.abort();
    flight.current = null;
  };
  useEffect(() => stop, []);
  return {
    ...state,
    available: client.capabilities.has('verify'),
    stop: () => {
      stop();
      setState(idle);
    },
    async run(given, unsaved) {
      if (flight.current) return null;
      const controller = new AbortController();
      flight.current = controller;
      setState({ ...idle, running: true, unsaved });
      try {
        const verification = await client.verify(integration, given, controller.signal);
        if (flight.current !== controller) return null;
        setState({ ...idle, verification, unsaved });
        // Errors of fields are read out where they are shown.
        if (!verification.stages.some(({ problem }) => problem?.fields)) announce(messages[results[verification.outcome]]({ account: verification.account?.label ?? null }));
        return verification;
      } catch (error) {
        if (flight.current === controller) setState({ ...idle, problem: problemOf(error), unsaved });
        return null;
      } finally {
        if (flight.current === controller) flight.current = null;
      }
    },
  };
}
