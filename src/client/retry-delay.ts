import type { ErrorCode, Problem } from '../core/errors.ts';

const maxTries = 3;
const base = 500;
const cap = 10_000;
const worthRepeating: readonly ErrorCode[] = ['network_failed', 'rate_limited', 'provider_unavailable', 'unavailable', 'timeout'];

/**
 * Milliseconds to wait before try number `tries + 1`, or null to give up: after 3 tries, on a verdict, or when the
 * wait would be longer than 10 s or than what is `left`. Full jitter; `retryAfter` is waited out first.
 */
export function retryDelay(problem: Pick<Problem, 'code' | 'retryAfter'>, tries: number, left: number): number | null {
  if (tries >= maxTries || !worthRepeating.includes(problem.code)) return null;
  const wait = (problem.retryAfter ?? 0) * 1000 + Math.random() * Math.min(cap, base * 2 ** (tries - 1));
  return wait > cap || wait >= left ? null : wait;
}
