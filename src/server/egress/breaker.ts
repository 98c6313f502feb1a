import { IntegrationsError } from '../../core/errors.ts';

/** Outages in a row after which a host is left alone. */
export const outagesToRest = 8;
/** Milliseconds a host is left alone: as long as a page waits before it repeats by itself. */
export const restMs = 10_000;
/** Hosts remembered at most: a prefix that is entered becomes a host name, so hosts are many. */
const remembered = 500;

/** What a call says of its host: down, up, or neither. */
export type HostVerdict = 'down' | 'up' | 'unknown';

/** Leaves alone hosts that do not answer, so that nobody waits for a deadline call after call (SR-73). */
export interface Breaker {
  /**
   * Runs a call to a host; `told` says what came of it.
   * @throws IntegrationsError `provider_unavailable` with `retryAfter`, and sends nothing, while the host rests.
   */
  guard<T>(host: string, store: string, call: () => Promise<T>, told: (outcome: { value: T } | { error: unknown }) => HostVerdict): Promise<T>;
}

interface Trouble {
  outages: number;
  /** The one store whose calls met it, or null where several did: what one store alone meets may be its own doing, so it rests for that one alone (SR-55). */
  store: string | null;
  /** Milliseconds; set once the host rests. */
  until?: number;
  /** A call is out that finds whether it answers again. */
  probing: boolean;
}

/** @param now milliseconds. @param onRest told when a host begins to rest. */
export function createBreaker(now: () => number, onRest: (host: string) => void = () => {}): Breaker {
  // Only hosts whose last call met an outage; the one not heard of for longest stands first.
  const troubles = new Map<string, Trouble>();

  function settle(host: string, store: string, verdict: HostVerdict): void {
    if (verdict === 'up') troubles.delete(host);
    if (verdict !== 'down') return;
    const known = troubles.get(host);
    const outages = (known?.outages ?? 0) + 1;
    const rests = outages >= outagesToRest;
    if (rests && known?.until === undefined) onRest(host);
    troubles.delete(host);
    troubles.set(host, { outages, store: known && known.store !== store ? null : store, probing: known?.probing ?? false, ...(rests && { until: now() + restMs }) });
    const [oldest] = troubles.keys();
    if (troubles.size > remembered && oldest !== undefined) troubles.delete(oldest);
  }

  return {
    async guard(host, store, call, told) {
      const known = troubles.get(host);
      const resting = known?.until !== undefined && (known.store === null || known.store === store);
      if (resting) {
        const left = (known.until ?? 0) - now();
        if (left > 0 || known.probing) {
          throw new IntegrationsError('provider_unavailable', { detail: 'The provider has not been answering, so it is not asked again for a moment. Nothing was changed; try again soon.', retryAfter: Math.max(1, Math.ceil(left / 1000)) });
        }
        known.probing = true;
      }
      try {
        const value = await call();
        settle(host, store, told({ value }));
        return value;
      } catch (error) {
        settle(host, store, told({ error }));
        throw error;
      } finally {
        const after = troubles.get(host);
        if (resting && after) after.probing = false;
      }
    },
  };
}
