import { type Bytes, fromBase64 } from './base64.ts';
import { weaknessOf } from './key-strength.ts';

/** A key-encryption key: 32 random bytes in base64, as `openssl rand -base64 32` prints them. */
export interface VaultKey {
  id: string;
  key: string;
}

const howTo = 'Make one with "openssl rand -base64 32" and keep it outside the database.';

/** Checks the keys a vault is made from. @throws Error that says what is wrong and what to do, and never shows a key. */
export function readKeyRing(keys: readonly VaultKey[], current: string): ReadonlyMap<string, Bytes> {
  if (!Array.isArray(keys) || keys.length === 0) throw new Error(`createAesGcmVault(): no keys were given, so nothing could be sealed. ${howTo}`);
  const ring = new Map<string, Bytes>();
  for (const { id, key } of keys) {
    if (typeof id !== 'string' || !/^[\w.-]{1,64}$/.test(id)) throw new Error('createAesGcmVault(): a key has no usable id. Ids are 1 to 64 letters, digits, dots, dashes or underscores; they are stored beside what the key protects.');
    if (ring.has(id)) throw new Error(`createAesGcmVault(): the key id "${id}" is given twice, so what it sealed would be ambiguous. Give every key its own id.`);
    const bytes = typeof key === 'string' ? fromBase64(key) : null;
    if (bytes?.length !== 32) throw new Error(`createAesGcmVault(): the key "${id}" is ${bytes ? `${bytes.length} bytes long` : 'not base64'}; AES-256 needs exactly 32 bytes. ${howTo}`);
    const weakness = weaknessOf(bytes);
    if (weakness) throw new Error(`createAesGcmVault(): the key "${id}" ${weakness}, so it could be guessed. ${howTo}`);
    for (const [other, taken] of ring) if (taken.every((byte, index) => byte === bytes[index])) throw new Error(`createAesGcmVault(): the keys "${other}" and "${id}" are the same, so changing from one to the other would protect nothing. ${howTo}`);
    ring.set(id, bytes);
  }
  if (!ring.has(current)) throw new Error(`createAesGcmVault(): the current key "${current}" is not among the given keys (${[...ring.keys()].join(', ')}). Name one of them, or add it.`);
  return ring;
}
