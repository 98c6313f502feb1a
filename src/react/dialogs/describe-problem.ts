import type { ErrorCode, Problem } from '../../core/errors.ts';
import type { OutcomeMessages } from '../messages/outcome-messages.ts';

/** Codes with words of their own, by the name of their title; what to do next goes by the same name, with `Next` behind it. */
const texts = {
  invalid_credentials: 'problemInvalid',
  insufficient_permission: 'problemPermission',
  already_connected: 'problemDuplicate',
  account_blocked: 'problemBlocked',
  rate_limited: 'problemRate',
  provider_unavailable: 'problemDown',
  plan_limit: 'problemPlan',
  unauthenticated: 'problemSession',
  forbidden: 'problemForbidden',
  not_connected: 'problemNotConnected',
  not_found: 'problemGone',
  unavailable: 'problemUnavailable',
  timeout: 'problemUnknown',
  network_failed: 'problemUnknown',
  aborted: 'problemUnknown',
  request_in_progress: 'problemUnknown',
} as const satisfies Partial<Record<ErrorCode, keyof OutcomeMessages>>;

/** What happened and what to do next, in words of its own for each code. The backend's `detail` stands between the two. */
export function describeProblem(problem: Problem, provider: string, messages: OutcomeMessages, unknown = false): { title: string; next: string | null } {
  const known = (texts as Partial<Record<ErrorCode, (typeof texts)[keyof typeof texts]>>)[problem.code];
  if (unknown) return { title: known ? messages[known]({ provider }) : messages.problemInternal(), next: messages.problemUnknownNext() };
  if (known) return { title: messages[known]({ provider }), next: messages[`${known}Next`]({ provider }) };
  // Other refusals explain themselves in `detail`; only our own failures need a way out.
  return problem.status >= 500 ? { title: messages.problemInternal(), next: messages.problemInternalNext() } : { title: problem.title, next: null };
}
