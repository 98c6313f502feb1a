import type { CallOptions } from '../core/adapter.ts';
import { IntegrationsError } from '../core/errors.ts';
import type { Verb } from '../core/events.ts';
import { disconnectedIntegration, parseIntegrationId, type Values } from '../core/integration.ts';
import type { KeepIntegration, Ledger } from './ledger.ts';
import { newKey } from './new-key.ts';
import * as op from './operation-transitions.ts';
import type { Repeats } from './repeats.ts';
import { runOperation } from './run-operation.ts';
import type { ClientState, Sent } from './state.ts';
import { cleanError } from './to-error.ts';
import * as go from './transitions.ts';
import type { VerbContext } from './verb-context.ts';

const slowAfter = 10_000;

/** What one verb does: how it is sent, how its answer is read, and what the answer changes. */
export interface Work<T> {
  send: (o: CallOptions) => Promise<unknown>;
  read: (answer: unknown) => T | null;
  /** Changes what is stored, so a lost answer leaves the outcome unknown. */
  mutates: boolean;
  /** Changes nothing stored, but something outside: the key of a lost answer is kept for the same wish. */
  leavesTrace?: true;
  /** Sent under one idempotency key. */
  keyed: boolean;
  /** Everything that makes two calls the same wish. */
  wish?: unknown;
  /** What may be kept of it when its answer is lost; `before` unless it is what is known. */
  sent?: Partial<Sent> | undefined;
  /** Takes the answer into the state. */
  keep: (state: ClientState, value: T, began: number) => ClientState;
  /** Values the caller handed in; no error may repeat them. */
  given?: Values;
}

export type Perform = <T>(verb: Verb, id: string, work: Work<T>, signal: AbortSignal, life: AbortSignal) => Promise<T>;

/** Runs one operation from its beginning in the state to its end. `life` ends with the client: nothing is told after it. */
export function createPerform({ change, getState, deadline, now, tell }: VerbContext, ledger: Ledger, repeats: Repeats, keepIntegration: KeepIntegration): Perform {
  const providerOf = (id: string) => getState().integrations[id]?.provider ?? parseIntegrationId(id)?.provider ?? id;
  return async (verb, id, work, signal, life) => {
    if (signal.aborted) throw new IntegrationsError('aborted');
    const startedAt = now();
    const began = ledger.tick();
    const about = { verb, integration: id, provider: providerOf(id) };
    const { integrations: { [id]: known }, operations: { [id]: earlier } } = getState();
    const doubt = earlier?.phase === 'unknown' ? earlier : undefined;
    const sent: Sent = { before: known ?? disconnectedIntegration(about.provider, id), ...work.sent };
    change((state) => op.begun(state, id, verb, startedAt));
    tell({ type: 'started', ...about });
    const slow = setTimeout(() => change((state) => op.slowed(state, id)), slowAfter);

    // The key it had, unless anything was stored since: a replayed answer would then be older than what is known.
    const doubted = doubt?.verb === verb && doubt.sent?.before.revision === sent.before.revision;
    const repeated = doubted || work.leavesTrace ? await repeats.keyOf(id, verb, work.wish) : undefined;
    const key = work.keyed && (repeated ?? newKey());

    const outcome = await runOperation(work.send, {
      deadline, signals: [signal], keyed: key, doubted: repeated !== undefined && !(doubted && doubt.found), read: work.read,
      onLate: (value) => {
        if (work.mutates && !life.aborted) change((state) => keepLate(state, id, startedAt, work.keep(state, value, began)));
      },
    });
    clearTimeout(slow);
    // A question asked meanwhile does not end the doubt about an earlier change; its answer may.
    const over = (state: ClientState) => (doubt && !work.mutates ? go.withOperation(state, id, doubt) : go.ended(state, id));

    const durationMs = now() - startedAt;
    if (outcome.ok) {
      if (work.leavesTrace) repeats.forget(id, verb);
      change((state) => work.keep(over(state), outcome.value, began));
      if (!life.aborted) tell({ type: 'succeeded', ...about, status: getState().integrations[id]?.status ?? 'disconnected', durationMs });
      return outcome.value;
    }
    const error = cleanError(outcome.error, work.given);
    const { problem } = error;
    if (work.mutates && outcome.lost) ledger.lose(id);
    if ((work.mutates || work.leavesTrace) && outcome.lost && key) repeats.lose(id, verb, work.wish, key);
    change((state) => {
      if (work.mutates && outcome.lost) return op.lost(state, id, problem, sent);
      if (problem.code === 'aborted') return over(state);
      if (verb === 'status') return op.doubted(over(state), id, problem);
      const next = op.failed(state, id, problem);
      return problem.current?.id === id ? keepIntegration(next, problem.current, began, true) : next;
    });
    if (!life.aborted) tell({ type: 'failed', ...about, code: error.code, ...(problem.requestId !== undefined && { requestId: problem.requestId }), durationMs });
    throw error;
  };
}

/** The answer nobody waited for any longer: it also ends the doubt about its own operation, if that still stands. */
function keepLate(before: ClientState, id: string, startedAt: number, kept: ClientState): ClientState {
  const operation = before.operations[id];
  const own = operation?.phase === 'unknown' && operation.startedAt === startedAt;
  return own ? op.assured(kept, id) : kept;
}
