import { type ErrorCode, IntegrationsError, isIntegrationsError, type Problem } from '../../core/errors.ts';

/** What a rejected verb says. The client has already taken every given value out of its texts. */
export function problemOf(error: unknown): Problem {
  return isIntegrationsError(error) ? error.problem : new IntegrationsError('internal').problem;
}

const lost: readonly ErrorCode[] = ['timeout', 'network_failed', 'aborted', 'request_in_progress'];

/** Was the answer lost, so that it may or may not have happened? */
export function isUnknownOutcome(problem: Problem): boolean {
  return lost.includes(problem.code);
}
