import { IntegrationsError, isIntegrationsError } from '../../core/errors.ts';

/** Rejects with `aborted` as soon as the signal aborts, even where a fetch given by the host ignores it; with our error in every case. */
export function abortable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(new IntegrationsError('aborted'));
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    work
      .then(resolve, (error: unknown) => reject(isIntegrationsError(error) ? error : new IntegrationsError('internal')))
      .finally(() => signal.removeEventListener('abort', abort));
  });
}
