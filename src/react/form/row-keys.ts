const keys = new WeakMap<object, string>();
let made = 0;

/** A key that stays with a row wherever it moves, and is new when the form starts over with a copy of it. */
export function keyOfRow(row: unknown, index: number): string {
  if (typeof row !== 'object' || row === null) return `at ${index}`;
  const key = keys.get(row) ?? `row ${(made += 1)}`;
  keys.set(row, key);
  return key;
}
