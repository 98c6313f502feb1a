import { IntegrationsError } from '../../core/errors.ts';

/**
 * Gives one key one effect: the same input gets the same answer (and joins while the first is under way), another input is refused.
 * Failures are forgotten, so that the same intent can be tried again.
 */
export function createIdempotency(): <T>(key: string | undefined, method: string, input: unknown, work: () => Promise<T>) => Promise<T> {
  const known = new Map<string, { input: string; answer: Promise<unknown> }>();
  return async <T>(key: string | undefined, method: string, input: unknown, work: () => Promise<T>): Promise<T> => {
    if (key === undefined) return work();
    const fingerprint = JSON.stringify([method, sorted(input)]);
    const before = known.get(key);
    if (before && before.input !== fingerprint) throw new IntegrationsError('idempotency_mismatch');
    if (before) return structuredClone((await before.answer) as T);
    const answer = work();
    known.set(key, { input: fingerprint, answer });
    try {
      return structuredClone(await answer);
    } catch (error) {
      known.delete(key);
      throw error;
    }
  };
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value).filter(([, member]) => member !== undefined).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, member]) => [key, sorted(member)]);
}
