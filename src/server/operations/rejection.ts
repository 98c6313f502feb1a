import { IntegrationsError, type Problem } from '../../core/errors.ts';
import type { Proof } from '../connector.ts';

/** Why a proof was rejected, as the error the caller gets: nothing but code, text and fields of the stage that failed. */
export function rejectionOf(proof: Proof): IntegrationsError {
  const problem: Partial<Problem> = proof.stages.find((stage) => stage.outcome === 'failed' && stage.problem)?.problem ?? {};
  const { code = 'invalid_credentials', detail, fields } = problem;
  return new IntegrationsError(code, { ...(detail === undefined ? {} : { detail }), ...(fields === undefined ? {} : { fields }) });
}

/** Does the provider refuse the credentials themselves? */
export const isRefusal = (proof: Proof): boolean => proof.outcome === 'rejected' && rejectionOf(proof).code === 'invalid_credentials';
