import type { Problem } from '../core/errors.ts';
import type { ClientState, Operation } from './state.ts';
import { without } from './without.ts';

// State in, state out. What does not change keeps its identity, so that only the cards concerned draw again.
// These are all that a page on which nothing happens needs; the others load with the verbs.

/** The first list is being read, or read again after it failed. */
export function loading(state: ClientState): ClientState {
  return state.phase === 'ready' || state.phase === 'loading' ? state : { ...state, phase: 'loading' };
}

/** A list was read in which all is as usual. */
export function usual(state: ClientState, list: Pick<ClientState, 'order' | 'integrations'>): ClientState {
  return { ...state, ...list, phase: 'ready', problem: null, unknown: {} };
}

/** The list could not be read: what was known stays, marked as not known now. `moved`: has it answered since the read began? */
export function listFailed(state: ClientState, problem: Problem, moved?: (id: string) => boolean): ClientState {
  const unknown = { ...state.unknown };
  for (const id of state.order) if (!moved?.(id)) unknown[id] = problem;
  return { ...state, phase: state.phase === 'ready' ? 'ready' : 'failed', problem, unknown };
}

/** The operation is over and nothing of it needs telling. */
export function ended(state: ClientState, id: string): ClientState {
  return id in state.operations ? { ...state, operations: without(state.operations, id) } : state;
}

/** Forgets a finished operation; one that runs stays. */
export function dismissed(state: ClientState, id: string): ClientState {
  const phase = state.operations[id]?.phase;
  return phase === 'failed' || phase === 'unknown' ? ended(state, id) : state;
}

/** Something of this operation changed. */
export function withOperation(state: ClientState, id: string, operation: Operation): ClientState {
  return { ...state, operations: { ...state.operations, [id]: operation } };
}

/** Nothing is being read any more; the next read begins anew. */
export function stopped(state: ClientState): ClientState {
  return state.phase === 'loading' ? { ...state, phase: 'idle' } : state;
}
