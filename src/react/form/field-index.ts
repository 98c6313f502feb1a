import type { $ZodObject, $ZodType } from 'zod/v4/core';
import { type FieldDescriptor, unwrap } from '../../core/describe-fields.ts';

/** One field that can be edited by itself, and the schema that judges it. */
export interface IndexedField {
  field: FieldDescriptor;
  member: $ZodType;
}

/** Every leaf of a form by dotted path; the members of objects stand for them, rows are one leaf. */
export function indexFields(schema: $ZodObject, fields: readonly FieldDescriptor[]): ReadonlyMap<string, IndexedField> {
  const index = new Map<string, IndexedField>();
  const walk = (members: Readonly<Record<string, $ZodType>>, inner: readonly FieldDescriptor[]) => {
    for (const field of inner) {
      const member = members[field.key];
      if (!member) continue;
      if (field.kind === 'object' && field.fields) walk((unwrap(member).schema as $ZodObject)._zod.def.shape, field.fields);
      else index.set(field.path, { field, member });
    }
  };
  walk(schema._zod.def.shape, fields);
  return index;
}
