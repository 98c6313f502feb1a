import { IntegrationsError } from '../../core/errors.ts';

/** How many callers are remembered; beyond that the longest idle are forgotten, so the table cannot be made to grow. */
const mostCallers = 10_000;

/** A bucket per caller that refills evenly. `take` throws `rate_limited` with `retryAfter` when it is empty (SR-55). */
export interface RateLimit {
  take(caller: string): void;
}

/** @param perMinute size of the bucket and its refill. @param now milliseconds. Counts in this process only. */
export function createRateLimit(perMinute: number, now: () => number): RateLimit {
  const buckets = new Map<string, { tokens: number; at: number }>();
  const perMillisecond = perMinute / 60_000;
  return {
    take(caller) {
      const time = now();
      const before = buckets.get(caller);
      const refill = before ? Math.max(0, time - before.at) * perMillisecond : 0;
      const tokens = before ? Math.min(perMinute, before.tokens + refill) : perMinute;
      // Deleted first, so that the map stays ordered by last use.
      buckets.delete(caller);
      buckets.set(caller, { tokens: tokens < 1 ? tokens : tokens - 1, at: time });
      if (buckets.size > mostCallers) buckets.delete(buckets.keys().next().value ?? '');
      if (tokens < 1) throw new IntegrationsError('rate_limited', { retryAfter: Math.ceil((1 - tokens) / perMillisecond / 1000) });
    },
  };
}
