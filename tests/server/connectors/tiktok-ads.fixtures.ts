import type { RecordedAnswer } from './answer.ts';

const json = { 'content-type': 'application/json' };
const list = '/oauth2/advertiser/get/';
const about = '/advertiser/info/';
const envelope = (code: number, message: string, data: object = {}) => ({ code, message, request_id: '202611221200000102030405060708090A', data });

/** Answers to the list of ad accounts and to what is known of one. `{id}` stands for the connected account. */
export const tiktokAdsAnswers: readonly RecordedAnswer[] = [
  { name: 'the account among others', to: list, status: 200, headers: json, body: envelope(0, 'OK', { list: [{ advertiser_id: '7000000000000000001', advertiser_name: 'Other' }, { advertiser_id: '{id}', advertiser_name: 'Store' }] }), means: 'verified' },
  { name: 'details with the asked fields only', to: about, status: 200, headers: json, body: envelope(0, 'OK', { list: [{ name: 'Store', currency: 'EUR', status: 'STATUS_ENABLE' }] }), means: 'verified' },
  { name: 'an account that is not enabled', to: about, status: 200, headers: json, body: envelope(0, 'OK', { list: [{ advertiser_id: '{id}', name: 'Store', status: 'STATUS_LIMIT' }] }), means: 'verified' },
  { name: 'only other accounts', to: list, status: 200, headers: json, body: envelope(0, 'OK', { list: [{ advertiser_id: '7000000000000000001', advertiser_name: 'Other' }] }), means: 'insufficient_permission', field: 'advertiserId' },
  { name: 'no account at all', to: list, status: 200, headers: json, body: envelope(0, 'OK', { list: [] }), means: 'insufficient_permission', field: 'advertiserId' },
  { name: 'a wrong or revoked token', to: list, status: 200, headers: json, body: envelope(40105, 'Access token is incorrect or has been revoked.'), means: 'invalid_credentials', field: 'accessToken' },
  { name: 'a token and an account that do not match', to: about, status: 200, headers: json, body: envelope(40119, 'The access token does not match the advertiser.'), means: 'invalid_credentials', field: 'accessToken' },
  { name: 'a wrong secret', to: list, status: 200, headers: json, body: envelope(40101, 'App id or secret is incorrect.'), means: 'invalid_credentials', field: 'appSecret' },
  { name: 'a blocked app', to: list, status: 200, headers: json, body: envelope(40113, 'The app is blocked or does not exist.'), means: 'invalid_credentials', field: 'appSecret' },
  { name: 'a developer not approved yet', to: list, status: 200, headers: json, body: envelope(40124, 'The developer has not been approved.'), means: 'account_blocked' },
  { name: 'an unknown account', to: about, status: 200, headers: json, body: envelope(40300, 'Advertiser does not exist.'), means: 'invalid_credentials', field: 'advertiserId' },
  { name: 'a scope the app lacks', to: about, status: 200, headers: json, body: envelope(40001, 'You do not have the permission.'), means: 'insufficient_permission', field: 'accessToken' },
  { name: 'a call for chosen apps only', to: about, status: 200, headers: json, body: envelope(40118, 'Not in the allowlist.'), means: 'insufficient_permission', field: 'accessToken' },
  { name: 'too many calls', to: list, status: 200, headers: json, body: envelope(40133, 'Too many requests of this advertiser.'), means: 'rate_limited' },
  { name: 'a system error', to: list, status: 200, headers: json, body: envelope(51305, 'Internal error.'), means: 'provider_unavailable' },
  { name: 'a refresh that does not exist', to: list, status: 200, headers: json, body: envelope(40107, 'Refresh token is invalid.'), means: 'provider_unavailable' },
  { name: 'numbers where ids are text', to: list, status: 200, headers: json, body: '{"code":0,"message":"OK","data":{"list":[{"advertiser_id":7000000000000000001,"advertiser_name":"Store"}]}}', means: 'provider_unavailable' },
  { name: 'a gateway’s page', to: about, status: 503, headers: { 'content-type': 'text/html' }, body: '<html></html>', means: 'provider_unavailable' },
  { name: 'nothing', to: list, status: 200, headers: json, body: '', means: 'provider_unavailable' },
  { name: 'a body cut off', to: about, status: 200, headers: json, body: '{"code":0,"data":{"list":[', means: 'provider_unavailable' },
];
