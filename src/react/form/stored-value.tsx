'use client';

import type { FieldDescriptor } from '../../core/describe-fields.ts';
import { UnsupportedControl } from '../controls/unsupported-control.tsx';
import { describedBy, useFieldShell } from './field-shell.tsx';
import { useField } from './use-field.ts';

/** A field of a kind that cannot be edited here: its stored value is shown, and saved as it is. */
export function StoredValue({ field }: { field: FieldDescriptor }) {
  const { engine, id, error } = useField(field);
  return useFieldShell({ field, id, control: 'unsupported', required: true, error, group: true }, (
    <UnsupportedControl id={id} value={engine.value(field.path)} describedBy={describedBy(field, id, error)} />
  ));
}
