import type { FieldDescriptor } from '../../core/describe-fields.ts';
import type { FieldOption } from '../../core/field.ts';

/** The choices a definition lists itself. */
export function optionsOf(field: FieldDescriptor): readonly FieldOption[] {
  return Array.isArray(field.options) ? (field.options as readonly FieldOption[]) : [];
}
