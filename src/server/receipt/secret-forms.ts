/** A way a secret may be written, in lower case, and how many characters in a row give it away. */
export interface SecretForm {
  text: string;
  window: number;
}

/** So many characters of a secret in a row count as a leak (SR-1). */
const partLength = 8;

/** Every encoding in which a provider, or a call to it, may write a value. Shorter values than a part are looked for as a whole. */
export function formsOf(value: string): readonly SecretForm[] {
  const text = value.toWellFormed();
  const bytes = Array.from(new TextEncoder().encode(text));
  const units = Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
  const hex = (one: number, digits: number) => one.toString(16).padStart(digits, '0');
  const percent = encodeURIComponent(text);
  const json = JSON.stringify(text).slice(1, -1);
  const plain = [text, percent, encodeURIComponent(percent), new URLSearchParams([['', text]]).toString().slice(1), json, json.replaceAll('/', '\\/'), escapeMarkup(text)];
  // In a longer text a value begins at any of three places of a base64 group; characters that depend on its neighbours are left out.
  const base64 = [0, 1, 2].flatMap((shift) => {
    const written = btoa(String.fromCharCode(...new Array<number>(shift).fill(0), ...bytes)).slice(shift === 0 ? 0 : 4);
    const own = written.replace(/=+$/, '').slice(0, (shift + bytes.length) % 3 === 0 ? undefined : -1);
    return [own, own.replaceAll('+', '-').replaceAll('/', '_')];
  });
  const all: [string, number][] = [
    ...plain.map((one): [string, number] => [one, partLength]),
    ...base64.map((one): [string, number] => [one, partLength + 2]),
    [bytes.map((byte) => hex(byte, 2)).join(''), 2 * partLength],
    [bytes.map((byte) => `%${hex(byte, 2)}`).join(''), 3 * partLength],
    [units.map((unit) => `\\u${hex(unit, 4)}`).join(''), 6 * partLength],
    [units.map((unit) => `&#${unit};`).join(''), 5 * partLength],
  ];
  const unique = new Map(all.map(([one, window]) => [lower(one), window]));
  return [...unique].filter(([one]) => one.length >= shortest).map(([one, window]) => ({ text: one, window: Math.min(window, one.length) }));
}

/** Anything shorter occurs in every text. */
const shortest = 3;

/** ASCII only, so that places in the text stay where they are. */
export function lower(text: string): string {
  return text.replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase());
}

function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}
