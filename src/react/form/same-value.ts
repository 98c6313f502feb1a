import { isBlank } from '../../core/visibility.ts';

/** Do two field values mean the same? Blank is blank in every form. */
export function sameValue(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (isBlank(one) || isBlank(other)) return isBlank(one) && isBlank(other);
  return typeof one === 'object' && JSON.stringify(one) === JSON.stringify(other);
}
