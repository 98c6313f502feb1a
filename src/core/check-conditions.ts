import type { FieldMeta } from './field.ts';

// What is read here of a FieldDescriptor, whose module calls this one.
type Member = Pick<FieldMeta, 'showWhen' | 'dependsOn'> & { path: string; key: string; kind: string; fields?: readonly Member[] };

/**
 * Conditions and dependencies must name something one value can be read from: a field of the form outside any list of rows, or (`.key`) a member of the same row.
 * @throws TypeError naming the field and the path.
 */
export function checkConditions(fields: readonly Member[], root = fields, row?: readonly Member[]): void {
  for (const field of fields) {
    for (const path of [...(field.showWhen ? [field.showWhen.field] : []), ...(field.dependsOn ?? [])]) {
      const relative = path.startsWith('.');
      if (relative && !row)
        throw new TypeError(`describeFields(): "${field.path}" refers to "${path}", a member of the same row, but it stands in no row. Write the path from the form's root.`);
      if (!leads(path.replace(/^\.+/, ''), relative && row ? row : root)) {
        throw new TypeError(
          `describeFields(): "${field.path}" refers to "${path}", which is no single field. ${row ? 'Members of the same row start with a dot; others are' : 'Paths are'} written from the form's root, and none leads into rows.`,
        );
      }
    }
    if (field.fields) checkConditions(field.fields, root, field.kind === 'rows' ? field.fields : row);
  }
}

function leads(path: string, fields: readonly Member[]): boolean {
  const [key, ...rest] = path.split('.');
  const found = fields.find((one) => one.key === key);
  return found !== undefined && (rest.length === 0 || (found.kind === 'object' && leads(rest.join('.'), found.fields ?? [])));
}
