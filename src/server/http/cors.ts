/** Headers that let a listed origin read an answer; none for any other (SR-45). The origin is compared whole, never reflected. */
export function corsHeaders(request: Request, origins: ReadonlySet<string>): Record<string, string> {
  const origin = request.headers.get('origin');
  if (origin === null || !origins.has(origin)) return {};
  return { 'access-control-allow-origin': origin, 'access-control-allow-credentials': 'true', 'access-control-expose-headers': 'ETag, Retry-After, X-Request-Id' };
}

const headerNames = /^[a-z0-9-]+(?: *, *[a-z0-9-]+)*$/i;

/** What a preflight of a listed origin is answered with; null for everybody else. */
export function preflightHeaders(request: Request, origins: ReadonlySet<string>, allowed: readonly string[]): Record<string, string> | null {
  const cors = corsHeaders(request, origins);
  if (!cors['access-control-allow-origin'] || request.headers.get('access-control-request-method') === null) return null;
  // A listed origin may send headers of the host's own, such as a CSRF token, which cannot be known here.
  const asked = request.headers.get('access-control-request-headers') ?? '';
  return {
    ...cors,
    'access-control-allow-methods': allowed.join(', '),
    'access-control-allow-headers': asked.length <= 500 && headerNames.test(asked) ? asked : 'content-type, if-match, idempotency-key',
    'access-control-max-age': '600',
  };
}
