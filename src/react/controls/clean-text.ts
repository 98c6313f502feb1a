/**
 * What was meant by a typed or pasted single line: without outer spaces, line breaks and characters nobody sees.
 * Joiners stay between letters that need them (Persian, Indic scripts), but never next to ASCII, where keys and ids live.
 */
export function cleanText(raw: string): string {
  return raw
    .replace(/[\r\n\u200B\u2060\uFEFF\u00AD]/g, '')
    .replace(/(?<=^|[\0-\x7F])[\u200C-\u200F]+|[\u200C-\u200F]+(?=[\0-\x7F]|$)/g, '')
    .trim();
}
