import type { RefObject } from 'react';
import type { Problem } from '../../core/errors.ts';
import type { FormHandle } from '../form/form-handle.ts';
import type { RootContextValue } from '../root/root-context.ts';
import { problemOf } from './problem-of.ts';

/** One press of a button that changes an Integration. */
export interface Attempt {
  root: RootContextValue;
  /** The Integration's address. */
  id: string;
  form: RefObject<FormHandle | null>;
  /** Is the dialog still there to show how it ends? */
  alive: RefObject<boolean>;
}

/** Shows a failure where it belongs: on the fields it names, said aloud where the dialog is gone; else answers what the dialog shows of it. */
export function failed({ root: { client, announce }, id, form, alive }: Attempt, error: unknown): { problem?: Problem; unknown?: boolean } {
  const problem = problemOf(error);
  const { fields, detail } = problem;
  if (!alive.current) announce(detail, 'assertive');
  else if (form.current && fields && Object.keys(fields).length > 0) form.current.showErrors(fields, detail);
  // The client knows whether this was a verdict on what was sent; the code alone does not tell.
  else return { problem, unknown: client.getState().operations[id]?.phase === 'unknown' };
  return {};
}
