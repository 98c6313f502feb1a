/**
 * Why these 32 bytes are no key, as the end of a sentence, or null. Finds what people paste by mistake (zeros, counters, repeated words,
 * a passphrase); it cannot prove that a key is random. Each rule refuses a truly random key less than once in 10^13.
 */
export function weaknessOf(key: Uint8Array): string | null {
  const first = key[0] ?? 0;
  const step = ((key[1] ?? 0) - first + 256) % 256;
  if (key.every((byte) => byte === first)) return 'repeats one byte';
  if (key.every((byte, index) => byte === (first + index * step) % 256)) return 'counts up evenly';
  if ([1, 2, 4, 8, 16].some((period) => key.every((byte, index) => byte === key[index % period]))) return 'repeats a short pattern';
  if (new Set(key).size < 16) return 'uses too few different bytes';
  if (key.every((byte) => byte >= 0x20 && byte < 0x7f)) return 'is readable text, not random bytes';
  return null;
}
