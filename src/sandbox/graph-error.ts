import { json } from './imitation.ts';

/** The content type of Meta's graph. */
export const graphType = 'application/json; charset=UTF-8';
/** What the graph writes on every answer to an event or an error. */
export const graphTrace = 'AbC1dEf2GhI3jKl4MnO5pQr';

/** An error as the graph writes it: https://developers.facebook.com/docs/graph-api/guides/error-handling */
export function graphError(status: number, code: number, message: string, more: Readonly<Record<string, unknown>> = {}, headers: Readonly<Record<string, string>> = {}): Response {
  return json({ error: { message, type: code === 100 ? 'GraphMethodException' : 'OAuthException', code, ...more, fbtrace_id: graphTrace } }, status, graphType, headers);
}

/** What the graph says to a token whose time is over. */
export const sessionExpired = () => graphError(400, 190, 'Error validating access token: Session has expired.', { error_subcode: 463 });
/** What the graph says to a text that is no token of its own, or one that was revoked. */
export const invalidToken = () => graphError(400, 190, 'Invalid OAuth access token - Cannot parse access token');
