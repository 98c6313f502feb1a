'use client';

import { type RefObject, useRef, useState } from 'react';
import { previewCredentials } from '../../core/credentials.ts';
import type { FieldDescriptor } from '../../core/describe-fields.ts';
import type { Problem } from '../../core/errors.ts';
import type { Integration, Values } from '../../core/integration.ts';
import type { FormHandle } from '../form/form-handle.ts';
import { useRoot } from '../root/root-context.ts';
import { problemOf } from './problem-of.ts';
import { useAlive } from './use-alive.ts';
import { useDialogMessages } from './use-dialog-messages.ts';
import type { Subject } from './use-subject.ts';

export interface Connect {
  /** `checking`: finding out how an attempt without an answer ended. */
  phase: 'idle' | 'connecting' | 'checking' | 'connected';
  problem: Problem | null;
  /** The answer was lost, also that of an earlier dialog: check again, never send again. */
  unknown: boolean;
  /** What checking again found where it did not work: no trace of it, or that somebody else connected with other details. */
  found: 'nothing' | 'other' | null;
  connected: Integration | null;
  submit: (values: Values) => Promise<void>;
  checkAgain: () => Promise<void>;
  /** Stops waiting, then finds out how it ended. */
  cancel: () => void;
}

/** One attempt at a time to connect, from submit to a known end. */
export function useConnect({ integration, provider, operation }: Subject, fields: readonly FieldDescriptor[], form: RefObject<FormHandle | null>): Connect {
  const { client, announce } = useRoot();
  const messages = useDialogMessages();
  const alive = useAlive();
  const flight = useRef<AbortController | null>(null);
  const [doubt] = useState(operation?.verb === 'connect' && operation.phase === 'unknown' ? operation : null);
  const [phase, setPhase] = useState<Connect['phase']>('idle');
  const [problem, setProblem] = useState<Problem | null>(doubt && !doubt.found ? doubt.problem : null);
  const [unknown, setUnknown] = useState(problem !== null);
  const [found, setFound] = useState<Connect['found']>(doubt?.found ?? null);
  const [connected, setConnected] = useState<Integration | null>(null);
  const name = provider?.name ?? integration.provider;

  function finish(result: Integration) {
    form.current?.clearSecrets();
    setConnected(result);
    setPhase('connected');
    if (!alive.current) announce(messages.connectedTitle({ provider: name }));
  }

  function fail(error: unknown) {
    const failure = problemOf(error);
    setPhase('idle');
    if (!alive.current) return announce(failure.detail, 'assertive');
    if (failure.fields && Object.keys(failure.fields).length > 0 && form.current) return form.current.showErrors(failure.fields, failure.detail);
    // The client knows whether this was a verdict on what was sent; the code alone does not tell.
    setUnknown(client.getState().operations[integration.id]?.phase === 'unknown');
    setProblem(failure);
  }

  // By reading alone. Nothing that was typed is sent again before the user presses the button that says so.
  async function checkAgain() {
    setPhase('checking');
    announce(messages.checkingAgain({ provider: name }));
    try {
      const now = await client.refresh(integration.id);
      const left = client.getState().operations[integration.id];
      const seen = left?.phase === 'unknown' ? left.found : undefined;
      setUnknown(false);
      // Somebody may have dismissed it on the card; then only the status is left to go by.
      if (!seen && now.status !== 'disconnected') return finish(now);
      setProblem(null);
      setFound(seen ?? 'nothing');
      setPhase('idle');
      announce(seen === 'other' ? messages.otherConnected({ provider: name, name: now.updatedBy }) : messages.notDoneYet());
    } catch (error) {
      fail(error);
    }
  }

  return {
    phase, problem, unknown, found, connected, checkAgain,
    cancel: () => flight.current?.abort(),
    async submit(values) {
      // State would be too late: a second Enter arrives before the next render.
      if (flight.current) return;
      const controller = new AbortController();
      flight.current = controller;
      setProblem(null);
      setUnknown(false);
      setFound(null);
      setPhase('connecting');
      announce(messages.checkingKey());
      try {
        finish(await client.connect(integration.id, values, controller.signal, previewCredentials(fields, values, '')));
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
