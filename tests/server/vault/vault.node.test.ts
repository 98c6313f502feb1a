import { beforeAll, describe, expect, it } from 'vitest';
import { createAesGcmVault } from '../../../src/server/vault/create-aes-gcm-vault.ts';
import type { SealContext, SealedCredentials, WrappedDataKey } from '../../../src/server/vault/vault.ts';
import { isVaultError } from '../../../src/server/vault/vault-error.ts';

const randomKey = () => Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64');
const base64 = (bytes: Iterable<number>) => Buffer.from([...bytes]).toString('base64');
const vaultError = expect.toSatisfy(isVaultError, 'a VaultError');

describe('the keys of a vault (SR-77)', () => {
  const make = (key: string, current = 'a') => () => createAesGcmVault({ keys: [{ id: 'a', key }], current });

  it.each([
    ['zeros', base64(new Uint8Array(32)), /repeats one byte/],
    ['a counter', base64(Array.from({ length: 32 }, (_, n) => n)), /counts up/],
    ['a counter that goes down and wraps', base64(Array.from({ length: 32 }, (_, n) => (300 - 3 * n) % 256)), /counts up/],
    ['a repeated word', base64(Buffer.from('s3cret!!'.repeat(4))), /short pattern/],
    ['two halves alike', base64([...Buffer.from(randomKey(), 'base64').subarray(0, 16)].flatMap((b, n, all) => (n === 15 ? [b, ...all] : [b]))), /short pattern/],
    ['few different bytes', base64(Array.from({ length: 32 }, (_, n) => (n * n * 7 + (n >> 3)) % 11)), /too few/],
    ['a passphrase', base64(Buffer.from('correct horse battery staple, 32')), /readable text/],
    ['16 bytes', base64(crypto.getRandomValues(new Uint8Array(16))), /16 bytes long/],
    ['33 bytes', base64(crypto.getRandomValues(new Uint8Array(33))), /33 bytes long/],
    ['hex', Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('hex'), /48 bytes long/],
    ['nothing', '', /0 bytes long/],
    ['no base64', 'not a key!', /not base64/],
  ])('refuses %s, without showing it', (_, key, reason) => {
    expect(make(key)).toThrow(reason);
    if (key) expect(make(key)).not.toThrow(key);
  });

  it('refuses no keys, a key id given twice, one key under two names, a missing current key and an unusable id', () => {
    const key = randomKey();
    expect(() => createAesGcmVault({ keys: [], current: 'a' })).toThrow(/no keys were given/);
    expect(() => createAesGcmVault({ keys: [{ id: 'a', key }, { id: 'a', key: randomKey() }], current: 'a' })).toThrow(/"a" is given twice/);
    expect(() => createAesGcmVault({ keys: [{ id: 'a', key }, { id: 'b', key }], current: 'a' })).toThrow(/are the same/);
    expect(make(key, 'b')).toThrow(/current key "b" is not among/);
    expect(() => createAesGcmVault({ keys: [{ id: '', key }], current: '' })).toThrow(/no usable id/);
    expect(() => createAesGcmVault({ keys: [{ id: 'a', key: undefined as never }], current: 'a' })).toThrow(/not base64/);
  });

  it('takes 1,000 random keys', () => {
    for (let n = 0; n < 1000; n += 1) expect(make(randomKey())).not.toThrow();
  });
});

describe('sealed credentials (SR-75, SR-76)', () => {
  const keys = [{ id: 'old', key: randomKey() }, { id: 'new', key: randomKey() }];
  const vault = createAesGcmVault({ keys, current: 'new' });
  const context: SealContext = { store: 'store-a', integration: 'klaviyo/1', version: 3 };
  const values = { apiKey: 'pk_Zq81vTn4Rw7Lx2Kc9Jd6', port: 587, live: true, tags: ['a', 'ü'], none: null };
  let key: WrappedDataKey;
  let sealed: SealedCredentials;
  const open = (changed: unknown, at: SealContext = context, wrapped = key, store = at.store) => vault.open(changed as SealedCredentials, at, { store, key: wrapped });
  const withField = (text: string, name = 'apiKey') => ({ ...sealed, fields: { ...sealed.fields, [name]: text } });

  beforeAll(async () => {
    key = await vault.createDataKey('store-a');
    sealed = await vault.seal(values, context, { store: 'store-a', key });
  });

  it('gives back what was sealed, types included', async () => {
    expect(await open(sealed)).toEqual(values);
    expect(sealed).toMatchObject({ v: 1, dataKey: key.id, version: 3 });
    expect(key.kek).toBe('new');
  });

  it('reads hostile field names as names', async () => {
    const odd = JSON.parse('{"__proto__":"x","constructor":"y"}') as Record<string, unknown>;
    const back = await open(await vault.seal(odd, context, { store: 'store-a', key }));
    expect(Object.entries(back)).toEqual([['__proto__', 'x'], ['constructor', 'y']]);
    expect(Object.getPrototypeOf(back)).toBe(Object.prototype);
  });

  it('seals the same value differently every time', async () => {
    const again = await vault.seal(values, context, { store: 'store-a', key });
    expect(again.fields['apiKey']).not.toBe(sealed.fields['apiKey']);
    expect(new Set(Object.values(again.fields).map((text) => text.slice(0, 16))).size).toBe(Object.keys(values).length);
  });

  it('notices a flip of any bit of any byte', async () => {
    const bytes = Buffer.from(sealed.fields['apiKey'] as string, 'base64');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const flipped = Buffer.from(bytes);
      flipped[bit >> 3] = (flipped[bit >> 3] as number) ^ (1 << (bit & 7));
      await expect(open(withField(flipped.toString('base64'))), `bit ${bit}`).rejects.toEqual(vaultError);
    }
  });

  it('notices a change of any character, even one that stands for the same bytes', async () => {
    const text = sealed.fields['apiKey'] as string;
    for (let at = 0; at < text.length; at += 1) {
      await expect(open(withField(`${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`)), `character ${at}`).rejects.toEqual(vaultError);
    }
    for (const spelt of [` ${text}`, `${text}\n`, text.replaceAll('=', ''), `${text}=`]) if (spelt !== text) await expect(open(withField(spelt))).rejects.toEqual(vaultError);
  });

  it('notices every truncation, a shortened tag among them', async () => {
    const bytes = Buffer.from(sealed.fields['apiKey'] as string, 'base64');
    for (let length = 0; length < bytes.length; length += 1) await expect(open(withField(bytes.subarray(0, length).toString('base64'))), `${length} bytes`).rejects.toEqual(vaultError);
  });

  it('cannot be moved to another store, integration, version or field', async () => {
    const foreign = await vault.createDataKey('store-b');
    await expect(open(sealed, { ...context, store: 'store-b' })).rejects.toEqual(vaultError);
    await expect(open(sealed, { ...context, store: 'store-b' }, foreign)).rejects.toEqual(vaultError);
    await expect(open({ ...sealed, dataKey: foreign.id }, { ...context, store: 'store-b' }, foreign)).rejects.toEqual(vaultError);
    await expect(open(sealed, context, key, 'store-b')).rejects.toEqual(vaultError);
    await expect(open(sealed, { ...context, integration: 'klaviyo/2' })).rejects.toEqual(vaultError);
    await expect(open(sealed, { ...context, version: 4 })).rejects.toEqual(vaultError);
    await expect(open({ ...sealed, version: 4 }, { ...context, version: 4 })).rejects.toEqual(vaultError);
    await expect(open(withField(sealed.fields['tags'] as string))).rejects.toEqual(vaultError);
  });

  it('cannot lose, gain or mix fields', async () => {
    const { port: _port, ...fewer } = sealed.fields;
    const older = await vault.seal({ ...values, apiKey: 'older' }, { ...context, version: 2 }, { store: 'store-a', key });
    await expect(open({ ...sealed, fields: fewer })).rejects.toEqual(vaultError);
    await expect(open(withField(sealed.fields['apiKey'] as string, 'extra'))).rejects.toEqual(vaultError);
    await expect(open(withField(older.fields['apiKey'] as string))).rejects.toEqual(vaultError);
  });

  it('refuses another format, and anything that is none', async () => {
    for (const odd of [null, undefined, {}, [], 'x', { ...sealed, v: 0 }, { ...sealed, v: 2 }, { ...sealed, fields: null }, { ...sealed, fields: { apiKey: 7 } }, { ...sealed, fields: { apiKey: canaryInClear } }]) {
      await expect(open(odd)).rejects.toEqual(vaultError);
    }
  });

  it('refuses a data key that was changed, moved, renamed or wrapped by a key not held', async () => {
    const bytes = Buffer.from(key.wrapped, 'base64');
    for (let at = 0; at < bytes.length; at += 1) {
      const flipped = Buffer.from(bytes);
      flipped[at] = (flipped[at] as number) ^ 1;
      await expect(open(sealed, context, { ...key, wrapped: flipped.toString('base64') }), `byte ${at}`).rejects.toEqual(vaultError);
    }
    await expect(open(sealed, context, { ...key, kek: 'old' })).rejects.toEqual(vaultError);
    await expect(open(sealed, context, { ...key, kek: 'lost' })).rejects.toThrow(/"lost", which this vault does not hold/);
    await expect(open({ ...sealed, dataKey: 'other' }, context, { ...key, id: 'other' })).rejects.toEqual(vaultError);
  });

  it('says nothing of the content in its errors', async () => {
    const error = await open(sealed, { ...context, version: 9 }).catch((thrown: unknown) => thrown);
    const text = JSON.stringify(error, Object.getOwnPropertyNames(error)) + String((error as Error).cause);
    for (const part of ['pk_Zq81v', sealed.fields['apiKey'] as string, keys[1]?.key as string]) expect(text).not.toContain(part);
  });

  it('reads what was sealed under an older key after the current one changed, and with more stores than it remembers', async () => {
    const before = createAesGcmVault({ keys, current: 'old' });
    const oldKey = await before.createDataKey('store-a');
    const written = await before.seal(values, context, { store: 'store-a', key: oldKey });
    for (let n = 0; n < 510; n += 1) {
      const at = { ...context, store: `store-${n}` };
      const other = await vault.createDataKey(at.store);
      await vault.seal({ a: 1 }, at, { store: at.store, key: other });
    }
    expect(await open(written, context, oldKey)).toEqual(values);
  });

  const canaryInClear = 'pk_Zq81vTn4Rw7Lx2Kc9Jd6';
});

describe('fingerprints', () => {
  const [first, second] = [{ id: 'k1', key: randomKey() }, { id: 'k2', key: randomKey() }];

  it('recognise equal text, and nothing of it can be guessed without the key', async () => {
    const vault = createAesGcmVault({ keys: [first], current: 'k1' });
    expect(await vault.fingerprint('{"a":1}')).toBe(await vault.fingerprint('{"a":1}'));
    expect(await vault.fingerprint('{"a":1}')).not.toBe(await vault.fingerprint('{"a":2}'));
    expect(await vault.fingerprint('x')).not.toBe(await createAesGcmVault({ keys: [second], current: 'k2' }).fingerprint('x'));
  });

  it('stay the same when a key is appended and becomes current', async () => {
    const before = createAesGcmVault({ keys: [first], current: 'k1' });
    expect(await createAesGcmVault({ keys: [first, second], current: 'k2' }).fingerprint('x')).toBe(await before.fingerprint('x'));
  });
});
