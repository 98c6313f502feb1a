/** A key that names one intent, or a salt; unguessable either way. */
export function newKey(): string {
  // randomUUID is missing on pages served over plain http, which is how some hosts develop.
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
