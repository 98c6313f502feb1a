'use client';

import type { ReactNode } from 'react';
import type { Capability } from '../../core/capabilities.ts';
import type { FieldDescriptor } from '../../core/describe-fields.ts';
import { useFormMessages } from '../controls/use-form-messages.ts';
import { Link } from '../parts/link.tsx';
import { usePart } from '../parts/use-part.ts';
import { useFormContext } from './form-context.ts';

interface ShellProps {
  field: FieldDescriptor;
  id: string;
  control: string;
  required: boolean;
  error: string | undefined;
  warned?: boolean;
  lacks?: Capability | undefined;
  /** The label names a group of elements, not one. */
  group?: boolean;
}

/** Draws what stands around every control, always in this order: label, help, what it lacks, control, what is said of a paste, what looks unusual, what it causes, what is wrong. */
export function useFieldShell({ field, id, control, required, error, warned, lacks, group }: ShellProps, children: ReactNode): ReactNode {
  const part = usePart();
  const messages = useFormMessages();
  const { note } = useFormContext();
  const optional = !required && field.default === undefined && field.kind !== 'boolean' && field.kind !== 'unknown' && field.kind !== 'rows';
  const words = <>{field.label}{optional && <> <span {...part('optional')}>{messages.fieldOptional()}</span></>}</>;
  const line = (name: 'warning' | 'effect' | 'error', text: string | false | undefined) => text && <p {...part(name)} id={`${id}-${name}`}>{text}</p>;
  return (
    <div {...part('field', { field: field.path, control, invalid: Boolean(error), lacking: lacks !== undefined })}>
      {group ? <span {...part('label')} id={`${id}-label`}>{words}</span> : <label {...part('label')} id={`${id}-label`} htmlFor={id}>{words}</label>}
      {(field.help || field.docsUrl) && (
        <p {...part('help')} id={`${id}-help`}>
          {field.help}
          {field.docsUrl?.startsWith('https://') && <> <Link href={field.docsUrl}>{messages.fieldDocs({ label: field.label })}<span data-hint=""> {messages.fieldNewTab()}</span></Link></>}
        </p>
      )}
      {lacks && (
        <p {...part('lacking')} id={`${id}-lacking`}>
          {messages.fieldLacks(lacks)} {lacks.url && <Link href={lacks.url}>{messages.fieldDocs({ label: lacks.name })}<span data-hint=""> {messages.fieldNewTab()}</span></Link>}
        </p>
      )}
      {children}
      {/* Before what may come while it is pressed: a button that moves away is not pressed. */}
      {note?.path === field.path && note.content}
      {line('warning', warned && !error && field.warn?.message)}
      {line('effect', field.effect)}
      {line('error', error)}
    </div>
  );
}

/** Ids of everything beside the control that describes it. */
export function describedBy(field: FieldDescriptor, id: string, error: string | undefined, warned = false, lacks?: Capability): string | undefined {
  const parts = [(field.help || field.docsUrl) && 'help', lacks && 'lacking', field.unit && 'unit', warned && !error && 'warning', field.effect && 'effect', error && 'error'];
  return parts.filter(Boolean).map((name) => `${id}-${name as string}`).join(' ') || undefined;
}
