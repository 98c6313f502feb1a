import type { IntegrationsServerOptions, Principal } from '../options.ts';
import { createRateLimit } from './rate-limit.ts';

/** Counts a costly call against its user and store and, where the host tells it, its address (SR-55). @throws IntegrationsError `rate_limited` with `retryAfter`. */
export type CostlyLimit = (principal: Principal, store: string) => void;

/** @param now milliseconds. @throws TypeError when a limit would let nobody through. */
export function createCostlyLimit({ costlyPerMinute = 120, costlyPerMinuteAndIp = 10 * costlyPerMinute }: NonNullable<IntegrationsServerOptions['limits']>, now: () => number): CostlyLimit {
  const byUser = createRateLimit(atLeastOne('costlyPerMinute', costlyPerMinute), now);
  const byAddress = createRateLimit(atLeastOne('costlyPerMinuteAndIp', costlyPerMinuteAndIp), now);
  return ({ actor, ip }, store) => {
    byUser.take(JSON.stringify([actor, store]));
    if (ip !== undefined) byAddress.take(ip);
  };
}

function atLeastOne(name: string, perMinute: number): number {
  if (!Number.isFinite(perMinute) || perMinute < 1) throw new TypeError(`createIntegrationsServer(): \`limits.${name}\` must be a number of at least 1.`);
  return perMinute;
}
