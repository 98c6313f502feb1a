import type { FieldDescriptor } from './describe-fields.ts';
import { isBlank, isPlainObject } from './visibility.ts';

/** Members of rows that must be unique and are not; path with the row's index → what to tell, on every row that is concerned. Other fields have none. */
export function duplicatesIn({ kind, fields = [] }: FieldDescriptor, rows: unknown, path: string): Map<string, string> {
  const found = new Map<string, string>();
  if (kind !== 'rows' || !Array.isArray(rows)) return found;
  for (const { key, label, unique } of fields) {
    if (!unique) continue;
    const holders = new Map<string, number[]>();
    for (const [index, row] of rows.entries()) {
      if (!isPlainObject(row) || isBlank(row[key])) continue;
      const text = typeof row[key] === 'string' ? row[key].trim() : JSON.stringify(row[key]);
      const known = holders.get(text);
      if (known) known.push(index);
      else holders.set(text, [index]);
    }
    for (const same of holders.values()) {
      if (same.length < 2) continue;
      for (const index of same) found.set(`${path}.${index}.${key}`, `${label}: the same as in ${others(same, index)}. Change one of them, or remove a row.`);
    }
  }
  return found;
}

/** The first few of the other rows; a body full of one value must not be answered with every pair. */
function others(same: readonly number[], index: number): string {
  return same.slice(0, 4).filter((one) => one !== index).slice(0, 3).map((one) => `row ${one + 1}`).join(', ');
}
