import type { Problem } from '../core/errors.ts';
import type { Integration } from '../core/integration.ts';
import { sameMembers } from './same-members.ts';
import { same } from './same.ts';
import type { ClientState, Operation } from './state.ts';

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

/** A list was read, whatever is in it and whatever was known before. */
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

/** Members were compared before; comparing all their text again would cost as much as reading the list. */
function kept<T extends object>(before: T, after: T): T {
  return sameMembers(before, after) ? before : after;
}
