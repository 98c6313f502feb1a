/** A provider's own text as a plain label: no control characters, one line, at most 200 characters; the fallback where nothing is left. */
export function plainText(text: string | null | undefined, fallback: string): string {
  const plain = (text ?? '').slice(0, 400).replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();
  return plain.toWellFormed().slice(0, 200) || fallback;
}
