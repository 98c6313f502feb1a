import type { RecordedAnswer } from './answer.ts';

const json = { 'content-type': 'application/json' };
const to = '/event/track/';
const envelope = (code: number, message: string, data: object = {}) => ({ code, message, request_id: '202611221200000102030405060708090A', data });

/** Answers to an event under a test code, all but the edge's with a status of 200: https://business-api.tiktok.com/portal/docs?id=1737172488964097 */
export const tiktokPixelAnswers: readonly RecordedAnswer[] = [
  { name: 'an event taken', to, status: 200, headers: json, body: envelope(0, 'OK'), means: 'verified' },
  { name: 'a wrong or revoked token', to, status: 200, headers: json, body: envelope(40105, 'Access token is incorrect or has been revoked.'), means: 'invalid_credentials', field: 'accessToken' },
  { name: 'an expired token', to, status: 200, headers: json, body: envelope(40102, 'Access token is expired.'), means: 'invalid_credentials', field: 'accessToken' },
  { name: 'an empty token', to, status: 200, headers: json, body: envelope(40104, 'Access token is empty. Please set the header Access-Token.'), means: 'invalid_credentials', field: 'accessToken' },
  { name: 'a token of another account', to, status: 200, headers: json, body: envelope(40106, 'Access token is not valid for this advertiser.'), means: 'invalid_credentials', field: 'accessToken' },
  { name: 'no right on the pixel', to, status: 200, headers: json, body: envelope(40001, 'No permission to operate pixel code C0000000000000000000. You must be an admin or operator of this advertiser account.'), means: 'insufficient_permission', field: 'pixelCode' },
  { name: 'too many events of the pixel', to, status: 200, headers: json, body: envelope(40132, 'Too many requests for this pixel_code.'), means: 'rate_limited' },
  { name: 'too many calls of the app', to, status: 200, headers: json, body: envelope(40100, 'Too many requests. Please retry in some time.'), means: 'rate_limited' },
  { name: 'too many calls of the endpoint', to, status: 200, headers: json, body: envelope(40016, 'Request is too frequent.'), means: 'rate_limited' },
  { name: 'a system error', to, status: 200, headers: json, body: envelope(50000, 'System error.'), means: 'provider_unavailable' },
  { name: 'maintenance', to, status: 200, headers: json, body: envelope(60001, 'The service is under maintenance.'), means: 'provider_unavailable' },
  { name: 'a parameter of ours', to, status: 200, headers: json, body: envelope(40002, 'data: Missing data for required field.'), means: 'provider_unavailable' },
  { name: 'part of a batch', to, status: 200, headers: json, body: envelope(20001, 'Partial success.'), means: 'provider_unavailable' },
  { name: 'a missing slash', to, status: 404, headers: { 'content-type': 'text/plain' }, body: '404 page not found', means: 'provider_unavailable' },
  { name: 'a gateway’s page', to, status: 502, headers: { 'content-type': 'text/html' }, body: '<html><center>nginx</center></html>', means: 'provider_unavailable' },
  { name: 'nothing', to, status: 200, headers: json, body: '', means: 'provider_unavailable' },
  { name: 'a body cut off', to, status: 200, headers: json, body: '{"code":0,"mess', means: 'provider_unavailable' },
  { name: 'a code of text', to, status: 200, headers: json, body: { code: '40105', message: 'x', data: {} }, means: 'provider_unavailable' },
  { name: 'JSON under a wrong content type', to, status: 200, headers: { 'content-type': 'text/html' }, body: envelope(0, 'OK'), means: 'verified' },
];
