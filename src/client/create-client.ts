import { createStore } from 'zustand/vanilla';
import type { CallOptions, IntegrationsAdapter } from '../core/adapter.ts';
import { IntegrationsError } from '../core/errors.ts';
import type { Verb } from '../core/events.ts';
import { type Integration, parseIntegrationId } from '../core/integration.ts';
import { loadForms } from '../core/provider.ts';
import { acceptImpact, acceptIntegration, acceptOptions, acceptVerification } from './accept-answer.ts';
import type { Capability, IntegrationsClient, IntegrationsClientOptions } from './client.ts';
import { createTeller } from './create-teller.ts';
import { compareRevisions } from './freshness.ts';
import { guarded } from './guarded.ts';
import { createLedger } from './ledger.ts';
import { createOperationQueue } from './operation-queue.ts';
import { createPerform, type Work } from './perform.ts';
import { readList } from './read-list.ts';
import { runOperation } from './run-operation.ts';
import { type ClientState, initialState } from './state.ts';
import { cleanError } from './to-error.ts';
import * as go from './transitions.ts';

type Forms = ReturnType<IntegrationsClient['forms']>;

const defaultDeadline = 15_000;
const capabilities: readonly Capability[] = ['status', 'verify', 'options', 'impact', 'update', 'add', 'authorization', 'syncs'];

/**
 * Makes a client over one adapter. It touches nothing until it is used, so it may be made while rendering, on a server too.
 * `destroy` is no end: the next call starts anew from what is known, as StrictMode's second mount does.
 */
export function createIntegrationsClient({ adapter, providers, onEvent, deadline = defaultDeadline, now = Date.now }: IntegrationsClientOptions): IntegrationsClient {
  const store = createStore<ClientState>(() => initialState);
  const ledger = createLedger();
  const queue = createOperationQueue();
  const tell = createTeller(onEvent, now);
  const offered = providers.map((provider) => provider.id);
  const forms = new Map<string, Forms>();
  const endings = new Set<() => void>();
  let life = new AbortController();
  let reading: Promise<void> | null = null;
  let unfollow: (() => void) | null = null;

  const change = (step: (state: ClientState) => ClientState) => store.setState(step, true);
  const keepIntegration = (state: ClientState, integration: Integration, began: number, mutation: boolean) =>
    ledger.take(state.integrations[integration.id], integration, began, mutation) ? go.received(state, integration, ledger.settles(integration.id, began)) : state;
  const perform = createPerform({
    change, getState: store.getState, keepIntegration, ledger, deadline, now, tell,
    providerOf: (id) => store.getState().integrations[id]?.provider ?? parseIntegrationId(id)?.provider ?? id,
  });

  function operate<T>(verb: Verb, id: string, input: unknown, work: Work<T>, signal?: AbortSignal): Promise<T> {
    const { signal: alive } = life;
    return queue.enqueue(id, verb, input, signal, (running) => perform(verb, id, work, running, alive));
  }

  /** A verb that changes one Integration and answers it. */
  const mutate = (verb: Verb, id: string, input: object, send: Work<Integration>['send'], more: { given?: Work<Integration>['given']; signal?: AbortSignal | undefined } = {}) =>
    operate(verb, id, input, {
      send, mutates: true, keyed: true, given: more.given, read: integrationAt(id),
      keep: (state, integration, began) => keepIntegration(verb === 'connect' || verb === 'disconnect' ? go.untested(state, id) : state, integration, began, true),
    }, more.signal);

  /** The adapter, sure to have this method. */
  function having(method: 'verify' | 'options' | 'impact' | 'update'): Required<IntegrationsAdapter> {
    if (!adapter[method]) throw new IntegrationsError('method_not_allowed', { detail: `The adapter has no "${method}", so this cannot be done here. Implement it to offer the feature.` });
    return adapter as Required<IntegrationsAdapter>;
  }

  async function read(): Promise<void> {
    const { signal: alive } = life;
    change(go.loading);
    // Sent one microtask later, so that a mount undone at once (StrictMode) sends nothing.
    await null;
    if (alive.aborted) return;
    const began = ledger.tick();
    const outcome = await runOperation((o) => adapter.list(o), { deadline, signals: [alive], keyed: false, read: asArray });
    if (alive.aborted) return;
    if (outcome.ok) {
      change((state) => keepList(state, outcome.value, began));
      return tell({ type: 'loaded', integrations: Object.keys(store.getState().integrations).length });
    }
    const { problem } = cleanError(outcome.error);
    change((state) => go.listFailed(state, problem, new Set(state.order.filter((id) => ledger.movedSince(id, began)))));
    tell({ type: 'load_failed', code: problem.code, ...(problem.requestId !== undefined && { requestId: problem.requestId }) });
  }

  function keepList(state: ClientState, answer: readonly unknown[], began: number): ClientState {
    const list = readList(answer, offered);
    const missing = list.missing.filter((id) => !ledger.movedSince(id, began));
    return go.listed(state, {
      order: list.order,
      integrations: list.integrations.filter((one) => ledger.take(state.integrations[one.id], one, began, false)),
      unknown: Object.fromEntries(missing.map((id) => [id, unanswered])),
      settled: new Set(list.order.filter((id) => ledger.settles(id, began))),
    });
  }

  function follow(): void {
    unfollow ??= guarded('adapter.subscribe', () => adapter.subscribe?.((pushed) => {
      const integration = acceptIntegration(pushed);
      if (!integration || !offered.includes(integration.provider)) return;
      change((state) => {
        const known = state.integrations[integration.id];
        const older = known && (compareRevisions(integration, known) ?? 0) < 0;
        // Pushed news has no beginning of its own; it counts as asked for now, but clears no unknown outcome, which it may predate.
        return older || state.operations[integration.id]?.phase === 'unknown' ? state : keepIntegration(state, integration, ledger.tick(), false);
      });
    })) ?? null;
  }

  /** A call that is no operation: it stands beside them and leaves no trace in the state. */
  async function ask<T>(send: Work<T>['send'], accept: (answer: unknown) => T | null, signal?: AbortSignal, given?: Work<T>['given']): Promise<T> {
    const outcome = await runOperation(send, { deadline, signals: [life.signal, signal], keyed: false, read: accept });
    if (outcome.ok) return outcome.value;
    throw cleanError(outcome.error, given);
  }

  return {
    providers,
    capabilities: new Set(capabilities.filter((name) => adapter[name as keyof IntegrationsAdapter])),
    getState: store.getState,
    subscribe(listener) {
      const end = store.subscribe(() => guarded('A subscriber', listener));
      endings.add(end);
      return () => {
        endings.delete(end);
        end();
      };
    },
    forms(id) {
      const provider = providers.find((one) => one.id === id);
      if (!provider) return Promise.reject(new IntegrationsError('provider_unknown'));
      const known = forms.get(id);
      if (known) return known;
      const loaded = loadForms(provider).catch((error: unknown) => {
        forms.delete(id);
        throw new IntegrationsError('network_failed', {}, error);
      }) as Forms;
      forms.set(id, loaded);
      return loaded;
    },
    load() {
      follow();
      if (reading) return reading;
      const mine = read().finally(() => { if (reading === mine) reading = null; });
      reading = mine;
      return mine;
    },
    connect: (integration, credentials, signal) =>
      mutate('connect', integration, credentials, (o) => adapter.connect({ integration, credentials }, o), { given: credentials, signal }),
    configure: (integration, configuration, revision) =>
      mutate('configure', integration, { configuration, revision }, (o) => adapter.configure({ integration, configuration, revision }, o)),
    disconnect: (integration, options = {}) =>
      mutate('disconnect', integration, options, (o) => adapter.disconnect({ integration, ...options }, o)),
    update(integration, wish) {
      let revision: string | undefined;
      return mutate('update', integration, wish, async (o) => {
        const { update } = having('update');
        // Read once when its turn has come: a repeated try under the same key must say the same.
        revision ??= store.getState().integrations[integration]?.revision;
        if (revision === undefined) throw new IntegrationsError('not_found');
        return update.call(adapter, { integration, ...wish, revision }, o);
      });
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
        keep: (state, verification) => go.verified(state, integration, verification),
      }, signal),
    options: (integration, field, given = {}, signal) =>
      ask(async (o) => having('options').options({ integration, field, ...given }, o), acceptOptions, signal, given.values),
    impact: (integration, signal) =>
      ask(async (o) => having('impact').impact({ integration }, o), acceptImpact, signal),
    dismiss: (integration) => change((state) => go.dismissed(state, integration)),
    emit: tell,
    destroy() {
      for (const end of endings) end();
      endings.clear();
      if (unfollow) guarded('The end of adapter.subscribe', unfollow);
      unfollow = null;
      reading = null;
      life.abort();
      life = new AbortController();
      queue.abortAll();
      change(go.stopped);
    },
  };
}

const unanswered = new IntegrationsError('internal', { detail: 'The backend did not say how this integration stands. Try again; if it stays, ask an admin.' }).problem;

function integrationAt(id: string): (answer: unknown) => Integration | null {
  return (answer) => {
    const integration = acceptIntegration(answer);
    return integration?.id === id ? integration : null;
  };
}

function entryOf(list: readonly Integration[], id: string): Integration {
  const entry = Array.isArray(list) ? list.find((one: Integration | null) => one?.id === id) : undefined;
  if (!entry) throw new IntegrationsError('not_found');
  return entry;
}

function asArray(answer: unknown): readonly unknown[] | null {
  return Array.isArray(answer) ? answer : null;
}
