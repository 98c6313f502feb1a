'use client';

import type { FieldDescriptor } from '../../core/describe-fields.ts';
import { UnsupportedControl } from '../controls/unsupported-control.tsx';
import { describedBy, FieldShell } from './field-shell.tsx';
import { useField } from './use-field.ts';

/** A field of a kind that cannot be edited here: its stored value is shown, and saved as it is. */
export function StoredValue({ field }: { field: FieldDescriptor }) {
  const { engine, id, error } = useField(field);
  return (
    <FieldShell field={field} id={id} control="unsupported" required error={error} group>
      <UnsupportedControl id={id} value={engine.value(field.path)} describedBy={describedBy(field, id, error)} />
    </FieldShell>
  );
}
