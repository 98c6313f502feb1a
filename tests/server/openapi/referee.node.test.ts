import { expect, test } from 'vitest';
import { disconnectedIntegration } from '../../../src/core/integration.ts';
import { createOpenApi } from '../../../src/server/openapi/create-open-api.ts';
import { createReferee } from './referee.ts';

const path = '/api/stores/s/integrations/klaviyo';
const json = { 'content-type': 'application/json; charset=utf-8', 'x-request-id': 'r', etag: '"1"' };
const problem = { ...json, 'content-type': 'application/problem+json' };
const refused = { type: 'about:blank', title: 'x', status: 412, detail: 'x', code: 'conflict', requestId: 'r' };
const request = { method: 'PUT', url: `https://x.example${path}/configure`, headers: new Headers({ 'if-match': '"1"' }), body: '{"configuration":{}}' };
const { revision: _, ...withoutRevision } = disconnectedIntegration('klaviyo');

const judge = (change: { request?: Partial<typeof request>; status?: number; headers?: Record<string, string>; body?: unknown }) =>
  createReferee(createOpenApi()).judge(
    { ...request, ...change.request },
    { status: change.status ?? 200, headers: new Headers(change.headers ?? json), body: JSON.stringify(change.body ?? disconnectedIntegration('klaviyo')) },
  );

test('what fits is no fault', () => {
  expect(judge({})).toEqual([]);
  expect(judge({ status: 412, headers: problem, body: refused })).toEqual([]);
});

test.each([
  ['a member the document does not know', { body: { ...disconnectedIntegration('klaviyo'), apiKey: 'pk_1' } }, /additional properties/],
  ['a member that is missing', { body: withoutRevision }, /revision/],
  ['a status the document does not name', { status: 418 }, /is not in the document/],
  ['a code of another status', { status: 412, headers: problem, body: { ...refused, code: 'not_connected' } }, /allowed values/],
  ['a status that is not that of the answer', { status: 412, headers: problem, body: { ...refused, status: 409 } }, /constant/],
  ['a refusal without the id of its request', { status: 412, headers: problem, body: { ...refused, requestId: undefined } }, /requestId/],
  ['another content type', { headers: { ...json, 'content-type': 'text/html' } }, /nothing at/],
  ['no ETag', { headers: { 'content-type': 'application/json', 'x-request-id': 'r' } }, /ETag is missing/],
  ['an ETag without quotes', { headers: { ...json, etag: '1' } }, /ETag: data must match/],
  ['a header that is not announced', { headers: { ...json, 'retry-after': '5' } }, /Retry-After is not in the document/],
  ['no id of the request', { headers: { 'content-type': 'application/json', etag: '"1"' } }, /X-Request-Id is missing/],
  ['a request accepted without If-Match', { request: { headers: new Headers() } }, /accepted without If-Match/],
  ['a request accepted with a member too many', { request: { body: '{"configuration":{},"status":"connected"}' } }, /request: data must NOT have additional/],
] as const)('%s is a fault', (_, change, words) => {
  expect(judge(change).join()).toMatch(words);
});
