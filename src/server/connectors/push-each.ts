import { isIntegrationsError } from '../../core/errors.ts';
import { refusals } from './refusals.ts';

/** Settings that are told to the provider together. */
export interface Telling {
  fields: readonly string[];
  tell: () => Promise<unknown>;
}

/**
 * Tells a provider of several settings, one call after the other: what it refuses, by field. Once it cannot be asked any more, what is left
 * says so, and what was taken before stays taken. @throws what kept the first call from being answered.
 */
export async function pushEach(tellings: readonly Telling[]): Promise<Readonly<Record<string, string>>> {
  const refused: Record<string, string> = {};
  const due = tellings.filter(({ fields }) => fields.length > 0);
  for (const [index, { fields, tell }] of due.entries()) {
    try {
      Object.assign(refused, await refusals(fields, tell));
    } catch (error) {
      if (index === 0 || !isIntegrationsError(error)) throw error;
      for (const field of due.slice(index).flatMap((one) => one.fields)) refused[field] = error.problem.detail;
      break;
    }
  }
  return refused;
}
