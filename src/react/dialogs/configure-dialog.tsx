'use client';

import { useCallback, useEffect, useMemo, useState } from 'react';
import { asStored, withDefaults } from '../../core/configuration.ts';
import { FieldsForm } from '../form/fields-form.tsx';
import type { FormHandle } from '../form/form-handle.ts';
import { useFormMessages } from '../controls/use-form-messages.ts';
import { dateTime } from '../parts/format-time.ts';
import { ConfigureFooter } from './configure-footer.tsx';
import { FormDialogFrame } from './form-dialog-frame.tsx';
import type { Choices } from './configure-state.ts';
import { draftsOf } from './drafts.ts';
import { useConfigure } from './use-configure.ts';
import { BelowForm, ConfigureNotes, ConflictView } from './later-outcomes.ts';
import { useDialogMessages } from './use-dialog-messages.ts';
import { configurationOf } from './ready-forms.ts';
import { useFormDialog } from './use-form-dialog.ts';
import { useLacking } from './use-lacking.ts';
import { useLoadOptions } from './use-load-options.ts';
import { useUnsavedGuard } from './use-unsaved-guard.tsx';
import { useVerification } from './use-verification.ts';

/** Changes what a connected Integration does; stays open after saving. */
export function ConfigureDialog({ integration: id }: { integration: string }) {
  const dialog = useFormDialog(id, configurationOf, 'configuration');
  const { root, subject, forms, schema, fields, form, attach, dirty, formId } = dialog;
  const { integration, provider } = subject;
  const messages = useDialogMessages();
  const { secretSaved } = useFormMessages();
  const options = useLoadOptions(id);
  const lacking = useLacking(forms, integration);
  const configure = useConfigure(subject, fields, form);
  const refill = useCallback((handle: FormHandle | null) => {
    attach(handle);
    if (handle && configure.draft) handle.setValues(configure.draft);
  }, [attach, configure.draft]);
  const test = useVerification(id);
  const [choices, setChoices] = useState<Choices>({});
  const { saving, conflict, base, problem, unknown, draft } = configure;
  const [wasConnected] = useState(integration.status !== 'disconnected');
  const left = !subject.exists ? 'removed' : problem?.code === 'not_connected' || (wasConnected && integration.status === 'disconnected') ? 'disconnected' : null;
  // What went out with an unknown outcome is kept by the client, what could not be saved because of a disconnect is kept here.
  const guard = useUnsavedGuard(dirty > 0 && !saving && !unknown && left !== 'disconnected', () => form.current?.focusFirst());
  const [opened] = useState(base);
  const initial = useMemo(() => withDefaults(fields, opened.configuration), [fields, opened]);

  // A change made elsewhere shows at once, but never in place of something being edited.
  const outdated = integration.revision !== base.revision && dirty === 0 && !saving && !conflict && !draft && !unknown && subject.exists;
  useEffect(() => {
    if (outdated) configure.rebase(integration);
  });
  if (!provider || !dialog.shown) return null;

  const { name } = provider;
  const dateOf = (time: string | null) => time && dateTime(Date.parse(time), root.locale, 'day');
  const keep = () => {
    if (dirty > 0 && form.current) draftsOf(root.client).set(id, { from: base, values: asStored(fields, form.current.values()) });
  };
  const close = () => guard.leave(() => {
    if (left === 'disconnected') keep();
    else if (!unknown) configure.forget();
    root.closeDialog();
  });
  const connect = () => guard.leave(() => {
    if (left === 'disconnected') keep();
    if (problem && !unknown) root.client.dismiss(id);
    root.openDialog({ kind: 'connect', integration: id }, root.focusTarget());
  });
  const discard = () => {
    configure.forget();
    form.current?.reset(withDefaults(fields, base.configuration));
    form.current?.clearErrors();
    form.current?.focusFirst();
  };
  const settle = () => {
    setChoices({});
    void configure.settle(choices);
  };
  const sendTest = () => {
    if (!saving) guard.leave(() => root.openDialog({ kind: 'test', integration: id }, root.focusTarget()));
  };
  const runTest = () => {
    if (!test.running && !saving) void test.run(dirty > 0 ? { configuration: form.current?.values() ?? {} } : {}, dirty > 0);
  };

  return (
    <FormDialogFrame
      dialog={dialog}
      part="configure-dialog"
      title={messages.configureTitle({ provider: name })}
      provider={provider}
      text={messages.configureSince({ account: integration.account?.label ?? integration.label, date: dateOf(integration.connectedAt) })}
      onLeave={close}
      footer={<ConfigureFooter configure={configure} dirty={dirty} formId={formId} onClose={close} onSettle={settle} onDiscard={() => (dirty > 1 ? guard.leave(discard) : discard())} />}
    >
      <ConfigureNotes configure={configure} subject={subject} fields={fields} dirty={dirty > 0} left={left} onConnect={connect} />
      {conflict && <ConflictView conflict={conflict} choices={choices} onChoose={setChoices} />}
      {forms && (
        <div hidden={conflict !== null} data-form-area="">
          {schema ? (
            <FieldsForm
              id={formId} provider={provider} schema={schema} purpose="configuration" initial={initial} readOnly={saving || unknown || root.readOnly} handle={refill} onDirtyChange={dialog.setDirty}
              {...options} lacking={lacking}
              onSubmit={(values) => { if (!root.readOnly) void configure.save(values); }}
            />
          ) : <p>{messages.configureEmpty({ provider: name })}</p>}
          <BelowForm configure={configure} fields={fields} form={form} lacking={lacking} saved={(hint, updatedAt) => secretSaved({ hint, date: dateOf(updatedAt) })} subject={subject} forms={forms} test={test} onReplace={connect} onTest={test.available ? runTest : undefined} onSend={forms.test && root.client.capabilities.has('sendTest') ? sendTest : undefined} />
        </div>
      )}
      {guard.question}
    </FormDialogFrame>
  );
}
