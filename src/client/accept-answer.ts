import type { FieldOption } from '../core/field.ts';
import { type CredentialPreview, disconnectedIntegration, type Integration, isIntegration, type Page, parseIntegrationId, type Values, type Verification } from '../core/integration.ts';
import { cleanProblem } from './clean-problem.ts';

/**
 * An adapter's answer as an Integration fit for the state, or null when it is none. Only known members and previews of
 * credentials pass, so that a backend which hands back what it was given does not get it in here; left-out members take their resting value.
 */
export function acceptIntegration(value: unknown): Integration | null {
  if (!isIntegration(value) || parseIntegrationId(value.id)?.provider !== value.provider) return null;
  const resting = disconnectedIntegration(value.provider, value.id);
  const known = Object.keys(resting).map((key) => [key, value[key as keyof Integration] ?? resting[key as keyof Integration]]);
  const previews = Object.entries<unknown>(value.credentials).flatMap(([key, preview]) => {
    const accepted = acceptPreview(preview);
    return accepted ? [[key, accepted] as const] : [];
  });
  const problem = isObject(value.problem) ? cleanProblem(value.problem) : null;
  return { ...(Object.fromEntries(known) as Integration), problem, credentials: Object.fromEntries(previews) };
}

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
export function acceptImpact(value: unknown): readonly string[] | null {
  const items = isObject(value) ? value['items'] : null;
  return Array.isArray(items) && items.every((item) => typeof item === 'string') ? items : null;
}

// Rebuilt member by member: an adapter that hands back whole credentials must not get them into the state.
function acceptPreview(preview: unknown): CredentialPreview | null {
  if (!isObject(preview)) return null;
  const { secret, value, isSet, updatedAt, hint } = preview;
  if (secret === false) return typeof value === 'string' ? { secret, value } : null;
  if (secret !== true) return null;
  return { secret, isSet: isSet === true, updatedAt: typeof updatedAt === 'string' ? updatedAt : null, hint: typeof hint === 'string' && hint.length <= 4 ? hint : null };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
