import type { IntegrationsAdapter } from '../core/adapter.ts';
import { IntegrationsError } from '../core/errors.ts';
import type { Ledger } from './ledger.ts';
import { listed } from './list-transitions.ts';
import { judged } from './operation-transitions.ts';
import { readList } from './read-list.ts';
import { runOperation } from './run-operation.ts';
import type { ClientState } from './state.ts';
import { cleanError } from './to-error.ts';
import { listFailed } from './transitions.ts';
import type { VerbContext } from './verb-context.ts';

/** A read of the list, begun by the client before it was known what would be in it. */
export interface ReadBegun {
  /** How its first try ended, or will end. */
  first: Promise<unknown>;
  /** By the ledger's clock. */
  began: number;
  /** When it must be over, in milliseconds since the epoch. */
  end: number;
  alive: AbortSignal;
}

/** Finishes a read of the list: repeats what may be repeated, and takes any answer or failure into the state. */
export function createReadOn({ adapter, change, getState, offered, tell }: VerbContext, ledger: Ledger): (read: ReadBegun) => Promise<void> {
  function listAfter(first: Promise<unknown>): IntegrationsAdapter['list'] {
    let begun = false;
    return (o) => {
      if (begun) return adapter.list(o);
      begun = true;
      return first as ReturnType<IntegrationsAdapter['list']>;
    };
  }

  function keepList(state: ClientState, answer: readonly unknown[], began: number): ClientState {
    const list = readList(answer, offered);
    return listed(state, {
      order: list.order,
      integrations: list.integrations.filter((one) => ledger.take(state.integrations[one.id], one, began, false)),
      unknown: Object.fromEntries(list.missing.filter((id) => !ledger.movedSince(id, began)).map((id) => [id, unanswered])),
      settles: (id) => ledger.settles(id, began),
      judge: judged,
    });
  }

  return async ({ first, began, end, alive }) => {
    const outcome = await runOperation(listAfter(first), { deadline: end - Date.now(), signals: [alive], keyed: false, read: (answer) => (Array.isArray(answer) ? (answer as readonly unknown[]) : null) });
    if (alive.aborted) return;
    if (outcome.ok) {
      change((state) => keepList(state, outcome.value, began));
      return tell({ type: 'loaded', integrations: Object.keys(getState().integrations).length });
    }
    const { problem } = cleanError(outcome.error);
    change((state) => listFailed(state, problem, (id) => ledger.movedSince(id, began)));
    tell({ type: 'load_failed', code: problem.code, ...(problem.requestId !== undefined && { requestId: problem.requestId }) });
  };
}

const unanswered = new IntegrationsError('internal', { detail: 'The backend did not say how this integration stands. Try again; if it stays, ask an admin.' }).problem;
