import type { RecordedAnswer } from './answer.ts';

const json = { 'content-type': 'application/json; charset=UTF-8' };
const error = (message: string, code: number, more: object = {}) => ({ error: { message, type: 'OAuthException', code, ...more, fbtrace_id: 'AbC1dEf2GhI3jKl4MnO5pQr' } });
const debugged = (more: object) => ({ data: { type: 'SYSTEM_USER', application: 'Store app', data_access_expires_at: 0, expires_at: 0, issued_at: 1_760_000_000, user_id: '122', ...more } });
const account = (more: object) => ({ id: 'act_000000000000000', account_id: '000000000000000', name: 'Store', account_status: 1, currency: 'EUR', timezone_name: 'Europe/Berlin', disable_reason: 0, user_tasks: ['DRAFT', 'ANALYZE', 'ADVERTISE', 'MANAGE'], ...more });

/** Answers to `/debug_token` and `/act_{id}`: https://developers.facebook.com/docs/graph-api/reference/debug_token */
export const facebookAdsAnswers: readonly RecordedAnswer[] = [
  { name: 'an active account', to: '/act_', status: 200, headers: json, body: account({}), means: 'verified' },
  { name: 'an account in grace', to: '/act_', status: 200, headers: json, body: account({ account_status: 9 }), means: 'verified' },
  { name: 'a disabled account', to: '/act_', status: 200, headers: json, body: account({ account_status: 2, disable_reason: 1 }), means: 'account_blocked', field: 'adAccountId' },
  { name: 'a closed account', to: '/act_', status: 200, headers: json, body: account({ account_status: 101 }), means: 'account_blocked', field: 'adAccountId' },
  { name: 'an account the token does not see', to: '/act_', status: 400, headers: json, body: error("Object with ID 'act_000000000000000' does not exist", 100, { error_subcode: 33 }), means: 'insufficient_permission', field: 'adAccountId' },
  { name: 'a missing permission', to: '/act_', status: 403, headers: json, body: error('(#200) Ad account owner has NOT grant ads_management or ads_read permission', 200), means: 'insufficient_permission', field: 'accessToken' },
  { name: 'a token called invalid', to: '/debug_token', status: 200, headers: json, body: debugged({ is_valid: false, scopes: [], error: { code: 190, message: 'Error validating access token: Session has expired', subcode: 463 } }), means: 'invalid_credentials', field: 'accessToken' },
  { name: 'a token of another app', to: '/debug_token', status: 200, headers: json, body: debugged({ is_valid: true, app_id: '999999999999999', scopes: ['ads_read'] }), means: 'invalid_credentials', field: 'appId' },
  { name: 'the token of a page', to: '/debug_token', status: 200, headers: json, body: debugged({ is_valid: true, type: 'PAGE', scopes: ['pages_show_list'] }), means: 'invalid_credentials', field: 'accessToken' },
  { name: 'a token without ads', to: '/debug_token', status: 200, headers: json, body: debugged({ is_valid: true, scopes: ['email'] }), means: 'insufficient_permission', field: 'accessToken' },
  { name: 'an unknown app', to: '/debug_token', status: 400, headers: json, body: error('Error validating application. Cannot get application info due to a system error.', 101), means: 'invalid_credentials', field: 'appSecret' },
  { name: 'a wrong secret', to: '/debug_token', status: 400, headers: json, body: error('Error validating client secret.', 190), means: 'invalid_credentials', field: 'appSecret' },
  { name: 'limits of the account', to: '/act_', status: 400, headers: { ...json, 'x-business-use-case-usage': '{"1":[{"type":"ads_management","estimated_time_to_regain_access":3}]}' }, body: error('User request limit reached', 17, { error_subcode: 2446079 }), means: 'rate_limited', retryAfter: 180 },
  { name: 'a limit inside a status of 200', to: '/act_', status: 200, headers: json, body: error('Calls to this api have exceeded the rate limit.', 613, { error_subcode: 1996 }), means: 'rate_limited' },
  { name: 'an unknown error', to: '/debug_token', status: 500, headers: json, body: error('An unknown error occurred', 1), means: 'provider_unavailable' },
  { name: 'a version that ended', to: '/act_', status: 400, headers: json, body: error('(#2635) You are calling a deprecated version of the Ads API.', 2635), means: 'provider_unavailable' },
  { name: 'a page of an edge', to: '/act_', status: 504, headers: { 'content-type': 'text/html' }, body: '<html><title>504</title></html>', means: 'provider_unavailable' },
  { name: 'nothing', to: '/debug_token', status: 200, headers: json, body: '', means: 'provider_unavailable' },
  { name: 'a body cut off', to: '/act_', status: 200, headers: json, body: '{"account_id":"0000', means: 'provider_unavailable' },
  { name: 'JSON as text', to: '/act_', status: 200, headers: { 'content-type': 'text/plain' }, body: account({}), means: 'verified' },
];
