/** Parts of a secret this long count as a leak (SR-1). */
const partLength = 8;

/** Says what of the secrets a text holds: the whole, any 8-character part, or the whole in hexadecimal, base64 or percent-encoding. Null when nothing. */
export function findSecret(text: string, secrets: readonly string[]): string | null {
  for (const secret of secrets) {
    for (let start = 0; start + partLength <= secret.length; start += 1) {
      if (text.includes(secret.slice(start, start + partLength))) return `characters ${start + 1} to ${start + partLength} of a secret`;
    }
    if (text.includes(secret) || encodings(secret).some((encoded) => encoded !== '' && text.includes(encoded))) return 'a secret, whole or encoded';
  }
  return null;
}

/** Everything an answer or an error carries, hidden members and causes included, as text. */
export function asText(value: unknown): string {
  const heard: string[] = [];
  const seen = new Set<object>();
  const walk = (one: unknown): void => {
    if (typeof one === 'string') heard.push(one);
    if (typeof one !== 'object' || one === null || seen.has(one)) return;
    seen.add(one);
    for (const key of Reflect.ownKeys(one)) {
      heard.push(String(key));
      walk(Reflect.get(one, key));
    }
  };
  walk(value);
  return heard.join('\n');
}

function encodings(secret: string): string[] {
  const bytes = new TextEncoder().encode(secret);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  // Inside a longer text a secret begins at any of three places of a base64 group; characters that depend on its neighbours are left out.
  const shifted = [0, 1, 2].map((shift) => base64(new Uint8Array([...new Uint8Array(shift), ...bytes])).slice(shift === 0 ? 0 : 4, -4));
  return [encodeURIComponent(secret), hex, hex.toUpperCase(), ...shifted, ...shifted.map((one) => one.replaceAll('+', '-').replaceAll('/', '_'))];
}

function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}
