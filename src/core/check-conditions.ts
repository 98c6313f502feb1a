import type { FieldDescriptor } from './describe-fields.ts';

/**
 * Conditions and dependencies must name something one value can be read from: a field of the form outside any list of rows, or (`.key`) a member of the same row.
 * Whoever serves a definition checks it, when its forms are loaded; the page takes it as checked.
 * @throws TypeError naming the field and the path.
 */
export function checkConditions(fields: readonly FieldDescriptor[], root = fields, row?: readonly FieldDescriptor[]): void {
  for (const field of fields) {
    for (const path of [...(field.showWhen ? [field.showWhen.field] : []), ...(field.dependsOn ?? [])]) {
      const relative = path.startsWith('.');
      if (relative && !row)
        throw new TypeError(`A form is misdescribed: "${field.path}" refers to "${path}", a member of the same row, but it stands in no row. Write the path from the form's root.`);
      if (!leads(path.replace(/^\.+/, ''), relative && row ? row : root)) {
        throw new TypeError(
          `A form is misdescribed: "${field.path}" refers to "${path}", which is no single field. ${row ? 'Members of the same row start with a dot; others are' : 'Paths are'} written from the form's root, and none leads into rows.`,
        );
      }
    }
    if (field.fields) checkConditions(field.fields, root, field.kind === 'rows' ? field.fields : row);
  }
}

function leads(path: string, fields: readonly FieldDescriptor[]): boolean {
  const [key, ...rest] = path.split('.');
  const found = fields.find((one) => one.key === key);
  return found !== undefined && (rest.length === 0 || (found.kind === 'object' && leads(rest.join('.'), found.fields ?? [])));
}
