const alphabets = {
  hex: '0123456789abcdef',
  letters: 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789',
  digits: '0123456789',
} as const;

/**
 * Text that looks random and is always the same for one seed, without two equal characters in a row.
 * Test keys are made, not written down, so that no scanner takes this source for a leak.
 */
export function randomText(seed: string, length: number, alphabet: keyof typeof alphabets = 'hex'): string {
  const characters = alphabets[alphabet];
  let state = 2166136261;
  for (const character of seed) state = Math.imul(state ^ character.charCodeAt(0), 16777619);
  let text = '';
  while (text.length < length) {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9) | 0;
    const next = characters[((state ^ (state >>> 13)) >>> 8) % characters.length] ?? '';
    if (next !== text.at(-1)) text += next;
  }
  return text;
}
