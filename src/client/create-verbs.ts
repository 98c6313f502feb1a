import { departureKey } from '../core/authorization.ts';
import type { CallOptions, IntegrationsAdapter } from '../core/adapter.ts';
import { IntegrationsError } from '../core/errors.ts';
import type { Verb } from '../core/events.ts';
import type { Integration } from '../core/integration.ts';
import type { TestReceipt } from '../core/test-event.ts';
import { acceptImpact, acceptOptions, acceptVerification } from './accept-answer.ts';
import { acceptIntegration } from './accept-integration.ts';
import type { AuthorizationVerbs } from './authorization/attempt.ts';
import type { IntegrationsClient } from './client.ts';
import { createFormLoader } from './create-form-loader.ts';
import { cleanProblem } from './clean-problem.ts';
import { compareRevisions } from './freshness.ts';
import { isObject } from './is-object.ts';
import { createLedger, type KeepIntegration, type Ledger } from './ledger.ts';
import { createOperationQueue } from './operation-queue.ts';
import * as op from './operation-transitions.ts';
import { createPerform, type Work } from './perform.ts';
import { createReadOn } from './read-on.ts';
import { createRepeats } from './repeats.ts';
import { runOperation } from './run-operation.ts';
import { cleanError } from './to-error.ts';
import type { VerbContext } from './verb-context.ts';
import { without } from './without.ts';

/** The methods of a client that are these verbs'. */
export type HandedOn = 'forms' | 'connect' | 'configure' | 'disconnect' | 'update' | 'refresh' | 'verify' | 'sendTest' | 'options' | 'impact' | 'authorizations' | 'comeBack';

/** All that a client does beyond showing its list; loaded with the first need of it. */
export interface Verbs extends Pick<IntegrationsClient, HandedOn> {
  /** Goes on with a read of the list that is not what it mostly is. */
  readOn: ReturnType<typeof createReadOn>;
  /** Takes news over that the adapter pushed. */
  hear(pushed: unknown): void;
  ledger: Ledger;
  abortAll(): void;
}

export function createVerbs(context: VerbContext): Verbs {
  const { adapter, life, change, getState, offered } = context;
  const queue = createOperationQueue();
  let signIns: Promise<AuthorizationVerbs> | undefined;
  const ledger = createLedger();
  const keepIntegration: KeepIntegration = (state, integration, began, mutation) =>
    ledger.take(state.integrations[integration.id], integration, began, mutation) ? op.received(state, integration, ledger.settles(integration.id, began)) : state;
  const perform = createPerform(context, ledger, createRepeats(), keepIntegration);

  function operate<T>(verb: Verb, id: string, input: unknown, work: Work<T>, signal?: AbortSignal): Promise<T> {
    const alive = life();
    return queue.enqueue(id, verb, input, signal, (running) => perform(verb, id, work, running, alive));
  }

  /** A verb that changes one Integration and answers it. */
  const mutate = (verb: Verb, id: string, input: object, send: Work<Integration>['send'], more: Pick<Work<Integration>, 'given' | 'sent'> & { signal?: AbortSignal | undefined } = {}) =>
    operate(verb, id, input, {
      send, mutates: true, keyed: true, wish: input, sent: more.sent, given: more.given, read: integrationAt(id),
      keep: (state, integration, began) => keepIntegration(verb === 'connect' || verb === 'disconnect' ? op.untested(state, id) : state, integration, began, true),
    }, more.signal);

  /** The adapter, sure to have this method. */
  function having(method: 'verify' | 'sendTest' | 'options' | 'impact' | 'update'): Required<IntegrationsAdapter> {
    if (!adapter[method]) throw new IntegrationsError('method_not_allowed', { detail: `The adapter has no "${method}", so this cannot be done here. Implement it to offer the feature.` });
    return adapter as Required<IntegrationsAdapter>;
  }

  /** A call that is no operation: it stands beside them and leaves no trace in the state. */
  async function ask<T>(send: Work<T>['send'], read: (answer: unknown) => T | null, { signal, given }: { signal?: AbortSignal | undefined; given?: Work<T>['given'] } = {}): Promise<T> {
    const outcome = await runOperation(send, { deadline: context.deadline, signals: [life(), signal], keyed: false, read });
    if (outcome.ok) return outcome.value;
    throw cleanError(outcome.error, given);
  }

  async function loadAuthorizations(): Promise<AuthorizationVerbs> {
    if (!adapter.authorization) throw new IntegrationsError('method_not_allowed', { detail: 'The adapter has no "authorization", so nobody can sign in at a provider here. Implement it to offer the feature.' });
    try {
      const { createAuthorizations } = await import('./authorization/create-authorizations.ts');
      return createAuthorizations(context, { ledger, keepIntegration, runOperation, cleanError, cleanProblem, acceptIntegration, without, departureKey, failure: (code) => new IntegrationsError(code).problem });
    } catch (error) {
      signIns = undefined;
      throw new IntegrationsError('network_failed', {}, error);
    }
  }

  const authorizations = () => (signIns ??= loadAuthorizations());

  return {
    ledger,
    readOn: createReadOn(context, ledger),
    forms: createFormLoader(context.providers),
    hear(pushed) {
      const integration = acceptIntegration(pushed);
      if (!integration || !offered.includes(integration.provider)) return;
      change((state) => {
        const known = state.integrations[integration.id];
        const older = known && (compareRevisions(integration, known) ?? 0) < 0;
        // Pushed news has no beginning of its own and counts as asked for now; it may predate an unknown outcome, so of that it says only that it happened.
        if (older) return state;
        const doubt = state.operations[integration.id];
        const next = keepIntegration(state, integration, ledger.tick(), false);
        return doubt?.phase === 'unknown' && op.judged(doubt, integration) ? { ...next, operations: state.operations, unknown: state.unknown } : next;
      });
    },
    connect: (integration, credentials, signal, previews = {}) =>
      mutate('connect', integration, credentials, (o) => adapter.connect({ integration, credentials }, o), { given: credentials, signal, sent: { previews } }),
    configure: (integration, configuration, revision, draft) =>
      mutate('configure', integration, { configuration, revision }, (o) => adapter.configure({ integration, configuration, revision }, o), {
        sent: draft ? { configuration: draft.values, before: draft.from } : { configuration },
      }),
    disconnect: (integration, options = {}) =>
      mutate('disconnect', integration, options, (o) => adapter.disconnect({ integration, ...options }, o)),
    update(integration, wish) {
      let revision: string | undefined;
      return mutate('update', integration, wish, async (o) => {
        const { update } = having('update');
        // Read once when its turn has come: a repeated try under the same key must say the same.
        revision ??= getState().integrations[integration]?.revision;
        if (revision === undefined) throw new IntegrationsError('not_found');
        return update.call(adapter, { integration, ...wish, revision }, o);
      }, { sent: wish });
    },
    refresh: (integration) =>
      operate('status', integration, null, {
        send: (o) => (adapter.status ? adapter.status({ integration }, o) : adapter.list(o).then((list) => entryOf(list, integration))),
        mutates: false, keyed: false, read: integrationAt(integration), keep: (state, answer, began) => keepIntegration(state, answer, began, false),
      }),
    verify: (integration, given = {}, signal) =>
      operate('verify', integration, given, {
        send: async (o: CallOptions) => having('verify').verify({ integration, ...given }, o),
        mutates: false, keyed: true, given: given.credentials, read: (answer) => acceptVerification(answer, given.credentials),
        keep: (state, verification) => op.verified(state, integration, verification),
      }, signal),
    sendTest: (integration, values = {}, signal) =>
      operate('test', integration, values, {
        send: async (o: CallOptions) => {
          // Before anything is sent: without it the receipt could not be read.
          const { acceptReceipt } = await import('./accept-receipt.ts');
          return acceptReceipt(await having('sendTest').sendTest({ integration, values }, o));
        },
        mutates: false, keyed: true, leavesTrace: true, wish: values, read: (receipt) => receipt as TestReceipt | null,
        keep: (state, receipt) => op.tested(state, integration, receipt),
      }, signal),
    options: (integration, field, given = {}, signal) =>
      ask(async (o) => having('options').options({ integration, field, ...given }, o), acceptOptions, { signal, given: given.values }),
    impact: (integration, signal) =>
      ask(async (o) => having('impact').impact({ integration }, o), acceptImpact, { signal }),
    authorizations,
    comeBack: async () => (adapter.authorization && hasLeft() ? (await authorizations()).comeBack() : null),
    abortAll: () => queue.abortAll(),
  };
}

/** Did this tab go to a provider itself? */
function hasLeft(): boolean {
  try {
    return sessionStorage.getItem(departureKey) !== null;
  } catch {
    return false;
  }
}

function integrationAt(id: string): (answer: unknown) => Integration | null {
  return (answer) => {
    const integration = acceptIntegration(answer);
    return integration?.id === id ? integration : null;
  };
}

function entryOf(list: unknown, id: string): unknown {
  const entry = Array.isArray(list) && (list as readonly unknown[]).find((one) => isObject(one) && one['id'] === id);
  if (!entry) throw new IntegrationsError('not_found');
  return entry;
}
