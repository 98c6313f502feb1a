'use client';

import { useCallback, useId, useRef, useState } from 'react';
import { describeFields, type FieldDescriptor, type FieldPurpose } from '../../core/describe-fields.ts';
import type { FormHandle } from '../form/form-handle.ts';
import { useRoot } from '../root/root-context.ts';
import type { SchemaOf } from './ready-forms.ts';
import { useForms } from './use-forms.ts';
import { useSubject } from './use-subject.ts';

const none: readonly FieldDescriptor[] = [];

/** What every dialog with a form begins with: what it is about, its form and the handle of that, and how far it differs from what is saved. */
export function useFormDialog(id: string, schemaOf: SchemaOf, purpose: FieldPurpose) {
  const root = useRoot();
  const subject = useSubject(id);
  const { integration: { provider, status } } = subject;
  const loaded = useForms(provider, schemaOf, purpose === 'credentials' && status !== 'disconnected');
  const schema = loaded.forms ? schemaOf(loaded.forms) : undefined;
  const fields = schema ? describeFields(schema, purpose) : none;
  const form = useRef<FormHandle | null>(null);
  const attach = useCallback((handle: FormHandle | null) => {
    form.current = handle;
    // A form that comes after its dialog gets focus, unless the user has moved on by then. Before that the dialog places it itself, once everything is in place: each change of focus lays out the page.
    if (document.activeElement?.matches('[data-part="dialog-title"], [role="dialog"]')) handle?.focusFirst();
  }, []);
  const [dirty, setDirty] = useState(0);
  return { root, subject, ...loaded, schema, fields, form, attach, dirty, setDirty, formId: useId() };
}

export type FormDialog = ReturnType<typeof useFormDialog>;
