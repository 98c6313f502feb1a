import type { CallOptions } from '../core/adapter.ts';
import { type ErrorCode, errorTable, IntegrationsError } from '../core/errors.ts';
import { retryDelay } from './retry-delay.ts';
import { toError } from './to-error.ts';

/** How a call ended. `lost`: no verdict came back, so it may or may not have happened. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; error: IntegrationsError; lost: boolean };

export interface RunOptions<T> {
  /** Milliseconds for all tries together, bodies and waits included. */
  deadline: number;
  /** The call ends as `aborted` when any of them aborts. */
  signals: readonly (AbortSignal | undefined)[];
  /** Sends one idempotency key, the same with every try. Safe calls need none. */
  keyed: boolean;
  /** The answer in the expected shape, or null. */
  read: (answer: unknown) => T | null;
  /** Told of an answer that came although nobody waits any longer. */
  onLate?: (value: T) => void;
}

const noVerdict: readonly ErrorCode[] = ['network_failed', 'timeout', 'aborted', 'request_in_progress'];

// Judged with the same key, so it holds for the try whose answer was lost; "sign in" or "come back later" says nothing of that one.
function isVerdict(code: ErrorCode): boolean {
  return [409, 410, 412, 422].includes(errorTable[code][0]) && code !== 'idempotency_mismatch';
}

/** Calls the adapter under a deadline, repeating what may be repeated. Never rejects, even if the adapter ignores its signal. */
export async function runOperation<T>(send: (o: CallOptions) => Promise<unknown>, { deadline, signals, keyed, read, onLate }: RunOptions<T>): Promise<Outcome<T>> {
  const limit = limitedBy(signals, deadline);
  const call: CallOptions = keyed ? { signal: limit.signal, idempotencyKey: newKey() } : { signal: limit.signal };
  const end = Date.now() + deadline;
  let lost = false;
  try {
    for (let tries = 1; ; tries++) {
      if (limit.signal.aborted) return { ok: false, error: toError(limit.signal.reason), lost };
      try {
        const value = read(await answerOf(() => send(call), limit.signal, (late) => tell(read, onLate, late)));
        return value === null ? { ok: false, error: new IntegrationsError('internal'), lost: true } : { ok: true, value };
      } catch (thrown) {
        const error = toError(thrown);
        lost = noVerdict.includes(error.code) || (lost && !isVerdict(error.code));
        const delay = limit.signal.aborted ? null : retryDelay(error.problem, tries, end - Date.now());
        if (delay === null) return { ok: false, error, lost };
        await pause(delay, limit.signal);
      }
    }
  } finally {
    limit.release();
  }
}

function limitedBy(signals: readonly (AbortSignal | undefined)[], deadline: number): { signal: AbortSignal; release: () => void } {
  const controller = new AbortController();
  const cancel = () => controller.abort(new IntegrationsError('aborted'));
  const timer = setTimeout(() => controller.abort(new IntegrationsError('timeout')), deadline);
  for (const signal of signals) {
    if (signal?.aborted) cancel();
    else signal?.addEventListener('abort', cancel);
  }
  return {
    signal: controller.signal,
    release() {
      clearTimeout(timer);
      for (const signal of signals) signal?.removeEventListener('abort', cancel);
    },
  };
}

function answerOf(send: () => Promise<unknown>, signal: AbortSignal, onLate: (answer: unknown) => void): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const abandon = () => reject(toError(signal.reason));
    signal.addEventListener('abort', abandon, { once: true });
    const settle = (act: () => void) => () => {
      signal.removeEventListener('abort', abandon);
      act();
    };
    // Inside a promise, so that an adapter that throws at once is treated like one that rejects.
    new Promise((begun) => begun(send())).then(
      (answer) => settle(() => (signal.aborted ? onLate(answer) : resolve(answer)))(),
      (error: unknown) => settle(() => reject(error))(),
    );
  });
}

function tell<T>(read: (answer: unknown) => T | null, onLate: ((value: T) => void) | undefined, answer: unknown): void {
  const value = read(answer);
  if (value !== null) onLate?.(value);
}

/** Ends early, without an error, when the signal aborts. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done);
  });
}

function newKey(): string {
  // randomUUID is missing on pages served over plain http, which is how some hosts develop.
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
