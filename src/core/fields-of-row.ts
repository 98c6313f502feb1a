import type { FieldDescriptor } from './describe-fields.ts';

/** The members of one row as fields of the form: their paths carry the row's index, what they refer to in the same row is a path from the root. */
export function fieldsOfRow(list: FieldDescriptor, index: number): readonly FieldDescriptor[] {
  const row = `${list.path}.${index}`;
  return (list.fields ?? []).map((field) => placed(field, row, row));
}

function placed(field: FieldDescriptor, around: string, row: string): FieldDescriptor {
  const path = `${around}.${field.key}`;
  const absolute = (to: string) => (to.startsWith('.') ? row + to : to);
  return {
    ...field,
    path,
    ...(field.showWhen && { showWhen: { ...field.showWhen, field: absolute(field.showWhen.field) } }),
    ...(field.dependsOn && { dependsOn: field.dependsOn.map(absolute) }),
    // Members of rows within are placed with their own row.
    ...(field.kind === 'object' && field.fields && { fields: field.fields.map((inner) => placed(inner, path, row)) }),
  };
}
