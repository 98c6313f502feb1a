import { localError } from '../core/local-errors.ts';

/**
 * Runs work for at most `deadline` milliseconds. Rejects at once with `timeout`, or with `aborted` when one of the
 * signals aborts, even if the work ignores the signal it is given. A caller who has already left starts nothing.
 */
export function limited<T>(work: (signal: AbortSignal) => Promise<T>, deadline: number, signals: readonly (AbortSignal | undefined)[]): Promise<T> {
  const controller = new AbortController();
  const { signal } = controller;
  const end = (code: 'timeout' | 'aborted') => controller.abort(localError(code));
  const cancel = () => end('aborted');
  const timer = setTimeout(end, deadline, 'timeout');
  return new Promise<T>((resolve, reject) => {
    signal.onabort = () => reject(signal.reason as Error);
    for (const one of signals) {
      if (one?.aborted) cancel();
      one?.addEventListener('abort', cancel);
    }
    // What is thrown here, by work that fails before its first wait, rejects like the rest.
    if (!signal.aborted) work(signal).then(resolve, reject);
  }).finally(() => {
    clearTimeout(timer);
    for (const one of signals) one?.removeEventListener('abort', cancel);
  });
}
