import { IntegrationsError } from '../../core/errors.ts';
import type { Storage } from '../storage/storage.ts';
import type { Vault } from '../vault/vault.ts';
import type { Answer } from './answer.ts';

/** The Idempotency-Key of a request, or null. @throws IntegrationsError `bad_request` unless 1–255 printable ASCII characters. */
export function readIdempotencyKey(headers: Headers): string | null {
  const key = headers.get('idempotency-key');
  if (key === null) return null;
  if (!/^[\x20-\x7e]{1,255}$/.test(key)) throw new IntegrationsError('bad_request', { detail: 'Idempotency-Key is not 1 to 255 printable characters. A UUID will do.' });
  return key;
}

/** What makes two requests the same intent: who asks, for which store, which route, and everything that decides the effect. */
export interface Intent {
  key: string;
  store: string;
  actor: string;
  route: string;
  /** Path, query, precondition and body. */
  content: readonly string[];
}

/**
 * Runs work once per key (SR-56). Scoped to actor, store and route, so nobody meets another user's answer, and a new session of the
 * same user does. The same content is answered again, other content is `idempotency_mismatch`, a running one `request_in_progress`.
 * Work settles its claim inside its own transaction; where it fails the claim is given back.
 */
export async function once(services: { storage: Storage; vault: Vault }, intent: Intent, work: (settleAs: string) => Promise<Answer>): Promise<Answer> {
  const settleAs = JSON.stringify([intent.actor, intent.store, intent.route, intent.key]);
  const fingerprint = await services.vault.fingerprint(JSON.stringify(intent.content));
  const claim = await services.storage.claim(intent.store, settleAs, fingerprint);
  if (claim.state === 'done') return { status: claim.status, body: claim.body, etag: claim.etag };
  if (claim.state === 'mismatch') throw new IntegrationsError('idempotency_mismatch');
  if (claim.state === 'running') throw new IntegrationsError('request_in_progress', { retryAfter: 1 });
  try {
    return await work(settleAs);
  } catch (error) {
    // A claim that cannot be given back lapses by itself; the first failure is the one to report.
    await services.storage.release(intent.store, settleAs).catch(() => {});
    throw error;
  }
}
