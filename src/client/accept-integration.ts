import type { Problem } from '../core/errors.ts';
import type { Integration } from '../core/integration.ts';
import { isObject } from './is-object.ts';
import { knownIntegration } from './known-integration.ts';
import { knownProblem } from './known-problem.ts';

/** An adapter's answer as an Integration fit for the state, or null when it is none. Of its problem, too, only known members pass. */
export function acceptIntegration(value: unknown): Integration | null {
  const integration = knownIntegration(value);
  if (!integration) return null;
  const { problem, authorization } = value as Integration;
  return { ...integration, problem: isObject(problem) ? acceptProblem(problem) : null, authorization: acceptSignIn(authorization) };
}

// One that is past its time is over, whatever the backend still says of it (UX-62).
function acceptSignIn(authorization: Integration['authorization']): Integration['authorization'] {
  const { id, expiresAt } = authorization ?? {};
  return typeof id === 'string' && Date.parse(expiresAt ?? '') > Date.now() ? { id, expiresAt: expiresAt as string } : null;
}

// Which settings were refused is what this one is about; they are no credentials. Of any other the fields stay out.
function acceptProblem(problem: Problem): Problem {
  const known = knownProblem(problem);
  if (known.code !== 'refused_by_provider' || !isObject(problem.fields)) return known;
  const fields = Object.entries<unknown>(problem.fields).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return { ...known, fields: Object.fromEntries(fields) };
}
