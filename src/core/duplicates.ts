import type { FieldDescriptor } from './describe-fields.ts';
import type { Values } from './integration.ts';
import { isBlank, isPlainObject } from './visibility.ts';

/** Members of rows that must be unique and are not; path with the row's index → what to tell, on every row that is concerned. */
export function duplicatesIn(fields: readonly FieldDescriptor[], values: Values, prefix = ''): Map<string, string> {
  const found = new Map<string, string>();
  const add = (more: ReadonlyMap<string, string>) => more.forEach((message, path) => found.set(path, message));
  for (const { key, kind, fields: inner = [] } of fields) {
    const value = values[key];
    const path = prefix + key;
    if (kind === 'object' && isPlainObject(value)) add(duplicatesIn(inner, value, `${path}.`));
    if (kind !== 'rows' || !Array.isArray(value)) continue;
    const rows = value.map((row: unknown): Values => (isPlainObject(row) ? row : {}));
    rows.forEach((row, index) => add(duplicatesIn(inner, row, `${path}.${index}.`)));
    for (const field of inner) if (field.unique) add(sameIn(field, rows, path));
  }
  return found;
}

function sameIn(field: FieldDescriptor, rows: readonly Values[], path: string): Map<string, string> {
  const holders = new Map<string, number[]>();
  rows.forEach((row, index) => {
    const value = row[field.key];
    if (isBlank(value)) return;
    const text = typeof value === 'string' ? value.trim() : JSON.stringify(value);
    holders.set(text, [...(holders.get(text) ?? []), index]);
  });
  const found = new Map<string, string>();
  for (const rowsWithIt of holders.values()) {
    if (rowsWithIt.length < 2) continue;
    for (const index of rowsWithIt) {
      const others = rowsWithIt.filter((one) => one !== index).map((one) => `row ${one + 1}`);
      found.set(`${path}.${index}.${field.key}`, `${field.label}: the same as in ${others.join(', ')}. Change one of them, or remove a row.`);
    }
  }
  return found;
}
