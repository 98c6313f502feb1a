'use client';

import { type RefObject, useRef, useState, useSyncExternalStore } from 'react';
import type { ErrorCode, Problem } from '../../core/errors.ts';
import type { Values } from '../../core/integration.ts';
import { ownError } from '../../core/own-error.ts';
import type { TestReceipt } from '../../core/test-event.ts';
import type { FormHandle } from '../form/form-handle.ts';
import { useRoot } from '../root/root-context.ts';
import type { DialogParts } from './dialog-parts.ts';
import type { Subject } from './use-subject.ts';

/** Then nobody knows whether it went out. */
const lost: readonly ErrorCode[] = ['network_failed', 'timeout', 'aborted', 'internal', 'request_in_progress'];

export interface SendTest {
  /** Also of an earlier dialog, which was closed meanwhile. */
  running: boolean;
  /** The newest there is; null while one is under way. */
  receipt: TestReceipt | null;
  problem: Problem | null;
  /** No verdict came: the same values sent again are not sent twice. */
  unknown: boolean;
  send: (values: Values) => Promise<void>;
}

/** Sends one test at a time. Goes on when the dialog is closed: the card then shows how it ends, and that is said once. */
export function useSendTest({ integration: { id }, provider, operation }: Subject, form: RefObject<FormHandle | null>, { useAlive }: DialogParts): SendTest {
  const { client, announce } = useRoot();
  const alive = useAlive();
  const flight = useRef(false);
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const receipt = useSyncExternalStore(client.subscribe, () => client.getState().receipts?.[id] ?? null, () => null);
  const running = sending || (operation?.verb === 'test' && (operation.phase === 'running' || operation.phase === 'slow'));
  const name = provider?.name ?? id;

  async function send(values: Values) {
    // State would be too late: a second Enter arrives before the next render.
    if (flight.current) return;
    flight.current = true;
    setSending(true);
    setProblem(null);
    form.current?.clearErrors();
    try {
      const { verdict, problem: why } = await client.sendTest(id, values);
      // What is wrong with a field is read out where it stands.
      if (alive.current && why?.fields && form.current) form.current.showErrors(why.fields, Object.values(why.fields).includes(why.detail) ? undefined : why.detail);
      else announce(alive.current ? verdict : `${name}: ${verdict}`);
    } catch (error) {
      const found = ownError(error).problem as Problem;
      if (!alive.current) announce(`${name}: ${found.detail}`, 'assertive');
      else {
        client.dismiss(id);
        if (found.fields && form.current) form.current.showErrors(found.fields, found.detail);
        else setProblem(found);
      }
    } finally {
      flight.current = false;
      setSending(false);
    }
  }
  return { running, receipt: running || problem ? null : receipt, problem, unknown: problem !== null && lost.includes(problem.code), send };
}
