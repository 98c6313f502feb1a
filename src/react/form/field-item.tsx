'use client';

import { memo } from 'react';
import type { FieldDescriptor } from '../../core/describe-fields.ts';
import { isVisible } from '../../core/visibility.ts';
import { usePart } from '../parts/use-part.ts';
import { useRoot } from '../root/root-context.ts';
import { controlFor } from './control-for.ts';
import { useFormContext } from './form-context.ts';
import { InputField } from './input-field.tsx';
import { isStored } from './kept-secrets.ts';
import { RemoteField, StoredSecret, StoredValue } from './later-controls.ts';
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

function ShownField({ field }: { field: FieldDescriptor }) {
  const { engine, start } = useFormContext();
  const { controls } = useRoot();
  const { stored, loadOptions } = engine.props.current;
  if (field.kind === 'object' && field.fields) return <ObjectField field={field} fields={field.fields} />;
  const chosen = controlFor(field, controls, loadOptions !== undefined);
  switch (chosen.draw) {
    case 'input': {
      const input = <InputField field={field} name={chosen.name} control={chosen.control} />;
      return isStored(field, stored) ? <StoredSecret key={start} field={field}>{input}</StoredSecret> : input;
    }
    case 'value': return <ValueField field={field} name={chosen.name} control={chosen.control} extra={nothing} group={chosen.name === 'radio' || chosen.name === 'checkboxes'} />;
    case 'remote': return <RemoteField field={field} />;
    default: return <StoredValue field={field} />;
  }
}

function ObjectField({ field, fields }: { field: FieldDescriptor; fields: readonly FieldDescriptor[] }) {
  const part = usePart();
  return (
    <fieldset {...part('section', { nested: true })}>
      <legend {...part('section-title')}>{field.label}</legend>
      {field.help && <p {...part('help')}>{field.help}</p>}
      {fields.map((inner) => <FieldItem key={inner.path} field={inner} />)}
    </fieldset>
  );
}
