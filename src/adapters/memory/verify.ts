import type { IntegrationsError } from '../../core/errors.ts';
import type { Account, Verification, VerificationStage } from '../../core/integration.ts';

const order = ['format', 'reach', 'sign-in', 'permission', 'resource'] as const satisfies VerificationStage['id'][];

/** Codes that say the provider could not be asked: then there is no verdict, so a verification fails with them. */
export const unasked: readonly string[] = ['rate_limited', 'provider_unavailable', 'unavailable', 'timeout', 'network_failed', 'internal'];

/** The staged result of one proof; `refusal` is why the provider said no. */
export function verificationOf(refusal: IntegrationsError | undefined, account: Account, checkedAt: string): Verification {
  const failsAt = refusal ? order.indexOf(stageOf(refusal)) : order.length;
  const stages = order.map((id, index): VerificationStage => {
    if (index < failsAt) return { id, outcome: 'passed', durationMs: 40 };
    if (index > failsAt || !refusal) return { id, outcome: 'skipped', durationMs: 0 };
    return { id, outcome: 'failed', durationMs: 40, problem: refusal.problem };
  });
  return { outcome: refusal ? 'rejected' : 'verified', account: refusal ? null : account, checkedAt, stages };
}

function stageOf(refusal: IntegrationsError): VerificationStage['id'] {
  switch (refusal.code) {
    case 'validation_failed': return 'format';
    case 'invalid_credentials': case 'account_blocked': return 'sign-in';
    case 'insufficient_permission': case 'plan_limit': return 'permission';
    default: return 'resource';
  }
}
