import type { $ZodType } from 'zod/v4/core';
import type { FieldMeta } from './field.ts';

/** The metadata `field()` gave exactly this schema, if any; `secret` is always set. Needs no code of `field()`, which comes with the definitions. */
export function fieldMeta(schema: $ZodType): FieldMeta | undefined {
  const known = Reflect.get(globalThis, Symbol.for('integrations-settings.fields')) as WeakMap<object, FieldMeta> | undefined;
  return known?.get(schema);
}
