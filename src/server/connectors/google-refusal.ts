import { isPlainObject } from '../../core/visibility.ts';
import type { ReadRefusal } from './error-rules.ts';

/** One reason inside an error of Google Ads. `row` is the number of the operation it is about, where it is about one. */
export interface GoogleFailure {
  code: string | undefined;
  row: number | undefined;
  /** Seconds after which Google wants to be asked again. */
  retryAfter: number | undefined;
}

/**
 * Errors of Google's APIs, whatever the status: `error.details` holds finer reasons than `error.status`.
 * Google Ads wraps the answers of its streams in a list. https://google.aip.dev/193
 */
export const readGoogleRefusal: ReadRefusal = ({ status, json }) => {
  const body: unknown = Array.isArray(json) ? (json as unknown[])[0] : json;
  const error = isPlainObject(body) && isPlainObject(body['error']) ? body['error'] : null;
  if (status >= 200 && status <= 299 && !error) return null;
  const failures = googleFailures(error?.['details']);
  const reason = listOf(error?.['details']).map((detail) => detail['reason']).find((one) => typeof one === 'string');
  const general = typeof error?.['status'] === 'string' ? error['status'] : undefined;
  // These two say all there is to know; the reasons below them have a hundred names.
  const plain = general === 'UNAUTHENTICATED' || general === 'RESOURCE_EXHAUSTED' ? general : (reason ?? general);
  return { code: failures.find(({ code }) => code !== undefined)?.code ?? plain, retryAfter: failures.find((one) => one.retryAfter !== undefined)?.retryAfter };
};

/** The reasons in the `details` of an error, or of the `partialFailureError` inside a success. */
export function googleFailures(details: unknown): GoogleFailure[] {
  return listOf(details).flatMap((detail) => listOf(detail['errors'])).map((failure) => {
    const code = isPlainObject(failure['errorCode']) ? Object.values(failure['errorCode']).find((one) => typeof one === 'string') : undefined;
    const location = isPlainObject(failure['location']) ? listOf(failure['location']['fieldPathElements']) : [];
    const row = location.find((element) => element['fieldName'] === 'operations')?.['index'];
    return { code, row: typeof row === 'number' ? row : undefined, retryAfter: waitIn(failure['details']) };
  });
}

/** `quotaErrorDetails.retryDelay` is written "5s". */
function waitIn(details: unknown): number | undefined {
  const quota = isPlainObject(details) ? details['quotaErrorDetails'] : undefined;
  const delay = isPlainObject(quota) ? quota['retryDelay'] : undefined;
  const seconds = typeof delay === 'string' ? /^([0-9]{1,6})(?:\.[0-9]{1,9})?s$/.exec(delay)?.[1] : undefined;
  return seconds === undefined ? undefined : Number(seconds) + 1;
}

function listOf(value: unknown): Record<string, unknown>[] {
  return (Array.isArray(value) ? value : []).filter(isPlainObject);
}
