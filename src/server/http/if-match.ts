import { IntegrationsError } from '../../core/errors.ts';
import type { Integration } from '../../core/integration.ts';

/** The precondition of a request: any existing revision, or exactly one. */
export type IfMatch = '*' | { revision: string };

/**
 * Reads If-Match (RFC 9110 §13.1.1). Weak tags and lists are refused: a revision is one strong tag.
 * @throws IntegrationsError `bad_request`, or `revision_required` where the route needs one.
 */
export function readIfMatch(headers: Headers, required: boolean): IfMatch | null {
  const value = headers.get('if-match')?.trim();
  if (value === undefined) {
    if (required) throw new IntegrationsError('revision_required');
    return null;
  }
  if (value === '*') return '*';
  const revision = /^"([\x21\x23-\x7e]{1,100})"$/.exec(value)?.[1];
  if (revision === undefined) throw new IntegrationsError('bad_request', { detail: 'If-Match is not one revision in double quotes. Send the ETag as it was received.' });
  return { revision };
}

/**
 * @param current the Integration as it is, read in the transaction that will change it. @param exists is there a row behind it?
 * @throws IntegrationsError `conflict` with `current`.
 */
export function requireMatch(ifMatch: IfMatch | null, current: Integration, exists: boolean): void {
  if (ifMatch === null) return;
  if (ifMatch === '*' ? !exists : ifMatch.revision !== current.revision) throw new IntegrationsError('conflict', { current });
}
