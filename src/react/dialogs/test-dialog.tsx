'use client';

import { type FormEvent, useMemo, useState } from 'react';
import { Button } from '../parts/button.tsx';
import { Spinner } from '../parts/spinner.tsx';
import { usePart } from '../parts/use-part.ts';
import type { AnyForms } from './any-forms.ts';
import { Receipt } from './receipt.tsx';
import type { DialogParts } from './dialog-parts.ts';
import { useSendTest } from './use-send-test.ts';
import { useTestMessages } from './use-test-messages.ts';

const fieldsOf = (forms: AnyForms) => forms.test?.fields;

/** Says what a test sends and costs, sends one, and shows its receipt. */
export function TestDialog({ integration: id, parts }: { integration: string; parts: DialogParts }) {
  const { withDefaults, FieldsForm, FormDialogFrame, ProblemNotice, useDialogMessages, useFormDialog, useUnsavedGuard } = parts;
  const dialog = useFormDialog(id, fieldsOf, 'configuration');
  const { root, subject, forms, schema, fields, form, formId } = dialog;
  const messages = { ...useDialogMessages(), ...useTestMessages() };
  const part = usePart();
  const { integration, provider, operation } = subject;
  const { running, receipt, problem, unknown, send } = useSendTest(subject, form, parts);
  const [sent, setSent] = useState(false);
  const guard = useUnsavedGuard(dialog.dirty > 0 && !sent && !running);
  const test = forms?.test;
  const initial = useMemo(() => withDefaults(fields, {}), [fields, withDefaults]);
  if (!provider || !dialog.shown) return null;

  const { name } = provider;
  const connected = integration.status !== 'disconnected';
  const sendable = test && connected && !root.readOnly;
  const submit = (values: Parameters<typeof send>[0]) => {
    if (!sendable) return;
    setSent(true);
    void send(values);
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    submit({});
  };
  const close = () => guard.leave(() => root.closeDialog());

  return (
    <FormDialogFrame
      dialog={dialog}
      part="test-dialog"
      title={messages.sendTestTitle({ title: test?.title, provider: name })}
      provider={provider}
      text={messages.sendTestFor({ account: integration.label ?? integration.account?.label ?? null })}
      onLeave={close}
      footer={
        <footer {...part('dialog-footer')}>
          <Button onClick={close}>{receipt ? messages.sendTestDone() : running ? messages.dialogClose() : messages.dialogCancel()}</Button>
          {sendable && (
            <Button kind={receipt ? 'plain' : 'primary'} type="submit" form={formId} aria-disabled={running}>
              {running ? <><Spinner /> {messages.sendTestRunning({ provider: name })}</> : unknown ? messages.checkAgain() : receipt ? messages.sendTestAgain() : test.title}
            </Button>
          )}
        </footer>
      }
    >
      {forms && !test && <p {...part('notice')}>{messages.sendTestNone({ provider: name })}</p>}
      {!connected && <p {...part('notice', { tone: 'warn' })}>{messages.sendTestNotConnected({ provider: name })}</p>}
      {problem && <ProblemNotice problem={problem} subject={subject} unknown={unknown} {...(unknown && { note: messages.sendTestLost() })} />}
      {test && <p>{test.what}</p>}
      {test?.warning && <p {...part('notice', { tone: 'warn' })}>{test.warning}</p>}
      {schema ? <FieldsForm id={formId} provider={provider} schema={schema} purpose="configuration" initial={initial} readOnly={running || !sendable} handle={dialog.attach} onDirtyChange={dialog.setDirty} onSubmit={submit} /> : <form id={formId} onSubmit={onSubmit} />}
      {running && operation?.phase === 'slow' && <p {...part('status')}>{messages.sendTestSlow({ provider: name })}</p>}
      {receipt && <Receipt receipt={receipt} provider={name} parts={parts} />}
      {guard.question}
    </FormDialogFrame>
  );
}
