'use client';

import { memo, type ReactNode, useMemo } from 'react';
import type { FieldDescriptor } from '../../core/describe-fields.ts';
import { isVisible } from '../../core/visibility.ts';
import { useRoot } from '../root/root-context.ts';
import { controlFor } from './control-for.ts';
import { FormContext, useFormContext } from './form-context.ts';
import { InputField } from './input-field.tsx';
import { isStored } from './kept-secrets.ts';
import { ObjectField, RemoteField, RowsField, StoredSecret, StoredValue } from './later-controls.ts';
import { useValue } from './use-value.ts';
import { ValueField } from './value-field.tsx';

/** One field, if it is shown now. */
export const FieldItem = memo(function FieldItem({ field }: { field: FieldDescriptor }) {
  return field.showWhen ? <ConditionalField field={field} /> : <ShownField field={field} />;
});

// Hidden fields leave the page, not the form: what was entered comes back with them.
function ConditionalField({ field }: { field: FieldDescriptor }) {
  return useValue((engine) => isVisible(field, engine.control._formValues)) ? <ShownField field={field} /> : null;
}

const nothing = {};
// Their label names several elements.
const groups = ['radio', 'checkboxes', 'schedule'];

function ShownField({ field }: { field: FieldDescriptor }) {
  const item = <EditedField field={field} />;
  return useFormContext().engine.props.current.lacking?.(field) ? <Greyed>{item}</Greyed> : item;
}

// With everything in it: rows and objects as a whole.
function Greyed({ children }: { children: ReactNode }) {
  const context = useFormContext();
  const readOnly = useMemo(() => ({ ...context, readOnly: true }), [context]);
  return <FormContext.Provider value={readOnly}>{children}</FormContext.Provider>;
}

function EditedField({ field }: { field: FieldDescriptor }) {
  const { engine, start } = useFormContext();
  const { controls } = useRoot();
  const { stored, loadOptions } = engine.props.current;
  if (field.kind === 'object') return <ObjectField field={field} item={FieldItem} />;
  const chosen = controlFor(field, controls, loadOptions !== undefined);
  switch (chosen.draw) {
    case 'input': {
      const input = <InputField field={field} name={chosen.name} control={chosen.control} />;
      return isStored(field, stored) ? <StoredSecret key={start} field={field}>{input}</StoredSecret> : input;
    }
    case 'value': return <ValueField field={field} name={chosen.name} control={chosen.control} extra={nothing} group={groups.includes(chosen.name)} />;
    case 'rows': return <RowsField key={start} field={field} item={FieldItem} />;
    case 'remote': return <RemoteField field={field} />;
    default: return <StoredValue field={field} />;
  }
}
