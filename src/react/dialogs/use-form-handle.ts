'use client';

import { type RefObject, useCallback, useRef } from 'react';
import type { FormHandle } from '../form/form-handle.ts';

/** Holds a form's handle. A form that comes after its dialog gets focus in its first field, unless the user has moved on by then. */
export function useFormHandle(): { form: RefObject<FormHandle | null>; attach: (handle: FormHandle | null) => void } {
  const form = useRef<FormHandle | null>(null);
  const attach = useCallback((handle: FormHandle | null) => {
    form.current = handle;
    // Before that the dialog places it itself, once everything is in place: each change of focus lays out the page.
    if (document.activeElement?.matches('[data-part="dialog-title"], [role="dialog"]')) handle?.focusFirst();
  }, []);
  return { form, attach };
}
