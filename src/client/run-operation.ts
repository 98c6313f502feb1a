import type { CallOptions } from '../core/adapter.ts';
import { type ErrorCode, errorTable, IntegrationsError } from '../core/errors.ts';
import { limited } from './limited.ts';
import { newKey } from './new-key.ts';
import { retryDelay } from './retry-delay.ts';
import { toError } from './to-error.ts';

/** How a call ended. `lost`: no verdict came back, so it may or may not have happened. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; error: IntegrationsError; lost: boolean };

export interface RunOptions<T> {
  /** Milliseconds for all tries together, bodies and waits included. */
  deadline: number;
  /** The call ends as `aborted` when any of them aborts. */
  signals: readonly (AbortSignal | undefined)[];
  /** The idempotency key of every try; `true` makes one. Safe calls need none. */
  keyed: boolean | string;
  /** An earlier call under this key may have done the work, so that only a verdict says it did not. */
  doubted?: boolean;
  /** The answer in the expected shape, or null. */
  read: (answer: unknown) => T | null;
  /** Told of an answer that came although nobody waits any longer. */
  onLate?: (value: T) => void;
}

// `internal` too: who failed in an unforeseen way, or answered what cannot be read, may have done the work before.
const noVerdict: readonly ErrorCode[] = ['network_failed', 'timeout', 'aborted', 'request_in_progress', 'internal'];

// Judged with the same key, so it holds for the try whose answer was lost; "sign in" or "come back later" says nothing of that one.
function isVerdict(code: ErrorCode): boolean {
  return [409, 410, 412, 422].includes(errorTable[code][0]) && code !== 'idempotency_mismatch';
}

/** Calls the adapter under a deadline, repeating what may be repeated. Never rejects, even if the adapter ignores its signal. */
export async function runOperation<T>(send: (o: CallOptions) => Promise<unknown>, { deadline, signals, keyed, doubted = false, read, onLate }: RunOptions<T>): Promise<Outcome<T>> {
  const key = keyed ? { idempotencyKey: keyed === true ? newKey() : keyed } : {};
  const end = Date.now() + deadline;
  let lost = doubted;

  async function tryUntilDone(signal: AbortSignal): Promise<T> {
    for (let tries = 1; ; tries++) {
      const lostBefore = lost;
      try {
        // Stands until an answer says otherwise, so that it is right when the wait for one is broken off.
        lost = true;
        const value = read(await send({ signal, ...key }));
        if (value === null) throw new IntegrationsError('internal');
        if (signal.aborted) onLate?.(value);
        return value;
      } catch (thrown) {
        const error = toError(thrown);
        lost = noVerdict.includes(error.code) || (lostBefore && !isVerdict(error.code));
        const delay = signal.aborted ? null : retryDelay(error.problem, tries, end - Date.now());
        if (delay === null) throw error;
        await pause(delay, signal);
        if (signal.aborted) throw error;
      }
    }
  }

  try {
    return { ok: true, value: await limited(tryUntilDone, deadline, signals) };
  } catch (thrown) {
    return { ok: false, error: toError(thrown), lost };
  }
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
