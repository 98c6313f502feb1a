import { type Bytes, fromBase64, toBase64 } from './base64.ts';
import { VaultError } from './vault-error.ts';

const ivBytes = 12;
const tagBytes = 16;

/** What a ciphertext is bound to. As a JSON list it has one reading only: no two lists give the same bytes. */
export type Binding = readonly (string | number | readonly string[])[];

/** IV, ciphertext and tag in one base64 text: AES-256-GCM with a random 96-bit IV. */
export async function sealBytes(key: CryptoKey, plain: Bytes, binding: Binding): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(ivBytes));
  const sealed = new Uint8Array(await crypto.subtle.encrypt(parameters(iv, binding), key, plain));
  const whole = new Uint8Array(ivBytes + sealed.length);
  whole.set(iv);
  whole.set(sealed, ivBytes);
  return toBase64(whole);
}

/** @throws VaultError when the text is not exactly what `sealBytes` gave for this key and binding. */
export async function openBytes(key: CryptoKey, text: unknown, binding: Binding): Promise<Bytes> {
  const whole = typeof text === 'string' ? fromBase64(text) : null;
  if (!whole || whole.length < ivBytes + tagBytes) throw new VaultError('A sealed value is not in the expected form.');
  try {
    return new Uint8Array(await crypto.subtle.decrypt(parameters(whole.subarray(0, ivBytes), binding), key, whole.subarray(ivBytes)));
  } catch {
    throw new VaultError('A sealed value was changed, moved or sealed under another key.');
  }
}

/** A key that can be used but not read out again. */
export function importKey(raw: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

// The tag length is stated in both directions: a shorter tag would make forging feasible.
function parameters(iv: Bytes, binding: Binding): AesGcmParams {
  return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(JSON.stringify(binding)), tagLength: tagBytes * 8 };
}
