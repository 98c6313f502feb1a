import type { Problem } from '../core/errors.ts';
import type { Integration } from '../core/integration.ts';
import type { ClientState, Operation } from './state.ts';
import { same } from './same.ts';
import { sameMembers } from './same-members.ts';
import { without } from './without.ts';

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
  /** Does the answer for this address also say something of an outcome that was unknown? */
  settles: (id: string) => boolean;
  /** What is left of such an operation then; null: nothing, it is known how it ended. */
  judge: (operation: Operation, now: Integration) => Operation | null;
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
    const problem = list.unknown[id] ?? (after && list.settles(id) ? undefined : state.unknown[id]);
    if (problem) unknown[id] = problem;
  }
  for (const [id, operation] of Object.entries(state.operations)) {
    const now = operation.phase === 'unknown' && list.settles(id) ? fresh.get(id) : undefined;
    const left = now ? list.judge(operation, now) : operation;
    if (left) operations[id] = left;
  }
  return { ...state, phase: 'ready', problem: null, order: kept(state.order, list.order), integrations: kept(state.integrations, integrations), unknown: kept(state.unknown, unknown), operations: kept(state.operations, operations) };
}

/** The list could not be read: what was known stays, marked as not known now. `moved`: has it answered since the read began? */
export function listFailed(state: ClientState, problem: Problem, moved: (id: string) => boolean): ClientState {
  if (state.phase !== 'ready') return { ...state, phase: 'failed', problem };
  const unknown = { ...state.unknown };
  for (const id of state.order) if (!moved(id)) unknown[id] = problem;
  return { ...state, problem, unknown };
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

/** Nothing is being read any more; the next read begins anew. */
export function stopped(state: ClientState): ClientState {
  return state.phase === 'loading' ? { ...state, phase: 'idle' } : state;
}

/** Something of this operation changed. */
export function withOperation(state: ClientState, id: string, operation: Operation): ClientState {
  return { ...state, operations: { ...state.operations, [id]: operation } };
}

/** Members were compared before; comparing all their text again would cost as much as reading the list. */
function kept<T extends object>(before: T, after: T): T {
  return sameMembers(before, after) ? before : after;
}
