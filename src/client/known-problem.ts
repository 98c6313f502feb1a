import { IntegrationsError, isErrorCode, type Problem } from '../core/errors.ts';

const texts = ['type', 'title', 'detail', 'requestId'] as const;
const numbers = ['status', 'retryAfter'] as const;

/** What every problem may show: known members of the right type; not the values of `fields` and `current`. */
export function knownProblem(problem: Problem): Problem {
  const known: Partial<Problem> = {};
  for (const key of texts) if (typeof problem[key] === 'string') known[key] = problem[key];
  for (const key of numbers) if (typeof problem[key] === 'number') known[key] = problem[key];
  return new IntegrationsError(isErrorCode(problem.code) ? problem.code : 'internal', known).problem;
}
