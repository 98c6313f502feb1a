import type { Problem } from '../core/errors.ts';
import type { Verb } from '../core/events.ts';
import type { Integration, Verification } from '../core/integration.ts';
import type { TestReceipt } from '../core/test-event.ts';
import { evidenceOf } from './evidence.ts';
import { same } from './same.ts';
import type { ClientState, Operation, Sent } from './state.ts';
import { ended, withOperation } from './transitions.ts';
import { without } from './without.ts';

// The transitions only a verb makes, apart from the others so that they load with the verbs.

/** An Integration was answered. `settles`: late enough to say something of what was unknown. */
export function received(state: ClientState, integration: Integration, settles: boolean): ClientState {
  const { id } = integration;
  const next = {
    ...state,
    integrations: { ...state.integrations, [id]: same(state.integrations[id], integration) },
    order: state.order.includes(id) ? state.order : [...state.order, id],
  };
  if (!settles) return next;
  const operation = next.operations[id];
  const left = operation && judged(operation, integration);
  return { ...(left ? withOperation(next, id, left) : ended(next, id)), unknown: without(state.unknown, id) };
}

/** The status is known, and with it the outcome that was not. */
export function assured(state: ClientState, id: string): ClientState {
  return { ...state, unknown: without(state.unknown, id), operations: state.operations[id]?.phase === 'unknown' ? without(state.operations, id) : state.operations };
}

/** What is left of an operation of unknown outcome when its Integration was read again: nothing, once it is seen to have happened. */
export function judged(operation: Operation, now: Integration): Operation | null {
  if (operation.phase !== 'unknown') return operation;
  const found = operation.sent ? evidenceOf(operation.verb, operation.sent, now) : 'done';
  if (found === 'done') return null;
  return operation.found === found ? operation : { ...operation, found };
}

export function begun(state: ClientState, id: string, verb: Verb, startedAt: number): ClientState {
  return withOperation(state, id, { verb, phase: 'running', startedAt, problem: null });
}

export function failed(state: ClientState, id: string, problem: Problem): ClientState {
  const operation = state.operations[id];
  return operation ? withOperation(state, id, { ...operation, phase: 'failed', problem }) : state;
}

export function slowed(state: ClientState, id: string): ClientState {
  const operation = state.operations[id];
  return operation?.phase === 'running' ? withOperation(state, id, { ...operation, phase: 'slow' }) : state;
}

/** A change went out and no verdict came back: neither its outcome nor the status is known. */
export function lost(state: ClientState, id: string, problem: Problem, sent?: Sent): ClientState {
  const operation = state.operations[id];
  return operation ? doubted(withOperation(state, id, { ...operation, phase: 'unknown', problem, ...(sent && { sent }) }), id, problem) : state;
}

/** The status could not be read. */
export function doubted(state: ClientState, id: string, problem: Problem): ClientState {
  return { ...state, unknown: { ...state.unknown, [id]: problem } };
}

export function verified(state: ClientState, id: string, verification: Verification): ClientState {
  return { ...state, verifications: { ...state.verifications, [id]: verification } };
}

export function tested(state: ClientState, id: string, receipt: TestReceipt): ClientState {
  return { ...state, receipts: { ...state.receipts, [id]: receipt } };
}

/** Other credentials are stored now, so earlier tests say nothing of them. */
export function untested(state: ClientState, id: string): ClientState {
  return { ...state, verifications: without(state.verifications, id), ...(state.receipts && { receipts: without(state.receipts, id) }) };
}
