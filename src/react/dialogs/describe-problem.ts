import type { ErrorCode, Problem } from '../../core/errors.ts';
import type { OutcomeMessages } from '../messages/outcome-messages.ts';

type Text = keyof { [K in keyof OutcomeMessages as OutcomeMessages[K] extends (args: { provider: string }) => string ? K : never]: true };

const texts: Partial<Record<ErrorCode, readonly [title: Text, next: Text]>> = {
  invalid_credentials: ['problemInvalid', 'problemInvalidNext'],
  insufficient_permission: ['problemPermission', 'problemPermissionNext'],
  already_connected: ['problemDuplicate', 'problemDuplicateNext'],
  account_blocked: ['problemBlocked', 'problemBlockedNext'],
  rate_limited: ['problemRate', 'problemRateNext'],
  provider_unavailable: ['problemDown', 'problemDownNext'],
  plan_limit: ['problemPlan', 'problemPlanNext'],
  unauthenticated: ['problemSession', 'problemSessionNext'],
  forbidden: ['problemForbidden', 'problemForbiddenNext'],
  not_connected: ['problemNotConnected', 'problemNotConnectedNext'],
  not_found: ['problemGone', 'problemGoneNext'],
  unavailable: ['problemUnavailable', 'problemUnavailableNext'],
  timeout: ['problemUnknown', 'problemUnknownNext'],
  network_failed: ['problemUnknown', 'problemUnknownNext'],
  aborted: ['problemUnknown', 'problemUnknownNext'],
  request_in_progress: ['problemUnknown', 'problemUnknownNext'],
};

/** What happened and what to do next, in words of its own for each code. The backend's `detail` stands between the two. */
export function describeProblem(problem: Problem, provider: string, messages: OutcomeMessages, unknown = false): { title: string; next: string | null } {
  const known = texts[problem.code];
  if (unknown) return { title: known ? messages[known[0]]({ provider }) : messages.problemInternal(), next: messages.problemUnknownNext() };
  if (known) return { title: messages[known[0]]({ provider }), next: messages[known[1]]({ provider }) };
  // Other refusals explain themselves in `detail`; only our own failures need a way out.
  return problem.status >= 500 ? { title: messages.problemInternal(), next: messages.problemInternalNext() } : { title: problem.title, next: null };
}
