import type { ErrorCode } from '../../../src/core/index.ts';

/** One recorded answer: status, content type and body as they come over the wire. */
export interface RecordedAnswer {
  status: number;
  type: string;
  body: string;
}

/** Answers by host (or the end of a path, which goes before), and what a proof has to make of them. Hosts not named answer as they do on a good day. */
export interface GoogleFixture {
  name: string;
  answers: Readonly<Record<string, RecordedAnswer>>;
  outcome: 'verified' | 'unverified' | 'rejected' | 'error';
  code?: ErrorCode;
  field?: string;
  retryAfter?: number;
  /** Of the account's name. */
  says?: RegExp;
}

const type = 'application/json; charset=UTF-8';

/** An answer in JSON. */
export const json = (status: number, body: object): RecordedAnswer => ({ status, type, body: JSON.stringify(body) });

/** A page of what stands in front of the API. */
export const page = (status: number): RecordedAnswer => ({ status, type: 'text/html; charset=UTF-8', body: `<!DOCTYPE html><html lang=en><title>Error ${status}</title>` });

/** An error of the Google Ads API; `listed` as its streams write it. */
export function ads(status: number, family: string, code: string, { listed = false, details }: { listed?: boolean; details?: object } = {}): RecordedAnswer {
  const error = { code: status, message: 'Request contains an invalid argument.', status: 'INVALID_ARGUMENT', details: [{ '@type': 'type.googleapis.com/google.ads.googleads.v25.errors.GoogleAdsFailure', errors: [{ errorCode: { [family]: code }, message: 'As told.', ...(details && { details }) }], requestId: 'AbC1dEf2GhI3jKl4MnO5pQ' }] };
  return json(status, (listed ? [{ error }] : { error }));
}

/** An error of Google's other APIs. https://google.aip.dev/193 */
export const google = (code: number, status: string, reason?: string): RecordedAnswer =>
  json(code, { error: { code, message: 'As told.', status, ...(reason && { details: [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason, domain: 'googleapis.com' }] }) } });
