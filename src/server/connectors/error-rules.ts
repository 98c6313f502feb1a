import { type ErrorCode, IntegrationsError } from '../../core/errors.ts';
import { isPlainObject } from '../../core/visibility.ts';
import type { ProviderResponse } from '../connector.ts';

/** What one refusal of a provider means to us. The first rule that fits an answer decides. */
export interface ErrorRule {
  status: number;
  /** The number a provider puts into `code` of its body. */
  code?: number;
  /** `json`: only if the body is JSON; `other`: only if it is not, as with pages of an edge in front of the API. */
  body?: 'json' | 'other';
  /** Only if the body says this. Read from its first 2000 characters. */
  says?: RegExp;
  means: ErrorCode;
  detail: string;
  /** The field to correct. */
  field?: string;
}

/** Seconds to wait where a provider names none. */
const usualWait = 10;

/**
 * Turns a refusal into our error. What no rule knows is the provider's trouble, never the user's:
 * an unknown answer must not make anybody enter a good key again.
 */
export function judge(response: ProviderResponse, rules: readonly ErrorRule[], name: string): IntegrationsError {
  const rule = rules.find((one) => fits(one, response));
  if (rule) return errorOf(rule.means, rule.detail, rule.field, response);
  if (response.status === 429) return errorOf('rate_limited', `${name} takes no more requests for now. Nothing was changed; wait a moment, then try again.`, undefined, response);
  return errorOf('provider_unavailable', `${name} is not answering properly. Nothing was changed; try again later.`, undefined, response);
}

function fits(rule: ErrorRule, { status, json, text }: ProviderResponse): boolean {
  if (rule.status !== status) return false;
  if (rule.body && (rule.body === 'json') !== isPlainObject(json)) return false;
  if (rule.code !== undefined && !(isPlainObject(json) && json['code'] === rule.code)) return false;
  return !rule.says || rule.says.test(text.slice(0, 2000));
}

function errorOf(code: ErrorCode, detail: string, field: string | undefined, response: ProviderResponse): IntegrationsError {
  return new IntegrationsError(code, {
    detail,
    ...(field ? { fields: { [field]: detail } } : {}),
    ...(code === 'rate_limited' ? { retryAfter: secondsOf(response.headers.get('retry-after')) } : {}),
  });
}

function secondsOf(header: string | null): number {
  const seconds = header !== null && /^[0-9]{1,6}$/.test(header.trim()) ? Number(header) : usualWait;
  return Math.min(Math.max(seconds, 1), 3600);
}
