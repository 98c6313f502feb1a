import type { ErrorCode } from '../core/errors.ts';

/** How a provider may refuse well-formed credentials. */
export const refusals: readonly ErrorCode[] = ['invalid_credentials', 'insufficient_permission', 'account_blocked', 'plan_limit', 'wrong_account'];
