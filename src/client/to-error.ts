import { IntegrationsError, isErrorCode, isIntegrationsError } from '../core/errors.ts';
import type { Values } from '../core/integration.ts';
import { acceptIntegration } from './accept-integration.ts';
import { cleanProblem } from './clean-problem.ts';

/**
 * Whatever an adapter threw, as our error. Foreign errors become `internal` with the default text:
 * neither their text nor they themselves are kept, because both may hold what was typed.
 */
export function toError(thrown: unknown): IntegrationsError {
  if (isIntegrationsError(thrown) && isErrorCode(thrown.code) && typeof thrown.problem === 'object' && thrown.problem !== null) return thrown;
  const name = typeof thrown === 'object' && thrown !== null && 'name' in thrown ? thrown.name : '';
  return new IntegrationsError(name === 'AbortError' ? 'aborted' : name === 'TimeoutError' ? 'timeout' : 'internal');
}

/** The error as it may be shown and thrown on: cleaned, without its cause. `given`: what the caller handed in, which no text may repeat. */
export function cleanError({ code, problem }: IntegrationsError, given?: Values): IntegrationsError {
  const current = acceptIntegration(problem.current);
  return new IntegrationsError(code, { ...cleanProblem({ ...problem, code }, given), ...(current && { current }) });
}
