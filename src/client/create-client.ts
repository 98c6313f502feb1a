import { createStore } from 'zustand/vanilla';
import type { IntegrationsAdapter } from '../core/adapter.ts';
import type { IntegrationsError } from '../core/errors.ts';
import type { Verb } from '../core/events.ts';
import { localError } from '../core/local-errors.ts';
import type { Capability, IntegrationsClient, IntegrationsClientOptions } from './client.ts';
import { createTeller } from './create-teller.ts';
import type { HandedOn, Verbs } from './create-verbs.ts';
import { guarded } from './guarded.ts';
import { limited } from './limited.ts';
import { readUsualList } from './read-usual-list.ts';
import { type ClientState, initialState, type Operation } from './state.ts';
import * as go from './transitions.ts';

const capabilities: readonly Capability[] = ['status', 'verify', 'sendTest', 'options', 'impact', 'update', 'add', 'authorization', 'syncs'];

/** The methods that the verbs do, each with what its run is known as where it is an operation. */
const verbOf: Readonly<Record<HandedOn, Verb | null>> = {
  forms: null, connect: 'connect', configure: 'configure', disconnect: 'disconnect', update: 'update', refresh: 'status', verify: 'verify', sendTest: 'test', options: null, impact: null, authorizations: null, comeBack: null,
};

/**
 * Makes a client over one adapter. It touches nothing until it is used, so it may be made while rendering, on a server too.
 * `destroy` is no end: the next call starts anew from what is known, as StrictMode's second mount does.
 */
export function createIntegrationsClient({ adapter, providers, onEvent, deadline = 15_000, now = Date.now }: IntegrationsClientOptions): IntegrationsClient {
  const store = createStore<ClientState>(() => initialState);
  const tell = createTeller(onEvent, now);
  const offered = providers.map((provider) => provider.id);
  let life = new AbortController();
  let reading: Promise<void> | null = null;
  let giveUp = new AbortController();
  let unfollow: (() => void) | null = null;
  let verbs: Verbs | undefined;
  let coming: Promise<Verbs> | undefined;

  const change = (step: (state: ClientState) => ClientState) => store.setState(step, true);

  function loadVerbs(): Promise<Verbs> {
    coming ??= import('./create-verbs.ts').then((module) => module.createVerbs).then(
      (createVerbs) => (verbs = createVerbs({ adapter, life: () => life.signal, change, getState: store.getState, providers, offered, deadline, now, tell })),
      (error: unknown) => {
        coming = undefined;
        throw localError('network_failed', error);
      },
    );
    return coming;
  }

  /** Runs at once where the verbs are here, else when they have come; calls keep their order, so that a second one finds the first and joins it. */
  async function later<T>(run: (verbs: Verbs) => Promise<T>, signal?: AbortSignal): Promise<T> {
    return run(verbs ?? (await limited(loadVerbs, deadline, [life.signal, signal])));
  }

  /** The same for an operation, which is seen to run while its code loads. */
  function operate<T>(verb: Verb, id: string, run: (verbs: Verbs) => Promise<T>, signal?: AbortSignal): Promise<T> {
    if (verbs) return run(verbs);
    const waiting: Operation = { verb, phase: 'running', startedAt: now(), problem: null };
    change((state) => (state.operations[id]?.phase === 'running' ? state : go.withOperation(state, id, waiting)));
    return later(run, signal).catch((error: IntegrationsError) => {
      const { code, problem } = error;
      change((state) => (state.operations[id] !== waiting ? state : code === 'aborted' ? go.ended(state, id) : go.withOperation(state, id, { ...waiting, phase: 'failed', problem })));
      throw error;
    });
  }

  /** The first argument of a method is the address, one may be the caller's signal. */
  const handedOn = Object.fromEntries(Object.entries(verbOf).map(([name, verb]) => [name, (...given: [string, ...unknown[]]) => {
    const run = (all: Verbs) => (all[name as HandedOn] as (...given: unknown[]) => Promise<unknown>)(...given);
    const signal = given.find((one) => one instanceof AbortSignal);
    return verb ? operate(verb, given[0], run, signal) : later(run, signal);
  }])) as unknown as Pick<IntegrationsClient, HandedOn>;

  async function read(alive: AbortSignal): Promise<void> {
    change(go.loading);
    // Sent one microtask later, so that a mount undone at once (StrictMode) sends nothing.
    await Promise.resolve();
    if (alive.aborted) return;
    // Without verbs nothing can have happened before it.
    const began = verbs?.ledger.tick() ?? 0;
    const end = Date.now() + deadline;
    const first: Promise<unknown> = limited(async (signal) => adapter.list({ signal }), deadline, [alive]);
    const answer = await first.catch(() => null);
    const list = verbs ? null : readUsualList(answer, offered);
    if (alive.aborted) return;
    if (list) {
      change((state) => go.usual(state, list));
      return void tell({ type: 'loaded', integrations: list.order.length });
    }
    try {
      const { readOn } = verbs ?? await limited(loadVerbs, end - Date.now(), [alive]);
      await readOn({ first, began, end, alive });
    } catch (error) {
      if (alive.aborted) return;
      const { problem } = error as IntegrationsError;
      change((state) => go.listFailed(state, problem));
      tell({ type: 'load_failed', code: problem.code });
    }
  }

  function follow(): void {
    unfollow ??= guarded(() => adapter.subscribe?.((pushed) => {
      // News that cannot be taken in is no reason to stop: the next list brings it too.
      later(async ({ hear }) => hear(pushed)).catch(() => undefined);
    })) ?? null;
  }

  return {
    providers,
    capabilities: new Set(capabilities.filter((name) => adapter[name as keyof IntegrationsAdapter])),
    getState: store.getState,
    subscribe(listener) {
      const { signal } = life;
      return store.subscribe(() => { if (!signal.aborted) guarded(listener); });
    },
    ...handedOn,
    load({ fresh = false } = {}) {
      follow();
      if (reading && !fresh) return reading;
      giveUp.abort();
      giveUp = new AbortController();
      const mine = read(giveUp.signal).finally(() => { if (reading === mine) reading = null; });
      reading = mine;
      return mine;
    },
    // A failed load is told to whoever calls a verb.
    preload: () => loadVerbs().then(() => undefined, () => undefined),
    dismiss: (id) => change((state) => go.dismissed(state, id)),
    emit: tell,
    destroy() {
      if (unfollow) guarded(unfollow);
      unfollow = null;
      reading = null;
      giveUp.abort();
      life.abort();
      life = new AbortController();
      verbs?.abortAll();
      change(go.stopped);
    },
  };
}
