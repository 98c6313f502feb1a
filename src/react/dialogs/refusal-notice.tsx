'use client';

import { useId, useLayoutEffect, useRef } from 'react';
import type { FieldDescriptor } from '../../core/describe-fields.ts';
import type { Problem } from '../../core/errors.ts';
import { Button } from '../parts/button.tsx';
import { usePart } from '../parts/use-part.ts';
import { useOutcomeMessages } from './use-outcome-messages.ts';

export interface RefusalNoticeProps {
  problem: Problem;
  provider: string;
  fields: readonly FieldDescriptor[];
  /** It answers something just pressed, and so takes focus; else it only stands there. */
  answered: boolean;
  /** Absent while the form holds other changes: saving them tries these again too. */
  onRetry: (() => void) | undefined;
}

/** What is saved here and not at the provider, setting by setting (UX-74). */
export function RefusalNotice({ problem, provider, fields, answered, onRetry }: RefusalNoticeProps) {
  const messages = useOutcomeMessages();
  const part = usePart();
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (answered) box.current?.focus();
  }, [answered, problem]);
  const labels = new Map(flat(fields).map(({ path, label }) => [path, label]));
  return (
    <div {...part('refusal')} ref={box} role="group" tabIndex={-1} aria-labelledby={id}>
      <h3 id={id}>{messages.refusedTitle({ provider })}</h3>
      <p>{messages.refusedText({ provider })}</p>
      <ul>{Object.entries(problem.fields ?? {}).map(([path, reason]) => <li key={path}><b>{labels.get(path) ?? path}</b> {reason}</li>)}</ul>
      {onRetry ? <div data-actions=""><Button onClick={onRetry}>{messages.refusedRetry()}</Button></div> : <p>{messages.refusedSave()}</p>}
    </div>
  );
}

function flat(fields: readonly FieldDescriptor[]): readonly FieldDescriptor[] {
  return fields.flatMap((field) => [field, ...flat(field.fields ?? [])]);
}
