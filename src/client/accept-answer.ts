import type { DisconnectImpact } from '../core/disconnect-impact.ts';
import type { FieldOption } from '../core/field.ts';
import type { Page, Values, Verification } from '../core/integration.ts';
import { cleanProblem } from './clean-problem.ts';
import { isObject } from './is-object.ts';

/** An answer as a Verification, or null; its problems repeat nothing of what was handed in. */
export function acceptVerification(value: unknown, given?: Values): Verification | null {
  if (!isObject(value) || !Array.isArray(value['stages']) || !['verified', 'unverified', 'rejected'].includes(String(value['outcome']))) return null;
  const { outcome, account, checkedAt, stages } = value as unknown as Verification;
  if (!stages.every(isObject)) return null;
  return {
    outcome, account: account ?? null, checkedAt,
    stages: stages.map(({ id, outcome: result, durationMs, problem }) => ({ id, outcome: result, durationMs, ...(problem && { problem: cleanProblem(problem, given) }) })),
  };
}

/** An answer as a page of choices, or null. */
export function acceptOptions(value: unknown): Page<FieldOption> | null {
  if (!isObject(value) || !Array.isArray(value['items'])) return null;
  const whole = value['items'].every((item) => isObject(item) && typeof item['value'] === 'string' && typeof item['label'] === 'string');
  return whole ? (value as unknown as Page<FieldOption>) : null;
}

/** An answer as sentences, or null. */
export function acceptImpact(value: unknown): DisconnectImpact | null {
  if (!isObject(value)) return null;
  const { items, keeps = [], choices = {} } = value;
  return areSentences(items) && areSentences(keeps) && isObject(choices) && areSentences(Object.values(choices)) ? { items, keeps, choices: choices as Record<string, string> } : null;
}

function areSentences(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}
