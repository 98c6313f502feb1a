import { IntegrationsError, isIntegrationsError, type Problem } from '../../core/errors.ts';
import type { Values } from '../../core/integration.ts';
import type { Connector } from '../connector.ts';

/** Marks credentials that a sign-in gave, where they look like pasted ones otherwise. */
export const signedIn = { signedIn: true } as const;
/** Accounts that are offered after one sign-in; any other can be chosen in the settings. */
export const mostAccounts = 200;

/**
 * Says of a sign-in what a connector says of pasted keys: there is no key to correct, so the way out is to sign in again.
 * `settings` are the fields that are chosen after signing in; what is said of them stays.
 */
export function forSignIns(name: string, settings: readonly string[], connector: Connector): Connector {
  function reworded(problem: Problem): Problem {
    const { code, fields = {} } = problem;
    const chosen = Object.fromEntries(Object.entries(fields).filter(([field]) => settings.includes(field)));
    if (Object.keys(chosen).length > 0) return { ...problem, fields: chosen };
    const { fields: _, ...rest } = problem;
    if (code === 'invalid_credentials') return { ...rest, detail: `${name} no longer accepts this sign-in. Sign in again.` };
    return code === 'insufficient_permission' && Object.keys(fields).length > 0 ? { ...rest, detail: 'The sign-in does not include a permission that this needs. Sign in again, and allow it.' } : problem;
  }
  function told<T>(credentials: Values, asked: () => Promise<T>): Promise<T> {
    if (credentials['signedIn'] !== true) return asked();
    return asked().catch((error: unknown) => {
      if (!isIntegrationsError(error)) throw error;
      const { code, ...more } = reworded(error.problem);
      if (more.detail === error.problem.detail && more.fields === error.problem.fields) throw error;
      throw new IntegrationsError(code, more, error);
    });
  }
  return {
    ...connector,
    async verify(input, context) {
      const proof = await told(input.credentials, () => connector.verify(input, context));
      if (input.credentials['signedIn'] !== true) return proof;
      return { ...proof, stages: proof.stages.map((stage) => (stage.problem ? { ...stage, problem: reworded(stage.problem) } : stage)) };
    },
    ...(connector.options && { options: Object.fromEntries(Object.entries(connector.options).map(([field, list]) => [field, (query, context) => told(query.credentials, () => list(query, context))])) }),
    ...(connector.push && { push: (input, context) => told(input.credentials, async () => connector.push?.(input, context) ?? {}) }),
    ...(connector.impact && { impact: (input, context) => told(input.credentials, async () => connector.impact?.(input, context) ?? []) }),
  };
}
