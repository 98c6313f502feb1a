import type { Integration } from './integration.ts';
import { BaseError, type ErrorRow, localErrors, problemOfRow } from './local-errors.ts';
import { internalRow, isOwnError } from './own-error.ts';

/**
 * Every way an operation can end badly: HTTP status (0: arises in the browser only), whether trying the same
 * request again may help, and the English text shown when nothing more specific is known.
 * Statuses follow RFC 9110, RFC 6585 (428, 429) and RFC 4918 (422).
 */
export const errorTable = {
  bad_request: [400, false, 'The request could not be read. Reload and try again.'],
  unauthenticated: [401, false, 'Your session ended. Sign in again; nothing you typed is lost.'],
  forbidden: [403, false, 'You do not have access to this. Ask an admin of this store.'],
  not_found: [404, false, 'This integration does not exist here. Reload the page.'],
  provider_unknown: [404, false, 'This provider is not offered here. Reload the page.'],
  method_not_allowed: [405, false, 'This address does not take that request.'],
  not_connected: [409, false, 'This integration is not connected. Connect it first.'],
  already_connected: [409, false, 'This account is already connected. Use its card.'],
  wrong_account: [409, false, 'This is another account than the one connected. Nothing was changed.'],
  request_in_progress: [409, true, 'The same request is still running. Wait a moment, then check again.'],
  authorization_expired: [410, false, 'This sign-in took too long. Start again.'],
  conflict: [412, false, 'Somebody changed this meanwhile. Nothing was overwritten; compare and save again.'],
  too_large: [413, false, 'The request is too large. Shorten what you entered.'],
  unsupported_media_type: [415, false, 'The request is not JSON. Send application/json.'],
  validation_failed: [422, false, 'Some fields need a correction. Nothing was saved.'],
  invalid_credentials: [422, false, 'The provider did not accept these details. Nothing was saved; check them and try again.'],
  insufficient_permission: [422, false, 'These details lack a permission. Add it at the provider, then try again.'],
  account_blocked: [422, false, 'The provider has blocked or closed this account. Resolve it there, then try again.'],
  refused_by_provider: [422, false, 'This is saved here, but the provider refused part of it. See which fields, then correct them or try them again.'],
  plan_limit: [422, false, 'The plan does not include this. Change the plan, then try again.'],
  idempotency_mismatch: [422, false, 'This request was sent before with other content. Reload and try again.'],
  authorization_denied: [422, false, 'Access was not given. Nothing was connected.'],
  authorization_mismatch: [422, false, 'This sign-in link is no longer valid. Start again.'],
  revision_required: [428, false, 'Without a revision this could overwrite another change. Reload and save again.'],
  rate_limited: [429, true, 'Too many requests for now. Wait a moment, then try again.'],
  internal: internalRow,
  provider_unavailable: [502, true, 'The provider is not answering properly. Nothing was changed; try again later.'],
  unavailable: [503, true, 'The service is not available right now. Try again in a moment.'],
  ...localErrors,
  popup_blocked: [0, false, 'The browser blocked the window. Allow it, or continue in this tab.'],
  authorization_cancelled: [0, false, 'The sign-in was cancelled. Nothing was changed.'],
} as const satisfies Record<string, ErrorRow>;

/** One of the closed set of error codes; the keys of `errorTable`. */
export type ErrorCode = keyof typeof errorTable;

/** A serialised error: the members of RFC 9457 plus our `code`. Times are seconds. */
export interface Problem {
  /** `about:blank`, or an address that documents the code. */
  type: string;
  title: string;
  status: number;
  /** What happened, why it matters and what to do, as plain text. */
  detail: string;
  code: ErrorCode;
  /** Names the request in the server's log. */
  requestId?: string;
  /** Dotted field path → what is wrong with that field. */
  fields?: Readonly<Record<string, string>>;
  /** Seconds to wait before trying again. */
  retryAfter?: number;
  /** With `conflict`: the Integration as it is now. With `already_connected`: the one that holds the account. */
  current?: Integration;
}

/** The one error this package throws. Recognise it with `isIntegrationsError`, which also works across bundles; `instanceof` does not know every one of them. */
export class IntegrationsError extends BaseError<Problem> {
  /** @param cause raw evidence for logs; kept, but never enumerable, so it does not travel with the error. */
  constructor(code: ErrorCode, more: Partial<Omit<Problem, 'code'>> = {}, cause?: unknown) {
    const usual = problemOfRow(code, errorTable[code]);
    const { type = usual.type, title = usual.title, status = usual.status, detail = usual.detail } = more;
    super({ ...more, type, title, status, detail, code }, cause);
  }
}

/** Is this our error, and (if given) of this code? Goes by brand, because `instanceof` fails between two copies of the package. */
export function isIntegrationsError(value: unknown, code?: ErrorCode): value is IntegrationsError {
  return isOwnError(value) && (code === undefined || value.code === code);
}

/** Is this a code of the table? */
export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(errorTable, value);
}

/** May the same request succeed when sent again? */
export function isRetryable(code: ErrorCode): boolean {
  return errorTable[code][1];
}
