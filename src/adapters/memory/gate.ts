import type { CallOptions } from '../../core/adapter.ts';
import { type ErrorCode, IntegrationsError } from '../../core/errors.ts';
import type { MemoryAdapterOptions, MemoryControls, MemoryMethod } from './options.ts';

type How = ErrorCode | IntegrationsError;

/** What every call passes before and after its work: abort, hang, latency, being offline, and planned failures. */
export interface Gate {
  pass<T>(method: MemoryMethod, o: CallOptions, work: () => Promise<T>): Promise<T>;
  controls: Pick<MemoryControls, 'failNext' | 'offline' | 'hang'>;
}

export function createGate({ latency = 0, fail = {} }: Pick<MemoryAdapterOptions, 'latency' | 'fail'>): Gate {
  const planned = new Map<MemoryMethod, { how: How; lostAnswer: boolean }[]>();
  const hung = new Map<MemoryMethod, { released: Promise<void>; release: () => void }>();
  let isOffline = false;

  async function walk<T>(method: MemoryMethod, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const wait = typeof latency === 'number' ? latency : (latency[method] ?? 0);
    if (wait > 0) await sleep(wait, signal);
    await hung.get(method)?.released;
    if (signal.aborted) throw new IntegrationsError('aborted');
    if (isOffline) throw new IntegrationsError('network_failed');
    const always = fail[method];
    if (always) throw toError(always);
    const next = planned.get(method)?.shift();
    if (next && !next.lostAnswer) throw toError(next.how);
    const answer = await work();
    if (next) throw toError(next.how);
    return answer;
  }

  return {
    pass: (method, o, work) => untilAborted(o.signal, () => walk(method, o.signal, work)),
    controls: {
      failNext: (method, how, { lostAnswer = false } = {}) => void planned.set(method, [...(planned.get(method) ?? []), { how, lostAnswer }]),
      offline: (on) => { isOffline = on; },
      hang: (method) => {
        const { promise: released, resolve } = withResolvers();
        const entry = { released, release: () => { if (hung.get(method) === entry) hung.delete(method); resolve(); } };
        hung.get(method)?.release();
        hung.set(method, entry);
        return entry.release;
      },
    },
  };
}

/** An error of its own for each failure, so that nobody shares a stack or a problem object. */
export function toError(how: How): IntegrationsError {
  return typeof how === 'string' ? new IntegrationsError(how) : new IntegrationsError(how.code, how.problem);
}

function untilAborted<T>(signal: AbortSignal, run: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(new IntegrationsError('aborted'));
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    run().then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => { clearTimeout(timer); signal.removeEventListener('abort', done); resolve(); };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done, { once: true });
  });
}

// Promise.withResolvers is newer than the oldest browsers served here.
function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((done) => { resolve = done; });
  return { promise, resolve };
}
