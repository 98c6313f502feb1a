'use client';

import { type RefObject, useRef } from 'react';
import type { FieldDescriptor } from '../../core/describe-fields.ts';
import type { FormHandle } from '../form/form-handle.ts';
import { useRoot } from '../root/root-context.ts';
import type { Connect, ConnectState } from './connect-state.ts';
import { laterOutcomes } from './later-outcomes.ts';
import { useAlive } from './use-alive.ts';
import { usePatched } from './use-patched.ts';
import type { Subject } from './use-subject.ts';

/** One attempt at a time to connect, from submit to a known end. */
export function useConnect(subject: Subject, fields: readonly FieldDescriptor[], form: RefObject<FormHandle | null>): Connect {
  const root = useRoot();
  const alive = useAlive();
  const flight = useRef<AbortController | null>(null);
  const { integration: { id }, operation } = subject;
  const [state, change] = usePatched((): ConnectState => {
    const doubt = operation?.verb === 'connect' && operation.phase === 'unknown' ? operation : undefined;
    const problem = (!doubt?.found && doubt?.problem) || null;
    return { phase: 'idle', problem, unknown: problem !== null, found: doubt?.found ?? null, connected: null };
  });

  const steps = async () => (await laterOutcomes.load()).connecting({ root, id, form, alive, fields, change, provider: subject.provider?.name ?? subject.integration.provider });
  // Every failure of a step is told by it; that its code could not be fetched is said where its notes would stand.
  const lost = () => change({ phase: 'idle' });

  return {
    ...state,
    cancel: () => flight.current?.abort(),
    checkAgain() {
      change({ phase: 'checking' });
      return steps().then(({ checkAgain }) => checkAgain()).catch(lost);
    },
    async submit(values) {
      // State would be too late: a second Enter arrives before the next render.
      if (flight.current) return;
      const { signal } = (flight.current = new AbortController());
      change({ problem: null, unknown: false, found: null, phase: 'connecting' });
      await steps().then(({ submit }) => submit(values, signal)).catch(lost);
      flight.current = null;
    },
  };
}
