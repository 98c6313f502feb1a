import { isPlainObject } from '../../core/visibility.ts';
import { mostValues, type PastedValue } from './pasted.ts';
import { wordsOf } from './words.ts';

const deepest = 8;

/** The values of a JSON text, each named by its path; null where it is none. */
export function readJson(text: string): PastedValue[] | null {
  if (!/^[{[]/.test(text)) return null;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const found: PastedValue[] = [];
  const walk = (value: unknown, around: readonly string[], name: readonly string[], depth: number) => {
    if (found.length >= mostValues || depth > deepest) return;
    if (Array.isArray(value)) for (const one of value) walk(one, around, name, depth + 1);
    else if (isPlainObject(value)) {
      // Lists of settings say the name beside the value.
      const called = value['name'] ?? value['key'] ?? value['Name'];
      for (const [key, member] of Object.entries(value)) walk(member, [...around, ...name].slice(-12), wordsOf(/^value$/i.test(key) && typeof called === 'string' ? called : key), depth + 1);
    } else if (typeof value === 'string' && /^\s*[{[]/.test(value) && depth < 3) found.push(...(readJson(value.trim()) ?? []));
    else if (typeof value === 'string' || typeof value === 'number') found.push({ value: String(value).trim(), name, around, certain: true });
  };
  walk(json, [], [], 0);
  return found;
}
