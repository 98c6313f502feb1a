/**
 * A deep copy that JSON can hold, without members that are undefined.
 * @throws TypeError naming what cannot be written.
 */
export function plainCopy(value: unknown, what: string): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return value;
  if (Array.isArray(value)) return value.map((entry) => plainCopy(entry, what));
  const prototype: unknown = typeof value === 'object' ? Object.getPrototypeOf(value) : undefined;
  if (typeof value === 'object' && (prototype === Object.prototype || prototype === null)) {
    return Object.fromEntries(Object.entries(value).flatMap(([key, entry]) => (entry === undefined ? [] : [[key, plainCopy(entry, what)]])));
  }
  throw new TypeError(`Field schemas are plain data: ${what} holds a ${typeof value === 'object' ? 'object of a class' : typeof value}, which JSON cannot say.`);
}
