import { type ErrorCode, isIntegrationsError } from '../../core/errors.ts';

/** Answers that are a verdict on what was asked, and not only no answer. */
export const verdicts: readonly ErrorCode[] = ['validation_failed', 'not_found', 'invalid_credentials', 'insufficient_permission', 'account_blocked', 'plan_limit'];

/** Tells a provider of some settings at once: why it refused these fields, or nothing. @throws what is no verdict. */
export async function refusals(fields: readonly string[], tell: () => Promise<unknown>): Promise<Readonly<Record<string, string>>> {
  try {
    if (fields.length > 0) await tell();
    return {};
  } catch (error) {
    if (!isIntegrationsError(error) || !verdicts.includes(error.code)) throw error;
    return Object.fromEntries(fields.map((path) => [path, error.problem.detail]));
  }
}
