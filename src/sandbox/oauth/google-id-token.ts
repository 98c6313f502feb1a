/** The keys one sandbox signs with, made when first needed. */
export interface IdTokenSigner {
  sign(claims: Readonly<Record<string, unknown>>): Promise<string>;
  /** The public keys as Google publishes them (RFC 7517). */
  certs(): Promise<object>;
}

/** Signs ID tokens as Google does (OpenID Connect Core §2, RS256). */
export function createIdTokenSigner(): IdTokenSigner {
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  const kid = 'sandbox';
  let made: Promise<CryptoKeyPair> | undefined;
  const pair = () => (made ??= crypto.subtle.generateKey({ ...algorithm, modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) }, true, ['sign', 'verify']));
  return {
    async sign(claims) {
      const text = [{ alg: 'RS256', kid, typ: 'JWT' }, claims].map((part) => encoded(new TextEncoder().encode(JSON.stringify(part)))).join('.');
      const signature = await crypto.subtle.sign(algorithm, (await pair()).privateKey, new TextEncoder().encode(text));
      return `${text}.${encoded(new Uint8Array(signature))}`;
    },
    async certs() {
      const { kty, n, e } = await crypto.subtle.exportKey('jwk', (await pair()).publicKey);
      return { keys: [{ kty, n, e, kid, alg: 'RS256', use: 'sig' }] };
    },
  };
}

function encoded(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
