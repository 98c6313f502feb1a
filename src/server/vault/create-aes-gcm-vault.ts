import { type Bytes, toBase64 } from './base64.ts';
import { readKeyRing, type VaultKey } from './key-ring.ts';
import { type Binding, importKey, openBytes, sealBytes } from './seal.ts';
import type { SealContext, SealedCredentials, Vault, WrappedDataKey } from './vault.ts';
import { VaultError } from './vault-error.ts';

const cachedDataKeys = 500;

/**
 * The built-in vault: envelope encryption with AES-256-GCM on Web Crypto. Each store's data key is wrapped by the `current` key; `keys` also
 * holds the older ones that are still needed for reading. Fingerprints come from the first key of the list, so append new keys: while the
 * first one stays, a repeated request is recognised across a change of `current`. After it is dropped, a repeat from before counts as another request
 * and is refused (`idempotency_mismatch`), never executed twice.
 * @throws Error when a key is missing, not 32 bytes, given twice or obviously guessable.
 */
export function createAesGcmVault({ keys, current }: { keys: readonly VaultKey[]; current: string }): Vault {
  const ring = readKeyRing(keys, current);
  const keyEncryptionKeys = new Map([...ring].map(([id, raw]) => [id, once(() => importKey(raw))]));
  const fingerprintKey = once(() => deriveFingerprintKey([...ring.values()][0] as Uint8Array<ArrayBuffer>));
  const dataKeys = new Map<string, Promise<CryptoKey>>();

  async function openDataKey(store: string, { id, kek, wrapped }: WrappedDataKey): Promise<Bytes> {
    const keyEncryptionKey = keyEncryptionKeys.get(kek);
    if (!keyEncryptionKey) throw new VaultError(`The data key is wrapped by the key "${kek}", which this vault does not hold.`);
    return openBytes(await keyEncryptionKey(), wrapped, wrapBinding(store, id, kek));
  }

  async function wrap(store: string, id: string, raw: Bytes): Promise<WrappedDataKey> {
    const keyEncryptionKey = await keyEncryptionKeys.get(current)?.();
    const wrapped = await sealBytes(keyEncryptionKey as CryptoKey, raw, wrapBinding(store, id, current));
    raw.fill(0);
    return { id, kek: current, wrapped };
  }

  async function unwrap(store: string, wrappedKey: WrappedDataKey): Promise<CryptoKey> {
    const raw = await openDataKey(store, wrappedKey);
    const key = await importKey(raw);
    raw.fill(0);
    return key;
  }

  function dataKeyOf(store: string, wrappedKey: WrappedDataKey): Promise<CryptoKey> {
    const name = JSON.stringify([store, wrappedKey.id, wrappedKey.kek, wrappedKey.wrapped]);
    const key = dataKeys.get(name) ?? unwrap(store, wrappedKey);
    dataKeys.delete(name);
    dataKeys.set(name, key);
    key.catch(() => dataKeys.delete(name));
    const [oldest] = dataKeys.keys();
    if (dataKeys.size > cachedDataKeys && oldest !== undefined) dataKeys.delete(oldest);
    return key;
  }

  return {
    keyIds: [...ring.keys()],
    currentKeyId: current,
    createDataKey(store) {
      return wrap(store, crypto.randomUUID(), crypto.getRandomValues(new Uint8Array(32)));
    },
    async rewrapDataKey(store, wrappedKey) {
      return wrap(store, wrappedKey.id, await openDataKey(store, wrappedKey));
    },
    async seal(values, context, dataKey) {
      requireSameStore(context, dataKey.store);
      const key = await dataKeyOf(dataKey.store, dataKey.key);
      const entries = Object.entries(values).filter(([, value]) => value !== undefined);
      const names = entries.map(([name]) => name).sort();
      const fields = await Promise.all(
        entries.map(async ([name, value]) => [name, await sealBytes(key, new TextEncoder().encode(JSON.stringify(value)), fieldBinding(context, dataKey.key.id, name, names))] as const),
      );
      return { v: 1, dataKey: dataKey.key.id, version: context.version, fields: Object.fromEntries(fields) };
    },
    async open(sealed, context, dataKey) {
      requireSameStore(context, dataKey.store);
      requireForm(sealed, context, dataKey.key.id);
      const key = await dataKeyOf(dataKey.store, dataKey.key);
      const names = Object.keys(sealed.fields).sort();
      const values = await Promise.all(
        Object.entries(sealed.fields).map(async ([name, text]) => {
          const plain = await openBytes(key, text, fieldBinding(context, dataKey.key.id, name, names));
          return [name, JSON.parse(new TextDecoder().decode(plain)) as unknown] as const;
        }),
      );
      return Object.fromEntries(values);
    },
    async fingerprint(text) {
      const digest = await crypto.subtle.sign('HMAC', await fingerprintKey(), new TextEncoder().encode(text));
      return toBase64(new Uint8Array(digest));
    },
  };
}

function wrapBinding(store: string, id: string, kek: string): Binding {
  return ['integrations-settings data key 1', store, id, kek];
}

// The names of all fields are part of each binding, so that leaving one out of a stored envelope is noticed too.
function fieldBinding(context: SealContext, dataKey: string, field: string, fields: readonly string[]): Binding {
  return ['integrations-settings credentials 1', context.store, context.integration, field, dataKey, context.version, fields];
}

function requireSameStore(context: SealContext, store: string): void {
  if (context.store !== store) throw new VaultError('The data key belongs to another store.');
}

function requireForm(sealed: SealedCredentials, context: SealContext, dataKey: string): void {
  const readable = typeof sealed === 'object' && sealed !== null && sealed.v === 1 && typeof sealed.fields === 'object' && sealed.fields !== null;
  if (!readable) throw new VaultError('The sealed credentials are not in a form this version reads.');
  if (sealed.version !== context.version) throw new VaultError('The sealed credentials are from another point in time than their row.');
  if (sealed.dataKey !== dataKey) throw new VaultError('The sealed credentials name another data key.');
}

async function deriveFingerprintKey(raw: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  const root = await crypto.subtle.importKey('raw', raw, 'HKDF', false, ['deriveKey']);
  const info = new TextEncoder().encode('integrations-settings fingerprint 1');
  return crypto.subtle.deriveKey({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(32), info }, root, { name: 'HMAC', hash: 'SHA-256', length: 256 }, false, ['sign']);
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
