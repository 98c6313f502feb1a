import type { RecordedAnswer } from './answer.ts';

const json = { 'content-type': 'application/json; charset=UTF-8', 'facebook-api-version': 'v26.0' };
const error = (message: string, code: number, more: object = {}) => ({ error: { message, type: 'OAuthException', code, ...more, fbtrace_id: 'AbC1dEf2GhI3jKl4MnO5pQr' } });
const usage = (minutes: number) => ({ ...json, 'x-business-use-case-usage': JSON.stringify({ '000': [{ type: 'ads_management', call_count: 100, total_cputime: 25, total_time: 25, estimated_time_to_regain_access: minutes }] }) });

/** Answers of the Graph API to `GET /{pixel}`: https://developers.facebook.com/docs/graph-api/guides/error-handling */
export const metaPixelAnswers: readonly RecordedAnswer[] = [
  { name: 'the pixel', status: 200, headers: json, body: { id: '000000000000000', name: 'Store pixel', last_fired_time: '2026-01-01T00:00:00+0000', is_unavailable: false, data_use_setting: 'ADVERTISING_AND_ANALYTICS' }, means: 'verified' },
  { name: 'a pixel without a name', status: 200, headers: json, body: { id: '000000000000000', name: null }, means: 'verified' },
  { name: 'a token that cannot be read', status: 400, headers: json, body: error('Invalid OAuth access token - Cannot parse access token', 190), means: 'invalid_credentials', field: 'accessToken' },
  { name: 'an expired token', status: 400, headers: json, body: error('Error validating access token: Session has expired on Sunday', 190, { error_subcode: 463 }), means: 'invalid_credentials', field: 'accessToken' },
  { name: 'a changed password', status: 401, headers: json, body: error('The session has been invalidated because the user changed their password', 190, { error_subcode: 460 }), means: 'invalid_credentials', field: 'accessToken' },
  { name: 'an app that was removed', status: 400, headers: json, body: error('The user has not authorized application', 190, { error_subcode: 458 }), means: 'invalid_credentials', field: 'accessToken' },
  { name: 'an unknown sub-code of 190', status: 400, headers: json, body: error('Error validating access token', 190, { error_subcode: 464 }), means: 'invalid_credentials', field: 'accessToken' },
  { name: 'an error inside a status of 200', status: 200, headers: json, body: error('Invalid OAuth access token.', 190), means: 'invalid_credentials', field: 'accessToken' },
  { name: 'a pixel the token does not see', status: 400, headers: json, body: error("Unsupported get request. Object with ID '000000000000000' does not exist, cannot be loaded due to missing permissions", 100, { error_subcode: 33 }), means: 'unverified' },
  { name: 'a missing permission', status: 403, headers: json, body: error('(#200) Requires ads_read permission to access the object', 200), means: 'unverified' },
  { name: 'a missing capability', status: 400, headers: json, body: error('(#3) Application does not have the capability to make this API call.', 3), means: 'unverified' },
  { name: 'too many calls, with a time', status: 400, headers: usage(7), body: error('(#80004) There have been too many calls to this ad-account.', 80004, { error_subcode: 2446079 }), means: 'rate_limited', retryAfter: 420 },
  { name: 'too many calls of the app', status: 403, headers: json, body: error('(#4) Application request limit reached', 4, { is_transient: true }), means: 'rate_limited', retryAfter: 10 },
  { name: 'a block for abuse', status: 400, headers: json, body: error('The action attempted has been deemed abusive or is otherwise disallowed', 368), means: 'rate_limited' },
  { name: 'an unknown error', status: 500, headers: json, body: error('An unknown error occurred', 1), means: 'provider_unavailable' },
  { name: 'a service that is down', status: 503, headers: json, body: error('Service temporarily unavailable', 2, { is_transient: true }), means: 'provider_unavailable' },
  { name: 'a parameter of ours', status: 400, headers: json, body: error('(#100) Tried accessing nonexisting field (nme)', 100), means: 'provider_unavailable' },
  { name: 'an edge’s page', status: 502, headers: { 'content-type': 'text/html' }, body: '<!DOCTYPE html><html><title>Facebook | Error</title></html>', means: 'provider_unavailable' },
  { name: 'a page instead of an answer', status: 200, headers: { 'content-type': 'text/html' }, body: '<html><body>Sorry, something went wrong.</body></html>', means: 'provider_unavailable' },
  { name: 'nothing', status: 200, headers: json, body: '', means: 'provider_unavailable' },
  { name: 'a body cut off', status: 200, headers: json, body: '{"id":"000000000000000","na', means: 'provider_unavailable' },
  { name: 'JSON under a wrong content type', status: 200, headers: { 'content-type': 'text/javascript' }, body: { id: '000000000000000', name: 'Store pixel' }, means: 'verified' },
];
