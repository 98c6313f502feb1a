import { type ErrorCode, IntegrationsError } from '../../core/errors.ts';
import { isPlainObject } from '../../core/visibility.ts';
import type { ProviderResponse } from '../connector.ts';

/** What one refusal of a provider means to us. The first rule that fits an answer decides. */
export interface ErrorRule {
  /** Any status, where it is left out. */
  status?: number;
  /** What the provider calls it: the `code` of its body, or what its `ReadRefusal` found there. */
  code?: RefusalCode | readonly RefusalCode[];
  /** The finer code below `code`, where a provider has one. */
  subcode?: number;
  /** `json`: only if the body is JSON; `other`: only if it is not, as with pages of an edge in front of the API. */
  body?: 'json' | 'other';
  /** Only if the body says this. Read from its first 2000 characters. */
  says?: RegExp;
  means: ErrorCode;
  detail: string;
  /** The field to correct. */
  field?: string;
}

export type RefusalCode = number | string;

/** How a provider says no. `retryAfter` in seconds, where it is told otherwise than by the header. */
export interface Refusal {
  code?: RefusalCode | undefined;
  subcode?: number | undefined;
  retryAfter?: number | undefined;
}

/** Reads a refusal out of an answer of any status; null where the provider said yes. Some say no with a status of 200. */
export type ReadRefusal = (response: ProviderResponse) => Refusal | null;

/** The usual way: the status decides, and `code` of a JSON body names the reason. */
export const refusalByStatus: ReadRefusal = ({ status, json }) => {
  if (status >= 200 && status <= 299) return null;
  const code = isPlainObject(json) ? json['code'] : undefined;
  return { code: typeof code === 'number' || typeof code === 'string' ? code : undefined };
};

/** Seconds to wait where a provider names none. */
const usualWait = 10;

/**
 * Turns a refusal into our error. What no rule knows is the provider's trouble, never the user's:
 * an unknown answer must not make anybody enter a good key again.
 */
export function judge(response: ProviderResponse, refusal: Refusal, rules: readonly ErrorRule[], name: string): IntegrationsError {
  const retryAfter = refusal.retryAfter ?? secondsOf(response.headers.get('retry-after'));
  const rule = rules.find((one) => fits(one, response, refusal));
  if (rule) return errorOf(rule.means, rule.detail, rule.field, retryAfter);
  if (response.status === 429) return errorOf('rate_limited', busy(name), undefined, retryAfter);
  return errorOf('provider_unavailable', `${name} is not answering properly. Nothing was changed; try again later.`, undefined, retryAfter);
}

/** What a provider that throttles us is said to do. */
export const busy = (name: string) => `${name} takes no more requests for now. Nothing was changed; wait a moment, then try again.`;

function fits(rule: ErrorRule, { status, json, text }: ProviderResponse, refusal: Refusal): boolean {
  if (rule.status !== undefined && rule.status !== status) return false;
  if (rule.body && (rule.body === 'json') !== isPlainObject(json)) return false;
  if (rule.code !== undefined && !(refusal.code !== undefined && [rule.code].flat().includes(refusal.code))) return false;
  if (rule.subcode !== undefined && rule.subcode !== refusal.subcode) return false;
  return !rule.says || rule.says.test(text.slice(0, 2000));
}

function errorOf(code: ErrorCode, detail: string, field: string | undefined, retryAfter: number): IntegrationsError {
  return new IntegrationsError(code, {
    detail,
    ...(field ? { fields: { [field]: detail } } : {}),
    ...(code === 'rate_limited' ? { retryAfter: Math.min(Math.max(retryAfter, 1), 3600) } : {}),
  });
}

function secondsOf(header: string | null): number {
  return header !== null && /^[0-9]{1,6}$/.test(header.trim()) ? Number(header) : usualWait;
}
