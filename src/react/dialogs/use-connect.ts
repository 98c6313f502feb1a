'use client';

import { type RefObject, useRef, useState } from 'react';
import type { Problem } from '../../core/errors.ts';
import type { Integration, Values } from '../../core/integration.ts';
import type { FormHandle } from '../form/form-handle.ts';
import { useRoot } from '../root/root-context.ts';
import { isUnknownOutcome, problemOf } from './problem-of.ts';
import { useAlive } from './use-alive.ts';
import { useDialogMessages } from './use-dialog-messages.ts';
import type { Subject } from './use-subject.ts';

export interface Connect {
  /** `checking`: finding out how an attempt without an answer ended. */
  phase: 'idle' | 'connecting' | 'checking' | 'connected';
  problem: Problem | null;
  /** The answer was lost: check again, never send again. */
  unknown: boolean;
  /** Checking again found that nothing had happened. */
  notDone: boolean;
  connected: Integration | null;
  submit: (values: Values) => Promise<void>;
  checkAgain: () => Promise<void>;
  /** Stops waiting, then finds out how it ended. */
  cancel: () => void;
}

/** One attempt at a time to connect, from submit to a known end. */
export function useConnect({ integration, provider }: Subject, form: RefObject<FormHandle | null>): Connect {
  const { client, announce } = useRoot();
  const messages = useDialogMessages();
  const alive = useAlive();
  const flight = useRef<AbortController | null>(null);
  const before = useRef(integration.revision);
  const [phase, setPhase] = useState<Connect['phase']>('idle');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [notDone, setNotDone] = useState(false);
  const [connected, setConnected] = useState<Integration | null>(null);
  const name = provider?.name ?? integration.provider;

  function finish(result: Integration) {
    form.current?.clearSecrets();
    setConnected(result);
    setPhase('connected');
    if (!alive.current) announce(messages.connectedTitle({ provider: name }));
  }

  function fail(error: unknown) {
    const found = problemOf(error);
    setPhase('idle');
    if (!alive.current) return announce(found.detail, 'assertive');
    if (found.fields && Object.keys(found.fields).length > 0 && form.current) return form.current.showErrors(found.fields, found.detail);
    setProblem(found);
  }

  async function checkAgain() {
    setPhase('checking');
    announce(messages.checkingAgain({ provider: name }));
    try {
      const now = await client.refresh(integration.id);
      if (now.status !== 'disconnected' && now.revision !== before.current) return finish(now);
      client.dismiss(integration.id);
      setProblem(null);
      setNotDone(true);
      setPhase('idle');
      announce(messages.notDoneYet());
    } catch (error) {
      fail(error);
    }
  }

  return {
    phase, problem, notDone, connected, checkAgain,
    unknown: problem !== null && isUnknownOutcome(problem),
    cancel: () => flight.current?.abort(),
    async submit(values) {
      // State would be too late: a second Enter arrives before the next render.
      if (flight.current) return;
      const controller = new AbortController();
      flight.current = controller;
      before.current = integration.revision;
      setProblem(null);
      setNotDone(false);
      setPhase('connecting');
      announce(messages.checkingKey());
      try {
        finish(await client.connect(integration.id, values, controller.signal));
      } catch (error) {
        if (controller.signal.aborted) {
          setProblem(problemOf(error));
          await checkAgain();
        } else fail(error);
      } finally {
        flight.current = null;
      }
    },
  };
}
