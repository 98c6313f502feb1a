/** Limits of what is read: far above any definition, far below what could stall a page. */
export const jsonLimits = { depth: 40, values: 50_000, characters: 1_000_000 } as const;

/**
 * Refuses a value that is not plain JSON of a bearable size, before anything else looks at it: too deep, too large, holding itself,
 * objects of classes, accessors, and keys that reach a prototype.
 * @throws TypeError naming the path. Nothing of the value is called.
 */
export function inspectJson(value: unknown, refuse: (path: string, why: string) => TypeError): void {
  let values = 0;
  let characters = 0;
  const look = (at: unknown, path: string, depth: number): void => {
    values += 1;
    if (values > jsonLimits.values) throw refuse(path, `holds more than ${jsonLimits.values} values`);
    if (depth > jsonLimits.depth) throw refuse(shorten(path), `is nested deeper than ${jsonLimits.depth} levels`);
    if (typeof at === 'string') {
      characters += at.length;
      if (characters > jsonLimits.characters) throw refuse(path, `holds more than ${jsonLimits.characters} characters`);
      if (at.includes('\0') || !at.isWellFormed()) throw refuse(path, 'has a NUL character or half of a character');
      return;
    }
    if (at === null || typeof at === 'boolean' || (typeof at === 'number' && Number.isFinite(at))) return;
    if (typeof at !== 'object') throw refuse(path, `is a ${typeof at}, which is not JSON`);
    const prototype: unknown = Object.getPrototypeOf(at);
    if (!Array.isArray(at) && prototype !== Object.prototype && prototype !== null) throw refuse(path, 'is an object of a class, which is not JSON');
    for (const key of Object.keys(at)) {
      const own = Object.getOwnPropertyDescriptor(at, key);
      const inner = path ? `${path}.${key}` : key;
      if (own?.get) throw refuse(inner, 'is computed, which is not JSON');
      if (key === '__proto__' || key === 'constructor' || key === 'prototype') throw refuse(inner, 'is a key that is not allowed');
      characters += key.length;
      look(own?.value, inner, depth + 1);
    }
  };
  look(value, '', 0);
}

function shorten(path: string): string {
  return path.length > 100 ? `${path.slice(0, 100)}…` : path;
}
