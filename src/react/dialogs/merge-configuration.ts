import { withDefaults } from '../../core/configuration.ts';
import type { FieldDescriptor } from '../../core/describe-fields.ts';
import type { Integration, Values } from '../../core/integration.ts';
import { isPlainObject, isVisible } from '../../core/visibility.ts';
import { sameValue } from '../form/same-value.ts';

/** One field both sides changed, each to something else. */
export interface FieldConflict {
  path: string;
  field: FieldDescriptor;
  mine: unknown;
  theirs: unknown;
}

export interface MergedConfiguration {
  /** Mine, with what only they changed; conflicting fields hold mine. */
  values: Record<string, unknown>;
  conflicts: readonly FieldConflict[];
  /** Fields whose value was taken from them. */
  taken: readonly FieldDescriptor[];
  /** Is there anything of mine they do not have already? */
  differs: boolean;
}

/** A draft and what somebody saved meanwhile, where both changed the same fields. */
export interface Conflict extends MergedConfiguration {
  current: Integration;
  /** Asks for a choice. */
  text: string;
}

/**
 * Merges a draft with a configuration saved meanwhile, field by field, from what both started with.
 * The same value on both sides is no conflict; rows and lists are compared whole.
 */
export function mergeConfiguration(fields: readonly FieldDescriptor[], base: Values, mine: Values, theirs: Values): MergedConfiguration {
  const conflicts: FieldConflict[] = [];
  const taken: FieldDescriptor[] = [];
  const root = withDefaults(fields, mine);
  const saved = withDefaults(fields, theirs);
  const values = mergeLevel(fields, withDefaults(fields, base), root, saved);
  return { values, conflicts, taken, differs: !sameLevel(fields, values, saved) };

  function mergeLevel(level: readonly FieldDescriptor[], from: Values, ours: Values, other: Values): Record<string, unknown> {
    const merged: Record<string, unknown> = { ...ours };
    for (const field of level) {
      const [was, is, became] = [from[field.key], ours[field.key], other[field.key]];
      // There even when empty: what was emptied stays so when a form is filled from this.
      merged[field.key] = is;
      if (field.kind === 'object' && field.fields) {
        merged[field.key] = mergeLevel(field.fields, asObject(was), asObject(is), asObject(became));
        continue;
      }
      if (sameIn(field, is, became)) continue;
      // A hidden field is not in the draft, so its absence is no wish to clear it.
      const untouched = sameIn(field, was, is) || !isVisible(field, root, ours);
      if (untouched) {
        merged[field.key] = became;
        taken.push(field);
      } else if (!sameIn(field, was, became)) conflicts.push({ path: field.path, field, mine: is, theirs: became });
    }
    return merged;
  }
}

/** Stored rows and groups may hold keys the form does not know, which it neither shows nor sends. */
function sameIn(field: FieldDescriptor, a: unknown, b: unknown): boolean {
  const { fields, kind } = field;
  if (!fields) return sameValue(a, b);
  if (kind === 'object') return sameLevel(fields, asObject(a), asObject(b));
  const [one, other] = [Array.isArray(a) ? a : [], Array.isArray(b) ? b : []];
  return one.length === other.length && one.every((row, index) => sameLevel(fields, asObject(row), asObject(other[index])));
}

function sameLevel(fields: readonly FieldDescriptor[], a: Values, b: Values): boolean {
  return fields.every((field) => sameIn(field, a[field.key], b[field.key]));
}

function asObject(value: unknown): Record<string, unknown> {
  return isPlainObject(value) ? value : {};
}
