import type { Problem } from '../../core/errors.ts';
import type { Integration } from '../../core/integration.ts';

/** What an operation answers, before it becomes a Response. */
export interface Answer {
  status: number;
  body: string;
  /** Without quotes; the revision of the Integration in the body. */
  etag: string | null;
}

/** Any JSON. */
export function answerJson(body: unknown, status = 200): Answer {
  return { status, body: JSON.stringify(body), etag: null };
}

/** An affected Integration, with its revision as ETag. */
export function answerIntegration(integration: Integration, status = 200): Answer {
  return { status, body: JSON.stringify(integration), etag: integration.revision };
}

// On every response without exception (SR-47). `vary`: an answer with CORS headers is for one origin only.
const always = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  vary: 'Origin',
};

/** Makes the Response; `more` adds headers such as `Allow`. */
export function toResponse(answer: Answer, requestId: string, more: Readonly<Record<string, string>> = {}): Response {
  const headers: Record<string, string> = { ...always, 'content-type': 'application/json; charset=utf-8', 'x-request-id': requestId, ...more };
  if (answer.etag !== null) headers['etag'] = `"${answer.etag}"`;
  return new Response(answer.body, { status: answer.status, headers });
}

/** Makes the Response of an error (RFC 9457). */
export function toProblemResponse(problem: Problem, requestId: string, more: Readonly<Record<string, string>> = {}): Response {
  const headers: Record<string, string> = { ...more, 'content-type': 'application/problem+json; charset=utf-8' };
  if (problem.retryAfter !== undefined) headers['retry-after'] = String(Math.max(1, Math.ceil(problem.retryAfter)));
  return toResponse({ status: problem.status, body: JSON.stringify({ ...problem, requestId }), etag: problem.code === 'conflict' ? (problem.current?.revision ?? null) : null }, requestId, headers);
}

/** An answer without content, such as to a preflight. */
export function emptyResponse(requestId: string, more: Readonly<Record<string, string>>): Response {
  return new Response(null, { status: 204, headers: { ...always, 'x-request-id': requestId, ...more } });
}
