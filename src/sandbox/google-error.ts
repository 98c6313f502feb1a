import { json } from './imitation.ts';

/** The content type of Google's APIs. */
export const googleType = 'application/json; charset=UTF-8';

/** An error as Google's APIs write it. https://google.aip.dev/193 */
export function googleError(code: number, status: string, message: string, details?: readonly object[]): Response {
  return json({ error: { code, message, status, ...(details && { details }) } }, code, googleType);
}

/** What every Google API says to a token that was not granted what the call needs. */
export function scopeInsufficient(): Response {
  return googleError(403, 'PERMISSION_DENIED', 'Request had insufficient authentication scopes.', [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT', domain: 'googleapis.com' }]);
}
