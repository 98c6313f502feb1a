import { isBlank, isPlainObject } from '../../core/visibility.ts';

/** Do two field values mean the same? Blank is blank in every form, within objects and rows too. */
export function sameValue(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (isBlank(one) || isBlank(other)) return isBlank(one) && isBlank(other);
  if (Array.isArray(one) && Array.isArray(other)) return one.length === other.length && one.every((item, index) => sameValue(item, other[index]));
  return isPlainObject(one) && isPlainObject(other) && [...new Set([...Object.keys(one), ...Object.keys(other)])].every((key) => sameValue(one[key], other[key]));
}
