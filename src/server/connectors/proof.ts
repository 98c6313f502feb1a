import { type ErrorCode, isIntegrationsError, type Problem } from '../../core/errors.ts';
import type { Account, VerificationStage } from '../../core/integration.ts';
import type { ConnectorContext, Proof } from '../connector.ts';

type StageId = VerificationStage['id'];

const order: readonly StageId[] = ['format', 'reach', 'sign-in', 'permission', 'resource'];

/** Refusals that are a verdict on the credentials, and the stage they end. Everything else is no verdict. */
const verdicts: Partial<Record<ErrorCode, StageId>> = {
  validation_failed: 'reach', invalid_credentials: 'sign-in', account_blocked: 'sign-in', insufficient_permission: 'permission',
};

/** Collects the stages of one proof with their durations. Stages before a named one count as passed. */
export function beginProof(context: Pick<ConnectorContext, 'now'>) {
  const stages: VerificationStage[] = [];
  let since = context.now().getTime();

  function end(id: StageId, outcome: VerificationStage['outcome'], problem?: Problem): void {
    const at = context.now().getTime();
    for (const before of order.slice(0, order.indexOf(id))) {
      if (!stages.some((stage) => stage.id === before)) stages.push({ id: before, outcome: 'passed', durationMs: 0 });
    }
    stages.push({ id, outcome, durationMs: Math.max(0, at - since), ...(problem ? { problem } : {}) });
    since = at;
  }

  function rejected(id: StageId, problem: Problem, account: Account | null = null): Proof {
    end(id, 'failed', problem);
    for (const after of order.slice(order.indexOf(id) + 1)) stages.push({ id: after, outcome: 'skipped', durationMs: 0 });
    return { outcome: 'rejected', account, stages };
  }

  return {
    passed: (id: StageId) => end(id, 'passed'),
    rejected,
    /** A refusal becomes an outcome; what is no verdict is thrown on. */
    refused(error: unknown): Proof {
      const stage = isIntegrationsError(error) ? verdicts[error.code] : undefined;
      if (!stage || !isIntegrationsError(error)) throw error;
      return rejected(stage, error.problem);
    },
    /** Neither proven nor refuted: the provider offers no way to tell. `why` says what was asked and what would prove it. */
    unverified(account: Account, id: StageId, why?: Problem): Proof {
      end(id, 'unprovable', why);
      for (const after of order.slice(order.indexOf(id) + 1)) stages.push({ id: after, outcome: 'skipped', durationMs: 0 });
      return { outcome: 'unverified', account, stages };
    },
    /** Proven. A missing resource leaves the credentials good, so it is told and does not reject. */
    verified(account: Account, resource: 'passed' | 'skipped' | Problem): Proof {
      if (typeof resource === 'string') end('resource', resource);
      else end('resource', 'failed', resource);
      return { outcome: 'verified', account, stages };
    },
  };
}
