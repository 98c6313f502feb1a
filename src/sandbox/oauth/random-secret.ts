const alphabets = {
  hex: '0123456789abcdef',
  letters: 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789',
} as const;

/** A value nobody can guess, without two equal characters in a row: codes and tokens. */
export function randomSecret(length: number, alphabet: keyof typeof alphabets = 'letters'): string {
  const characters = alphabets[alphabet];
  let text = '';
  while (text.length < length) {
    for (const byte of crypto.getRandomValues(new Uint8Array(length))) {
      const next = characters[byte % characters.length] ?? '';
      if (next !== text.at(-1) && text.length < length) text += next;
    }
  }
  return text;
}
