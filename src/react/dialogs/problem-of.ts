import { IntegrationsError, isIntegrationsError, type Problem } from '../../core/errors.ts';

/** What a rejected verb says. The client has already taken every given value out of its texts. */
export function problemOf(error: unknown): Problem {
  return isIntegrationsError(error) ? error.problem : new IntegrationsError('internal').problem;
}
