'use client';

import type { ComponentType } from 'react';
import type { FieldDescriptor } from '../../core/describe-fields.ts';
import type { ControlProps } from '../root/root-context.ts';
import { describedBy, useFieldShell } from './field-shell.tsx';
import { useField } from './use-field.ts';
import { useValue } from './use-value.ts';

interface ValueFieldProps<Extra> {
  field: FieldDescriptor;
  name: string;
  control: ComponentType<ControlProps & Extra>;
  /** What this control needs beyond the contract of controls. */
  extra: Extra;
  group?: boolean;
}

/** A field that is drawn from its value: choices, switches, lists, and the host's own controls. */
export function ValueField<Extra extends object>({ field, name, control: Control, extra, group = false }: ValueFieldProps<Extra>) {
  const { engine, readOnly, lacks, id, error, required } = useField(field);
  const { path } = field;
  const value = useValue(() => engine.value(path), path);
  const change = (next: unknown) => {
    if (!readOnly) engine.enter(path, next);
  };
  return useFieldShell({ field, id, control: name, required, error, lacks, group }, (
    <Control {...extra} field={field} name={path} id={id} value={value === '' ? undefined : value} onChange={change} onBlur={() => engine.left(path)}
      readOnly={readOnly} required={required} invalid={Boolean(error)} describedBy={describedBy(field, id, error, false, lacks)} />
  ));
}
