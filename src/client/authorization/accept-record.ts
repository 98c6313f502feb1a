import type { AuthorizationRecord } from '../../core/authorization.ts';
import type { FieldOption } from '../../core/field.ts';
import type { VerbTools } from './verb-tools.ts';

const statuses: readonly unknown[] = ['pending', 'completed', 'needs_choice', 'failed', 'cancelled', 'expired'] satisfies AuthorizationRecord['status'][];

/** Reads an answer as a record, or null. `completed` without the Integration, or `needs_choice` without choices, is none. */
export const createAcceptRecord = ({ acceptIntegration, cleanProblem }: Pick<VerbTools, 'acceptIntegration' | 'cleanProblem'>) => (value: unknown): AuthorizationRecord | null => {
  const { status, choices, problem, integration: given } = (value ?? {}) as Partial<AuthorizationRecord>;
  if (!status || !statuses.includes(status)) return null;
  const integration = acceptIntegration(given);
  const offered = Array.isArray(choices) ? (choices as Partial<FieldOption>[]).filter((one): one is FieldOption => typeof one?.value === 'string' && typeof one.label === 'string') : [];
  if ((status === 'completed' && !integration) || (status === 'needs_choice' && offered.length === 0)) return null;
  return { status, ...(integration && { integration }), ...(offered.length > 0 && { choices: offered }), ...(problem && { problem: cleanProblem(problem) }) };
};
