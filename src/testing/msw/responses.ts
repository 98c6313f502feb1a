import { IntegrationsError, isIntegrationsError } from '../../core/errors.ts';
import type { Integration } from '../../core/integration.ts';

const always = { 'cache-control': 'no-store' };

/** Any answer. */
export function jsonResponse(body: unknown): Response {
  return Response.json(body, { headers: always });
}

/** An Integration, with its revision as ETag. */
export function integrationResponse(integration: Integration, status: number): Response {
  return Response.json(integration, { status, headers: { ...always, etag: `"${integration.revision}"` } });
}

/** A failure as problem+json (RFC 9457), a lost connection as one; what is no error of ours is `internal`, without its own text. */
export function problemResponse(error: unknown): Response {
  const { problem } = isIntegrationsError(error) ? error : new IntegrationsError('internal');
  // Codes that only arise in a browser have no status.
  if (problem.status === 0) return Response.error();
  const headers: Record<string, string> = { ...always, 'content-type': 'application/problem+json' };
  if (problem.retryAfter !== undefined) headers['retry-after'] = String(problem.retryAfter);
  if (problem.current) headers['etag'] = `"${problem.current.revision}"`;
  return Response.json(problem, { status: problem.status, headers });
}
