import type { $ZodArray, $ZodObject, $ZodType } from 'zod/v4/core';
import { type FieldDescriptor, unwrap } from '../../core/describe-fields.ts';

/** One field that can be edited by itself, and the schema that judges it. */
export interface IndexedField {
  field: FieldDescriptor;
  member: $ZodType;
}

/** The fields of a form that are edited by themselves: those outside rows, where a list of rows is one, and those in rows by the path all rows share. */
export interface FieldIndex {
  fields: ReadonlyMap<string, IndexedField>;
  cells: ReadonlyMap<string, IndexedField>;
}

/** Every leaf of a form by dotted path; the members of objects stand for them. */
export function indexFields(schema: $ZodObject, fields: readonly FieldDescriptor[]): FieldIndex {
  const index = { fields: new Map<string, IndexedField>(), cells: new Map<string, IndexedField>() };
  const walk = (holder: $ZodType, inner: readonly FieldDescriptor[], into: Map<string, IndexedField>) => {
    const members = (holder as $ZodObject)._zod.def.shape;
    for (const field of inner) {
      const member = members[field.key];
      if (!member) continue;
      const { schema: beneath } = unwrap(member);
      if (field.kind === 'object' && field.fields) walk(beneath, field.fields, into);
      else into.set(field.path, { field, member });
      if (field.kind === 'rows' && field.fields) walk(unwrap((beneath as $ZodArray)._zod.def.element).schema, field.fields, index.cells);
    }
  };
  walk(schema, fields, index.fields);
  return index;
}
