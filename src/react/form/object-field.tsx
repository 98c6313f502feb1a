'use client';

import type { ComponentType } from 'react';
import type { FieldDescriptor } from '../../core/describe-fields.ts';
import { usePart } from '../parts/use-part.ts';

/** Members of an object, at any depth, under the name of the whole. */
export function ObjectField({ field, item: Item }: { field: FieldDescriptor; item: ComponentType<{ field: FieldDescriptor }> }) {
  const part = usePart();
  return (
    <fieldset {...part('section', { nested: true })}>
      <legend {...part('section-title')}>{field.label}</legend>
      {field.help && <p {...part('help')}>{field.help}</p>}
      {field.fields?.map((inner) => <Item key={inner.key} field={inner} />)}
    </fieldset>
  );
}
