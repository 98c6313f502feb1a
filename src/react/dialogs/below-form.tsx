'use client';

import type { FormMessages } from '../messages/form-messages.ts';
import { dateTime } from '../parts/format-time.ts';
import { useRoot } from '../root/root-context.ts';
import type { AnyForms } from './any-forms.ts';
import { ConnectionSection } from './connection-section.tsx';
import { RestoreDefaults, type RestoreDefaultsProps } from './restore-defaults.tsx';
import type { Subject } from './use-subject.ts';
import type { Test } from './test-state.ts';

export interface BelowFormProps extends RestoreDefaultsProps {
  subject: Subject;
  forms: AnyForms;
  test: Test;
  /** Does the form differ from what is saved? */
  dirty: boolean;
  /** The form's words for a secret that is stored; handed over, because a chunk that imports them takes them out of the form's. */
  saved: FormMessages['secretSaved'];
  /** Does it at once when nothing would be lost, else asks first. */
  leave: (action: () => void) => void;
  onReplace: () => void;
}

/** What stands below the form of a configuration: the way back to its defaults, and the connection, which can be tested. */
export function BelowForm({ subject, forms, test, dirty, leave, saved, onReplace, ...restore }: BelowFormProps) {
  const { client, locale, openDialog, focusTarget } = useRoot();
  const { configure: { saving }, form } = restore;
  const { id } = subject.integration;
  const runTest = () => {
    if (!test.running && !saving) void test.run(dirty ? { configuration: form.current?.values() ?? {} } : {}, dirty);
  };
  const sendTest = () => {
    if (!saving) leave(() => openDialog({ kind: 'test', integration: id }, focusTarget()));
  };
  return (
    <>
      <RestoreDefaults {...restore} />
      <ConnectionSection
        subject={subject} forms={forms} test={test} busy={saving} onReplace={onReplace}
        saved={(hint, updatedAt) => saved({ hint, date: updatedAt && dateTime(Date.parse(updatedAt), locale, 'day') })}
        onTest={test.available ? runTest : undefined} onSend={forms.test && client.capabilities.has('sendTest') ? sendTest : undefined}
      />
    </>
  );
}
