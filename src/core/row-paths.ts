import type { FieldDescriptor } from './describe-fields.ts';
import type { Values } from './integration.ts';

/** `mapping.2.to` → `mapping.to`: the path of the descriptor, as adapters and connectors name the field. */
export function withoutIndices(path: string): string {
  return path.replace(/\.\d+(?=\.|$)/g, '');
}

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

/**
 * The values a field with remote options is asked with: for a field in a row (`mapping.2.to`), the list holds that row alone,
 * so that whoever answers reads its members at `mapping[0]`.
 */
export function valuesForOptions(path: string, values: Values): Values {
  const match = /^([^.]+)\.(?:(\d+)\.)?(.+)$/.exec(path);
  const [, key, index, rest] = match ?? [];
  if (key === undefined || rest === undefined || !Object.hasOwn(values, key)) return values;
  const held = values[key];
  if (index === undefined) return isRecord(held) ? { ...values, [key]: valuesForOptions(rest, held) } : values;
  const row: unknown = Array.isArray(held) ? held[Number(index)] : undefined;
  return { ...values, [key]: isRecord(row) ? [valuesForOptions(rest, row)] : [] };
}

function isRecord(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
