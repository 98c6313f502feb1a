import { errorTable, IntegrationsError, isErrorCode, type Problem } from '../core/errors.ts';
import type { Values } from '../core/integration.ts';

/** Shorter values (a region, a country code) occur in honest sentences. */
const longEnough = 8;

/** What of a problem may be kept and shown: known members only, `current` aside, and no text that repeats what the caller handed in. */
export function cleanProblem(problem: Problem, given?: Values): Problem {
  const code = isErrorCode(problem.code) ? problem.code : 'internal';
  const typed = longTexts(given);
  const safe = (text: unknown): text is string => typeof text === 'string' && !typed.some((value) => text.includes(value));
  const clean: Partial<Problem> = {};
  for (const key of ['type', 'title', 'detail', 'requestId'] as const) if (safe(problem[key])) clean[key] = problem[key];
  if (typeof problem.status === 'number') clean.status = problem.status;
  if (typeof problem.retryAfter === 'number' && problem.retryAfter >= 0) clean.retryAfter = problem.retryAfter;
  if (typeof problem.fields === 'object' && problem.fields !== null) {
    clean.fields = Object.fromEntries(Object.entries(problem.fields).map(([path, text]) => [path, safe(text) ? text : errorTable[code][2]]));
  }
  return new IntegrationsError(code, clean).problem;
}

function longTexts(value: unknown): string[] {
  if (typeof value === 'string') return value.trim().length >= longEnough ? [value.trim()] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(longTexts) : [];
}
