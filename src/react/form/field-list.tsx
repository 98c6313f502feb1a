'use client';

import { memo } from 'react';
import type { FieldDescriptor } from '../../core/describe-fields.ts';
import { usePart } from '../parts/use-part.ts';
import { FieldItem } from './field-item.tsx';

/** The fields in their order, those of one section together under its heading, where its first field stands. */
export const FieldList = memo(function FieldList({ fields }: { fields: readonly FieldDescriptor[] }) {
  const part = usePart();
  const sections = new Map<string | undefined, FieldDescriptor[]>();
  for (const field of fields) sections.set(field.section, [...(sections.get(field.section) ?? []), field]);
  return [...sections].map(([title, members]) => {
    const items = members.map((field) => <FieldItem key={field.path} field={field} />);
    if (title === undefined) return <div key="" {...part('section')}>{items}</div>;
    return (
      <details key={title} open {...part('section')}>
        <summary><h3 {...part('section-title')}>{title}</h3></summary>
        <div>{items}</div>
      </details>
    );
  });
});
