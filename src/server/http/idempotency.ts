import { IntegrationsError } from '../../core/errors.ts';
import type { IdempotencyClaim, Storage, StoreTransaction } from '../storage/storage.ts';
import { toBase64 } from '../vault/base64.ts';
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

/** Runs work in a transaction, once per intent; a repeat is answered as the first time. */
export interface Once {
  (tx: StoreTransaction, work: () => Promise<Answer>): Promise<Answer>;
  /** From now on a repeat is answered with this, because more has become known since. */
  amend(tx: StoreTransaction, answer: Answer): Promise<void>;
  /** For effects that cannot be undone: from now on a failure, or a crash, leaves the key taken, so that nothing runs again under it … */
  hold(tx: StoreTransaction): Promise<void>;
  /** … unless it turns out that nothing has happened. */
  letGo(): void;
}

/** For requests without a key. */
export const always: Once = Object.assign((_: StoreTransaction, work: () => Promise<Answer>) => work(), { amend: async () => {}, hold: async () => {}, letGo: () => {} });

/**
 * For operations of one transaction (SR-56): claim, effect and settled answer are one. Scoped to actor, store and route, so nobody meets
 * another user's answer, and a new session of the same user does. The same content is answered again, other content is `idempotency_mismatch`.
 * A repeat that comes while the first runs waits for it; a failure or a crash leaves no claim behind.
 */
export async function onceInside(vault: Vault, intent: Intent): Promise<Once> {
  // Before the transaction: an embedded database does nothing else while one waits.
  const [name, fingerprint] = await Promise.all([nameOf(intent), fingerprintOf(vault, intent)]);
  const once = async (tx: StoreTransaction, work: () => Promise<Answer>) => {
    const claim = await tx.claim(name, fingerprint);
    const answer = replay(claim) ?? (await work());
    if (claim.state === 'fresh') await tx.settle(name, answer);
    return answer;
  };
  // Undone with its transaction, so that there is nothing to hold.
  return Object.assign(once, { ...always, amend: (tx: StoreTransaction, answer: Answer) => tx.amend(name, answer) });
}

/**
 * For operations that ask a provider between two transactions: the key is claimed before, settled in the transaction of the effect and given
 * back after a failure, unless it is held. A repeat that comes meanwhile is `request_in_progress`; after a crash the claim lapses.
 */
export async function onceAround({ storage, vault }: { storage: Storage; vault: Vault }, intent: Intent, run: (once: Once) => Promise<Answer>): Promise<Answer> {
  const [name, fingerprint] = await Promise.all([nameOf(intent), fingerprintOf(vault, intent)]);
  const replayed = replay(await storage.claim(intent.store, name, fingerprint));
  if (replayed) return replayed;
  let held = false;
  try {
    const once = async (tx: StoreTransaction, work: () => Promise<Answer>) => {
      const answer = await work();
      await tx.settle(name, answer);
      return answer;
    };
    return await run(Object.assign(once, {
      amend: (tx: StoreTransaction, answer: Answer) => tx.amend(name, answer),
      hold: (tx: StoreTransaction) => {
        held = true;
        return tx.hold(name);
      },
      letGo: () => { held = false; },
    }));
  } catch (error) {
    if (held) throw error;
    // A claim that cannot be given back, or not soon, lapses by itself; the first failure is the one to report.
    await orLater(storage.release(intent.store, name).catch(() => {}));
    throw error;
  }
}

/** Milliseconds a failure waits for its claim to be given back: a database that is down must not hold up the answer that says so (SR-95). */
const releaseWithin = 500;

async function orLater(release: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<void>((resolve) => { timer = setTimeout(resolve, releaseWithin); });
  await Promise.race([release, late]);
  clearTimeout(timer);
}

// Hashed, because it holds the user's name and may be long.
async function nameOf({ actor, store, route, key }: Intent): Promise<string> {
  return toBase64(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify([actor, store, route, key])))));
}

function fingerprintOf(vault: Vault, { content }: Intent): Promise<string> {
  return vault.fingerprint(JSON.stringify(content));
}

/** What the first request was answered, or null where this is the first. */
function replay(claim: IdempotencyClaim): Answer | null {
  if (claim.state === 'mismatch') throw new IntegrationsError('idempotency_mismatch');
  if (claim.state === 'running') throw new IntegrationsError('request_in_progress', { retryAfter: 1 });
  return claim.state === 'done' ? { status: claim.status, body: claim.body, etag: claim.etag } : null;
}
