import type { Problem } from '../core/errors.ts';
import type { Verb } from '../core/events.ts';
import type { Integration, Verification } from '../core/integration.ts';
import type { ClientState, Operation } from './state.ts';

// State in, state out. What does not change keeps its identity, so that only the cards concerned draw again.

/** The first list is being read, or read again after it failed. */
export function loading(state: ClientState): ClientState {
  return state.phase === 'ready' || state.phase === 'loading' ? state : { ...state, phase: 'loading' };
}

export interface Listed {
  order: readonly string[];
  /** The entries to take over; an address in `order` without one keeps what is known. */
  integrations: readonly Integration[];
  /** Address → why the list said nothing of it. */
  unknown: Readonly<Record<string, Problem>>;
  /** Addresses whose answer also settles an outcome that was unknown. */
  settled: ReadonlySet<string>;
}

/** A list was read. */
export function listed(state: ClientState, list: Listed): ClientState {
  const fresh = new Map(list.integrations.map((one) => [one.id, one]));
  const integrations: Record<string, Integration> = {};
  const unknown: Record<string, Problem> = {};
  const operations: Record<string, Operation> = {};
  for (const id of list.order) {
    const [before, after] = [state.integrations[id], fresh.get(id)];
    const integration = after ? same(before, after) : before;
    if (integration) integrations[id] = integration;
    const problem = list.unknown[id] ?? (after && list.settled.has(id) ? undefined : state.unknown[id]);
    if (problem) unknown[id] = problem;
  }
  for (const [id, operation] of Object.entries(state.operations)) {
    if (operation.phase !== 'unknown' || !fresh.has(id) || !list.settled.has(id)) operations[id] = operation;
  }
  return { ...state, phase: 'ready', problem: null, order: same(state.order, list.order), integrations: same(state.integrations, integrations), unknown: same(state.unknown, unknown), operations: same(state.operations, operations) };
}

/** The list could not be read: what was known stays, marked as not known now. `except`: changed since the read began. */
export function listFailed(state: ClientState, problem: Problem, except: ReadonlySet<string>): ClientState {
  if (state.phase !== 'ready') return { ...state, phase: 'failed', problem };
  const unknown = { ...state.unknown };
  for (const id of state.order) if (!except.has(id)) unknown[id] = problem;
  return { ...state, problem, unknown };
}

/** An Integration was answered. `settles`: late enough to clear what was unknown. */
export function received(state: ClientState, integration: Integration, settles: boolean): ClientState {
  const { id } = integration;
  const next = {
    ...state,
    integrations: { ...state.integrations, [id]: same(state.integrations[id], integration) },
    order: state.order.includes(id) ? state.order : [...state.order, id],
  };
  return settles ? assured(next, id) : next;
}

/** The status is known, and with it the outcome that was not. */
export function assured(state: ClientState, id: string): ClientState {
  return { ...state, unknown: without(state.unknown, id), operations: state.operations[id]?.phase === 'unknown' ? without(state.operations, id) : state.operations };
}

export function begun(state: ClientState, id: string, verb: Verb, startedAt: number): ClientState {
  return withOperation(state, id, { verb, phase: 'running', startedAt, problem: null });
}

export function slowed(state: ClientState, id: string): ClientState {
  const operation = state.operations[id];
  return operation?.phase === 'running' ? withOperation(state, id, { ...operation, phase: 'slow' }) : state;
}

/** The operation is over and nothing of it needs telling. */
export function ended(state: ClientState, id: string): ClientState {
  return id in state.operations ? { ...state, operations: without(state.operations, id) } : state;
}

export function failed(state: ClientState, id: string, problem: Problem): ClientState {
  const operation = state.operations[id];
  return operation ? withOperation(state, id, { ...operation, phase: 'failed', problem }) : state;
}

/** A change went out and no verdict came back: neither its outcome nor the status is known. */
export function lost(state: ClientState, id: string, problem: Problem): ClientState {
  const operation = state.operations[id];
  return operation ? doubted(withOperation(state, id, { ...operation, phase: 'unknown', problem }), id, problem) : state;
}

/** The status could not be read. */
export function doubted(state: ClientState, id: string, problem: Problem): ClientState {
  return { ...state, unknown: { ...state.unknown, [id]: problem } };
}

/** Forgets a finished operation; one that runs stays. */
export function dismissed(state: ClientState, id: string): ClientState {
  const phase = state.operations[id]?.phase;
  return phase === 'failed' || phase === 'unknown' ? ended(state, id) : state;
}

export function verified(state: ClientState, id: string, verification: Verification): ClientState {
  return { ...state, verifications: { ...state.verifications, [id]: verification } };
}

/** Other credentials are stored now, so an earlier test says nothing of them. */
export function untested(state: ClientState, id: string): ClientState {
  return id in state.verifications ? { ...state, verifications: without(state.verifications, id) } : state;
}

/** Nothing is being read any more; the next read begins anew. */
export function stopped(state: ClientState): ClientState {
  return state.phase === 'loading' ? { ...state, phase: 'idle' } : state;
}

function withOperation(state: ClientState, id: string, operation: Operation): ClientState {
  return { ...state, operations: { ...state.operations, [id]: operation } };
}

function without<T>(record: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> {
  const { [key]: _, ...rest } = record;
  return key in record ? rest : record;
}

function same<T>(before: T | undefined, after: T): T {
  return before !== undefined && JSON.stringify(before) === JSON.stringify(after) ? before : after;
}
