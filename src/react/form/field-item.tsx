'use client';

import { memo, type ReactNode, useMemo } from 'react';
import type { FieldDescriptor } from '../../core/describe-fields.ts';
import { isVisible } from '../../core/visibility.ts';
import { type RootContextValue, useRoot } from '../root/root-context.ts';
import { controlFor } from './control-for.ts';
import { FormContext, useFormContext } from './form-context.ts';
import type { FormEngine } from './form-engine.ts';
import { InputField } from './input-field.tsx';
import { isStored } from './kept-secrets.ts';
import { ObjectField, RemoteField, RowsField, StoredSecret, StoredValue } from './later-controls.ts';
import { useValue } from './use-value.ts';
import { ValueField } from './value-field.tsx';

const nothing = {};
// Their label names several elements.
const groups = ['radio', 'checkboxes', 'schedule'];

/** One field, if it is shown now. In one component with everything that decides how it is drawn: a form opens as fast as it has few of them. */
export const FieldItem = memo(function FieldItem({ field }: { field: FieldDescriptor }) {
  const { engine, start } = useFormContext();
  const { controls } = useRoot();
  const { lacking } = engine.props.current;
  const edited = draw(field, engine, start, controls);
  const item = lacking?.(field) ? <Greyed>{edited}</Greyed> : edited;
  return field.showWhen ? <Conditional field={field}>{item}</Conditional> : item;
});

function draw(field: FieldDescriptor, engine: FormEngine, start: number, controls: RootContextValue['controls']) {
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

// Hidden fields leave the page, not the form: what was entered comes back with them.
function Conditional({ field, children }: { field: FieldDescriptor; children: ReactNode }) {
  return useValue((engine) => isVisible(field, engine.control._formValues)) && children;
}

// With everything in it: rows and objects as a whole.
function Greyed({ children }: { children: ReactNode }) {
  const context = useFormContext();
  const readOnly = useMemo(() => ({ ...context, readOnly: true }), [context]);
  return <FormContext.Provider value={readOnly}>{children}</FormContext.Provider>;
}
