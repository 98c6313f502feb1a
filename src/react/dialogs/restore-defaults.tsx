'use client';

import { type RefObject, useRef, useState } from 'react';
import type { FieldDescriptor } from '../../core/describe-fields.ts';
import type { FieldsFormProps, FormHandle } from '../form/form-handle.ts';
import { Button } from '../parts/button.tsx';
import { LateFailure } from '../root/late-failure.tsx';
import { useRoot } from '../root/root-context.ts';
import { useLate } from '../root/use-late.ts';
import type { Configure } from './configure-state.ts';
import { DialogFrame } from './dialog-frame.tsx';
import { laterDifferences } from './later-differences.tsx';
import { useOutcomeMessages } from './use-outcome-messages.ts';

export interface RestoreDefaultsProps {
  configure: Configure;
  fields: readonly FieldDescriptor[];
  form: RefObject<FormHandle | null>;
  lacking: NonNullable<FieldsFormProps['lacking']>;
}

/** The way back to the defaults, which asks first. */
export function RestoreDefaults({ configure: { saving, unknown, base }, fields, form, lacking }: RestoreDefaultsProps) {
  const messages = useOutcomeMessages();
  const [asked, setAsked] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const { readOnly } = useRoot();
  const { code, failed } = useLate(laterDifferences, asked);
  const leave = () => setAsked(false);
  if (readOnly || !fields.some(hasDefault)) return null;
  return (
    <div data-actions="">
      <Button ref={button} aria-disabled={saving || unknown} onClick={() => { if (!saving && !unknown) setAsked(true); }}>{messages.restoreDefaults()}</Button>
      {asked && failed && <LateFailure late={laterDifferences} onCancel={leave} />}
      {asked && code && (
        <code.RestoreQuestion
          // What somebody else saves meanwhile may be filled in beneath the question.
          key={base.revision}
          form={form} fields={fields} saved={base.configuration} lacking={lacking} words={messages} Frame={DialogFrame}
          onLeave={leave} onReturnFocus={() => button.current?.focus()}
        />
      )}
    </div>
  );
}

/** Could restoring defaults ever change something of this field? */
function hasDefault({ default: value, kind, fields }: FieldDescriptor): boolean {
  return value !== undefined || (kind === 'object' && fields?.some(hasDefault) === true);
}
