import type { FieldDescriptor } from './describe-fields.ts';
import { isBlank, isPlainObject } from './visibility.ts';

/** Members of rows that must be unique and are not; path with the row's index → what to tell, on every row that is concerned. Other fields have none. */
export function duplicatesIn({ kind, fields = [] }: FieldDescriptor, rows: unknown, path: string): Map<string, string> {
  const found = new Map<string, string>();
  if (kind !== 'rows' || !Array.isArray(rows)) return found;
  for (const { key, label, unique } of fields) {
    if (!unique) continue;
    const texts = rows.map((row: unknown) => (isPlainObject(row) && !isBlank(row[key]) ? JSON.stringify(row[key]).replace(/^"\s+|\s+"$/g, '"') : undefined));
    texts.forEach((text, index) => {
      const others = texts.flatMap((other, at) => (text !== undefined && other === text && at !== index ? [`row ${at + 1}`] : []));
      if (others.length > 0) found.set(`${path}.${index}.${key}`, `${label}: the same as in ${others.join(', ')}. Change one of them, or remove a row.`);
    });
  }
  return found;
}
