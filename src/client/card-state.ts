import type { Problem } from '../core/errors.ts';
import type { Integration } from '../core/integration.ts';
import type { Operation } from './state.ts';

/** What a card shows, one row of the state table each. */
export type CardState =
  | 'available' | 'connecting' | 'connected' | 'unverified' | 'needs_reauth' | 'failing' | 'retrying' | 'paused' | 'disconnecting' | 'unknown';

/**
 * The one state a card shows: what runs, then what is not known, then what is.
 * A sign-in under way outranks what it is about to change. Needing new keys outranks a pause, because resuming alone would not help; a pause outranks failures, because nothing is tried.
 */
export function cardState(integration: Integration | undefined, operation?: Operation, unknown?: Problem): CardState {
  const runs = operation?.phase === 'running' || operation?.phase === 'slow';
  if (runs && operation.verb === 'connect') return 'connecting';
  if (runs && operation.verb === 'disconnect') return 'disconnecting';
  // Once it was read again, only the outcome is unknown, not the status.
  if (!integration || unknown || (operation?.phase === 'unknown' && !operation.found)) return 'unknown';
  if (integration.authorization) return 'connecting';
  if (integration.status === 'disconnected') return 'available';
  if (integration.status === 'needs_reauth') return 'needs_reauth';
  if (!integration.enabled) return 'paused';
  if (integration.retryAt) return 'retrying';
  return integration.status === 'error' ? 'failing' : integration.status;
}
