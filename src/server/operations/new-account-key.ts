/** The key of a further account, which is never used again. */
export function newAccountKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(10)), (byte) => (byte % 36).toString(36)).join('');
}
