/** Parts of a secret this long count as a leak (SR-1). */
const partLength = 8;

/** Says what of the secrets a text holds: the whole, any 8-character part, or the whole in base64 or percent-encoding. Null when nothing. */
export function findSecret(text: string, secrets: readonly string[]): string | null {
  for (const secret of secrets) {
    for (let start = 0; start + partLength <= secret.length; start += 1) {
      if (text.includes(secret.slice(start, start + partLength))) return `characters ${start + 1} to ${start + partLength} of a secret`;
    }
    const encoded = base64(secret);
    // The last characters depend on what follows, so they are left out.
    if (text.includes(secret) || text.includes(encodeURIComponent(secret)) || text.includes(encoded.slice(0, -4) || encoded)) return 'a secret, whole or encoded';
  }
  return null;
}

/** Everything an answer or an error carries, as text. */
export function asText(value: unknown): string {
  if (!(value instanceof Error)) return JSON.stringify(value) ?? '';
  return [value.name, value.message, value.stack ?? '', JSON.stringify(value), value.cause === undefined ? '' : asText(value.cause)].join('\n');
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
