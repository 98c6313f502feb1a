import type { Verb } from '../core/events.ts';
import { newKey } from './new-key.ts';

/** Remembers the keys of changes whose answers were lost, so that the same wish goes out under the same key again (SR-17). */
export interface Repeats {
  /** The key this wish went out under before, if it did. */
  keyOf(id: string, verb: Verb, input: unknown): Promise<string | undefined>;
  lose(id: string, verb: Verb, input: unknown, key: string): void;
  /** Its outcome is known. */
  forget(id: string, verb: Verb): void;
}

/** Of what was sent only a salted hash is kept: it may be a credential, which nothing but its form may hold (SR-13). */
export function createRepeats(): Repeats {
  const salt = newKey();
  const lost = new Map<string, { hash: Promise<string | null>; key: string }>();
  const nameOf = (id: string, verb: Verb) => `${verb} ${id}`;
  const hashOf = (input: unknown) => hash(salt + JSON.stringify(input)).catch(() => null);
  return {
    async keyOf(id, verb, input) {
      const known = lost.get(nameOf(id, verb));
      if (!known) return undefined;
      const [before, now] = await Promise.all([known.hash, hashOf(input)]);
      return before !== null && before === now ? known.key : undefined;
    },
    lose: (id, verb, input, key) => void lost.set(nameOf(id, verb), { hash: hashOf(input), key }),
    forget: (id, verb) => void lost.delete(nameOf(id, verb)),
  };
}

// Missing on pages served over plain http: there every press is an intent of its own.
async function hash(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return Array.from(bytes, (byte) => byte.toString(16)).join(' ');
}
