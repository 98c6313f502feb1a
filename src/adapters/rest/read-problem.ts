import { type ErrorCode, errorTable, IntegrationsError, isErrorCode, type Problem } from '../../core/errors.ts';
import type { Route } from '../../core/routes.ts';
import type { Wire } from './load-wire.ts';

/**
 * A refused request as our error. A body counts only if it carries a code of the table (RFC 9457 with `code`);
 * of anything else nothing but the status is read.
 */
export function readProblem(response: Response, body: unknown, wire: Wire, method: Route['method']): IntegrationsError {
  const type = response.headers.get('content-type') ?? '';
  const given = /^application\/(problem\+)?json\b/i.test(type) && typeof body === 'object' && body !== null ? (body as Partial<Record<keyof Problem, unknown>>) : {};
  const code = isErrorCode(given.code) && errorTable[given.code][0] !== 0 ? given.code : null;
  const problem: Partial<Problem> = response.status >= 400 ? { status: response.status } : {};
  if (code) {
    for (const key of ['type', 'title', 'detail', 'requestId'] as const) {
      const text = given[key];
      if (typeof text === 'string' && text) problem[key] = text;
    }
    const fields = wire.answers.fieldErrors.safeParse(given.fields);
    if (fields.success) problem.fields = fields.data;
    const current = wire.answers.integration.safeParse(given.current);
    if (current.success) problem.current = current.data;
  }
  const retryAfter = code && typeof given.retryAfter === 'number' && given.retryAfter >= 0 ? given.retryAfter : readRetryAfter(response.headers.get('retry-after'));
  if (retryAfter !== null) problem.retryAfter = retryAfter;
  if (code) return new IntegrationsError(code, problem);
  // A gateway that lost its backend may have handed the request on, so a change has no outcome we know of.
  if (response.status > 500 && method !== 'GET') return new IntegrationsError('network_failed', { ...problem, detail: lostBehindGateway });
  return new IntegrationsError(codeOf(response.status), problem);
}

/** Seconds until another try, from a number of seconds or an HTTP date (RFC 9110 §10.2.3). */
function readRetryAfter(value: string | null): number | null {
  if (value === null) return null;
  if (/^\s*\d{1,9}\s*$/.test(value)) return Number(value);
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - Date.now()) / 1000));
}

const lostBehindGateway = 'A server on the way lost the answer, so this may or may not have happened. Check again before repeating it.';

const byStatus: Readonly<Record<number, ErrorCode>> = {
  400: 'bad_request', 401: 'unauthenticated', 403: 'forbidden', 404: 'not_found', 405: 'method_not_allowed', 408: 'timeout', 409: 'conflict', 412: 'conflict',
  413: 'too_large', 415: 'unsupported_media_type', 422: 'validation_failed', 428: 'revision_required', 429: 'rate_limited', 504: 'timeout', 524: 'timeout',
};

// Without a code it was not our server that spoke: a gateway's 502 says nothing of the provider.
function codeOf(status: number): ErrorCode {
  return byStatus[status] ?? (status > 500 ? 'unavailable' : 'internal');
}
