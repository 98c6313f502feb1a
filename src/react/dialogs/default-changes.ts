import { withDefaults } from '../../core/configuration.ts';
import type { FieldDescriptor } from '../../core/describe-fields.ts';
import type { Values } from '../../core/integration.ts';
import { isBlank, isPlainObject, isVisible } from '../../core/visibility.ts';
import { sameValue } from '../form/same-value.ts';

/** One field that restoring defaults changes. */
export interface DefaultChange {
  field: FieldDescriptor;
  from: unknown;
  to: unknown;
  /** It is hidden by what else changes, so what it holds is not saved any more. */
  unused: boolean;
}

export interface DefaultChanges {
  /** In the order of the form. */
  changes: readonly DefaultChange[];
  /** What to fill in: only fields that change, and those that come into view. */
  values: Record<string, unknown>;
}

/**
 * What restoring defaults would change in a form that holds `present` (hidden fields left out) and started from `saved`.
 * A field without a default keeps what it holds, and so does one that may not be changed.
 */
export function defaultChanges(fields: readonly FieldDescriptor[], present: Values, saved: Values, locked: (field: FieldDescriptor) => boolean): DefaultChanges {
  const changes: DefaultChange[] = [];
  // Twice, because rows that are a default lack those of their own members.
  const defaults = withDefaults(fields, withDefaults(fields, {}));
  const now = withDefaults(fields, present);
  const then = restored(fields, now, defaults, locked);
  return { changes, values: walk(fields, present, withDefaults(fields, saved), defaults, [true, true]) };

  function walk(level: readonly FieldDescriptor[], at: Values, before: Values, reset: Values, [shown, showing]: readonly [boolean, boolean]): Record<string, unknown> {
    const filled: Record<string, unknown> = {};
    for (const field of level) {
      const { key, kind, fields: inner } = field;
      const was = shown && isVisible(field, now);
      const becomes = showing && isVisible(field, then);
      if (kind === 'object' && inner) {
        const to = asObject(reset[key]);
        // A group nobody filled in is absent, and stands at its defaults.
        const within = walk(inner, isPlainObject(at[key]) ? at[key] : to, asObject(before[key]), locked(field) ? {} : to, [was, becomes]);
        if (Object.keys(within).length > 0) filled[key] = within;
        continue;
      }
      const from = was ? at[key] : before[key];
      const to = reset[key];
      if (was && !becomes) {
        if (!isBlank(from) && from !== false) changes.push({ field, from, to, unused: true });
        continue;
      }
      if (!becomes || to === undefined || locked(field)) continue;
      const differs = !sameValue(from, to);
      if (differs) changes.push({ field, from, to, unused: false });
      if (differs || !was) filled[key] = to;
    }
    return filled;
  }
}

function restored(fields: readonly FieldDescriptor[], now: Values, defaults: Values, locked: (field: FieldDescriptor) => boolean): Record<string, unknown> {
  const result: Record<string, unknown> = { ...now };
  for (const field of fields) {
    const to = defaults[field.key];
    if (to === undefined || locked(field)) continue;
    result[field.key] = field.kind === 'object' && field.fields ? restored(field.fields, asObject(now[field.key]), asObject(to), locked) : to;
  }
  return result;
}

function asObject(value: unknown): Record<string, unknown> {
  return isPlainObject(value) ? value : {};
}
