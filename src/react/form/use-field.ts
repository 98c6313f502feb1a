'use client';

import type { FieldDescriptor } from '../../core/describe-fields.ts';
import { isRequired } from '../../core/visibility.ts';
import { useFormContext } from './form-context.ts';
import { useValue } from './use-value.ts';

/** What a field shows of itself; renders again only when this field's error, or the form as a whole, changes. */
export function useField(field: FieldDescriptor) {
  const { engine, readOnly, attempt, start } = useFormContext();
  const lacks = engine.props.current.lacking?.(field);
  const error = useValue(() => engine.error(field.path), field.path);
  return { engine, lacks, readOnly, attempt, start, id: fieldId(engine.props.current.id, field.path), error, required: isRequired(field, engine.control._formValues) };
}

/** The DOM id of a field's focusable element. */
export function fieldId(form: string, path: string): string {
  return `${form}-${path.replaceAll('.', '-')}`;
}

/** Does the value look unusual enough to say so? */
export function looksUnusual(field: FieldDescriptor, value: unknown): boolean {
  return Boolean(field.warn) && typeof value === 'string' && value !== '' && !new RegExp(field.warn?.pattern ?? '').test(value);
}
