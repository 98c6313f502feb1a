import { errorTable, IntegrationsError, type Problem } from '../core/errors.ts';
import type { Values } from '../core/integration.ts';
import { isObject } from './is-object.ts';
import { knownProblem } from './known-problem.ts';

/** Shorter values (a region, a country code) occur in honest sentences. */
const longEnough = 8;

/** What of a problem may be kept and shown, `current` aside, without any text that repeats what the caller handed in. */
export function cleanProblem(problem: Problem, given?: Values): Problem {
  const typed = longTexts(given);
  const leaks = (text: unknown) => typeof text === 'string' && typed.some((value) => text.includes(value));
  const { code, ...known } = knownProblem(problem);
  const clean: Partial<Problem> = Object.fromEntries(Object.entries(known).filter(([, value]) => !leaks(value)));
  if (isObject(problem.fields)) {
    clean.fields = Object.fromEntries(Object.entries(problem.fields).map(([path, text]) => [path, typeof text === 'string' && !leaks(text) ? text : errorTable[code][2]]));
  }
  return new IntegrationsError(code, clean).problem;
}

function longTexts(value: unknown): string[] {
  if (typeof value === 'string') return value.trim().length >= longEnough ? [value.trim()] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(longTexts) : [];
}
