/** A provider's own text as a plain label: no control characters, one line, at most 200 characters; the fallback where nothing is left. */
export function plainText(text: string | null | undefined, fallback: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed.
  const plain = (text ?? '').slice(0, 400).replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, ' ').trim();
  return plain.toWellFormed().slice(0, 200) || fallback;
}
