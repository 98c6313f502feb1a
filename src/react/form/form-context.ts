'use client';

import { createContext, useContext } from 'react';
import type { FormEngine } from './form-engine.ts';

export interface FormContextValue {
  engine: FormEngine;
  readOnly: boolean;
  /** Counts attempts to submit. */
  attempt: number;
  /** Counts starts from new values; what a field keeps for itself (an open Replace) ends with it. */
  start: number;
}

export const FormContext = createContext<FormContextValue | null>(null);

/** The form a field stands in. */
export function useFormContext(): FormContextValue {
  const context = useContext(FormContext);
  if (!context) throw new Error('A field stands outside <FieldsForm>.');
  return context;
}
