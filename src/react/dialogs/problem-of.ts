import { type ErrorCode, IntegrationsError, isIntegrationsError, type Problem } from '../../core/errors.ts';
import type { Values } from '../../core/integration.ts';

/**
 * What a rejected verb says, without any value typed into the form: a backend that quotes a key in its error text
 * must not bring it to the screen or the clipboard.
 */
export function problemOf(error: unknown, typed: Values = {}): Problem {
  return withoutTyped(isIntegrationsError(error) ? error.problem : new IntegrationsError('internal').problem, typed);
}

/** The same problem with every typed value of six or more characters blotted out. */
export function withoutTyped(problem: Problem, typed: Values): Problem {
  const secrets = Object.values(typed).filter((value): value is string => typeof value === 'string' && value.length >= 6);
  const redact = (text: string) => secrets.reduce((left, secret) => left.replaceAll(secret, '•••'), text);
  const fields = problem.fields && Object.fromEntries(Object.entries(problem.fields).map(([path, text]) => [path, redact(text)]));
  return { ...problem, detail: redact(problem.detail), ...(fields && { fields }) };
}

const lost: readonly ErrorCode[] = ['timeout', 'network_failed', 'aborted', 'request_in_progress'];

/** Was the answer lost, so that it may or may not have happened? */
export function isUnknownOutcome(problem: Problem): boolean {
  return lost.includes(problem.code);
}
