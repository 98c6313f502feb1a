/** A store's data key, wrapped by a key-encryption key. Base64 members; safe to store, useless without the KEK. */
export interface WrappedDataKey {
  id: string;
  /** Id of the key-encryption key. */
  kek: string;
  wrapped: string;
}

/** What ciphertext is bound to: moving it anywhere else makes it unreadable (SR-75). */
export interface SealContext {
  store: string;
  integration: string;
  /** Counts up with every change of credentials, so an older ciphertext cannot be put back. */
  version: number;
}

/** The only form in which credentials are stored. */
export interface SealedCredentials {
  v: 1;
  dataKey: string;
  version: number;
  /** Field key → base64 of IV, ciphertext and 16-byte tag. */
  fields: Readonly<Record<string, string>>;
}

/** Seals and opens credentials. Envelope encryption: AES-256-GCM under a data key per store, itself wrapped by a versioned KEK. */
export interface Vault {
  createDataKey(store: string): Promise<WrappedDataKey>;
  seal(values: Readonly<Record<string, unknown>>, context: SealContext, dataKey: { store: string; key: WrappedDataKey }): Promise<SealedCredentials>;
  /** @throws VaultError when the ciphertext was moved, flipped, truncated, downgraded or replayed; says nothing of the content. */
  open(sealed: SealedCredentials, context: SealContext, dataKey: { store: string; key: WrappedDataKey }): Promise<Record<string, unknown>>;
  /** The same data key, wrapped by the current key-encryption key. @throws VaultError when it does not open. */
  rewrapDataKey(store: string, key: WrappedDataKey): Promise<WrappedDataKey>;
  /** A keyed digest, for recognising equal request bodies without storing anything that could be guessed. */
  fingerprint(text: string): Promise<string>;
  /** Ids of key-encryption keys it holds; startup refuses data keys wrapped by any other. */
  readonly keyIds: readonly string[];
  /** Id of the key-encryption key that new data keys are wrapped by. */
  readonly currentKeyId: string;
}
