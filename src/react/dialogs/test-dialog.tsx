'use client';

import { type FormEvent, useId, useMemo, useState } from 'react';
import { Button } from '../parts/button.tsx';
import { usePart } from '../parts/use-part.ts';
import { useRoot } from '../root/root-context.ts';
import type { AnyForms } from './ready-forms.ts';
import { Receipt } from './receipt.tsx';
import type { TestParts } from './test-parts.ts';
import { useSendTest } from './use-send-test.ts';
import { useTestMessages } from './use-test-messages.ts';

const fieldsOf = (forms: AnyForms) => forms.test?.fields;

/** Says what a test sends and costs, sends one, and shows its receipt. */
export function TestDialog({ integration: id, parts }: { integration: string; parts: TestParts }) {
  const { withDefaults, describeFields, FieldsForm, Spinner, DialogDescription, DialogFrame, FormsPending, ProblemNotice, useDialogMessages, useFormHandle, useForms, useRootFocus, useSubject, useUnsavedGuard } = parts;
  const root = useRoot();
  const messages = { ...useDialogMessages(), ...useTestMessages() };
  const part = usePart();
  const subject = useSubject(id);
  const { integration, provider, operation } = subject;
  const loaded = useForms(integration.provider, fieldsOf);
  const { form, attach } = useFormHandle();
  const { running, receipt, problem, unknown, send } = useSendTest(subject, form, parts);
  const [dirty, setDirty] = useState(0);
  const [sent, setSent] = useState(false);
  const formId = useId();
  const returnFocus = useRootFocus();
  const guard = useUnsavedGuard(dirty > 0 && !sent && !running);
  const test = loaded.forms?.test;
  const schema = test?.fields;
  const initial = useMemo(() => (schema ? withDefaults(describeFields(schema, 'configuration'), {}) : {}), [schema, withDefaults, describeFields]);
  if (!provider || !(loaded.forms || loaded.failed || loaded.slow)) return null;

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
    <DialogFrame
      part="test-dialog"
      title={messages.sendTestTitle({ title: test?.title, provider: name })}
      description={<DialogDescription provider={provider} text={messages.sendTestFor({ account: integration.label ?? integration.account?.label ?? null })} />}
      provider={provider}
      onLeave={close}
      onReturnFocus={returnFocus}
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
      {root.readOnly && <p {...part('notice')}>{messages.dialogReadOnly()}</p>}
      {!loaded.forms && <FormsPending {...loaded} />}
      {loaded.forms && !test && <p {...part('notice')}>{messages.sendTestNone({ provider: name })}</p>}
      {!connected && <p {...part('notice', { tone: 'warn' })}>{messages.sendTestNotConnected({ provider: name })}</p>}
      {problem && <ProblemNotice problem={problem} subject={subject} unknown={unknown} {...(unknown && { note: messages.sendTestLost() })} />}
      {test && <p>{test.what}</p>}
      {test?.warning && <p {...part('notice', { tone: 'warn' })}>{test.warning}</p>}
      {schema ? <FieldsForm id={formId} provider={provider} schema={schema} purpose="configuration" initial={initial} readOnly={running || !sendable} handle={attach} onDirtyChange={setDirty} onSubmit={submit} /> : <form id={formId} onSubmit={onSubmit} />}
      {running && operation?.phase === 'slow' && <p {...part('status')}>{messages.sendTestSlow({ provider: name })}</p>}
      {receipt && <Receipt receipt={receipt} provider={name} parts={parts} />}
      {guard.question}
    </DialogFrame>
  );
}
