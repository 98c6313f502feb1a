'use client';

import { createContext, type ReactNode, useContext } from 'react';
import type { FormEngine } from './form-engine.ts';

/** Something said below the field at a path. */
export interface FieldNote {
  path: string;
  content: ReactNode;
}

export interface FormContextValue {
  engine: FormEngine;
  readOnly: boolean;
  /** Counts attempts to submit. */
  attempt: number;
  /** Counts starts from new values; what a field keeps for itself (an open Replace) ends with it. */
  start: number;
  /** What is to be said below one field. */
  note: FieldNote | null;
}

export const FormContext = createContext<FormContextValue | null>(null);

/** The form a field stands in. */
export function useFormContext(): FormContextValue {
  const context = useContext(FormContext);
  if (!context) throw new Error('A field stands outside <FieldsForm>.');
  return context;
}
