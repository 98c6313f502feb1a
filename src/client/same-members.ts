/** Have two plain objects (or arrays) the same members? */
export function sameMembers<T extends object>(a: T, b: T): boolean {
  const before = Object.keys(a) as (keyof T)[];
  return before.length === Object.keys(b).length && before.every((key) => Object.is(a[key], b[key]));
}
