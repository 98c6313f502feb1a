/** Sealed data could not be opened: moved, changed, cut short, put back from an older state, or sealed under a key that is not held. Says nothing of the content. */
export class VaultError extends Error {
  override readonly name = 'VaultError';
}

/** Is this a VaultError? Goes by name, because `instanceof` fails between two copies of the package. */
export function isVaultError(value: unknown): value is VaultError {
  return value instanceof Error && value.name === 'VaultError';
}
