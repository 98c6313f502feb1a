'use client';

import { useId } from 'react';
import { describeFields } from '../../core/describe-fields.ts';
import { Button } from '../parts/button.tsx';
import { usePart } from '../parts/use-part.ts';
import { useRoot } from '../root/root-context.ts';
import type { AnyForms } from './any-forms.ts';
import { TestResult } from './test-result.tsx';
import type { TestState } from './test-state.ts';
import { useOutcomeMessages } from './use-outcome-messages.ts';
import type { Subject } from './use-subject.ts';

export interface ConnectionSectionProps {
  subject: Subject;
  forms: AnyForms;
  onReplace: () => void;
  /** Absent where the backend cannot test. */
  onTest: (() => void) | undefined;
  /** Absent where no test event can be sent. */
  onSend: (() => void) | undefined;
  test: TestState;
  busy: boolean;
  /** The form's words for a secret that is stored. */
  saved: (hint: string | null, updatedAt: string | null) => string;
}

/** What is stored to sign in with, as far as it may be shown, and whether it works. */
export function ConnectionSection({ subject, forms, onReplace, onTest, onSend, test, busy, saved }: ConnectionSectionProps) {
  const { readOnly } = useRoot();
  const messages = useOutcomeMessages();
  const part = usePart();
  const id = useId();
  const fields = forms.auth.credentials ? describeFields(forms.auth.credentials.fields, 'credentials') : [];
  const { credentials } = subject.integration;
  return (
    <section data-connection="" aria-labelledby={id}>
      <h3 {...part('section-title')} id={id}>{messages.connectionSection()}</h3>
      {fields.map(({ key, label }) => {
        const preview = credentials[key];
        if (!preview) return null;
        return (
          <div key={key} {...part('saved-secret')}>
            <div>
              <b>{label}</b>
              <code>{!preview.secret ? preview.value : preview.isSet ? saved(preview.hint, preview.updatedAt) : messages.secretMissing()}</code>
            </div>
            {preview.secret && !readOnly && <Button aria-label={messages.replaceNamed({ label })} onClick={onReplace}>{messages.replace()}</Button>}
          </div>
        );
      })}
      {(onTest ?? onSend) && !readOnly && (
        <div data-actions="">
          {onTest && <Button aria-disabled={test.running || busy} onClick={onTest}>{messages.dialogTest()}</Button>}
          {onSend && <Button aria-disabled={busy} onClick={onSend}>{forms.test?.title}</Button>}
        </div>
      )}
      <TestResult test={test} subject={subject} />
    </section>
  );
}
