'use client';

import { type RefObject, useCallback, useRef } from 'react';
import type { FormHandle } from '../form/form-handle.ts';

/** Holds a form's handle. The first field gets focus when the form appears, unless the user has moved on by then. */
export function useFormHandle(): { form: RefObject<FormHandle | null>; attach: (handle: FormHandle | null) => void } {
  const form = useRef<FormHandle | null>(null);
  const attach = useCallback((handle: FormHandle | null) => {
    form.current = handle;
    const active = document.activeElement;
    const waiting = !active?.closest('[role="dialog"]') || active.matches('[data-part="dialog-title"], [role="dialog"]');
    if (handle && waiting) handle.focusFirst();
  }, []);
  return { form, attach };
}
