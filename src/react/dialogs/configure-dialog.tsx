'use client';

import { useCallback, useEffect, useId, useMemo, useState } from 'react';
import { asStored, withDefaults } from '../../core/configuration.ts';
import { describeFields } from '../../core/describe-fields.ts';
import { FieldsForm } from '../form/fields-form.tsx';
import type { FormHandle } from '../form/form-handle.ts';
import { usePart } from '../parts/use-part.ts';
import { useRoot } from '../root/root-context.ts';
import { ConfigureFooter } from './configure-footer.tsx';
import { ConnectionSection } from './connection-section.tsx';
import { DialogDescription } from './dialog-description.tsx';
import { DialogFrame } from './dialog-frame.tsx';
import type { Choices } from './configure-state.ts';
import { draftsOf } from './drafts.ts';
import { FormsPending } from './forms-pending.tsx';
import { useConfigure } from './use-configure.ts';
import { ConfigureNotes, ConflictView } from './later-outcomes.ts';
import { useDialogMessages } from './use-dialog-messages.ts';
import { useFormHandle } from './use-form-handle.ts';
import { configurationOf } from './ready-forms.ts';
import { useForms } from './use-forms.ts';
import { useLacking } from './use-lacking.ts';
import { useLoadOptions } from './use-load-options.ts';
import { useRootFocus } from './use-root-focus.ts';
import { useSubject } from './use-subject.ts';
import { useUnsavedGuard } from './use-unsaved-guard.tsx';
import { useVerification } from './use-verification.ts';

/** Changes what a connected Integration does; stays open after saving. */
export function ConfigureDialog({ integration: id }: { integration: string }) {
  const root = useRoot();
  const messages = useDialogMessages();
  const part = usePart();
  const subject = useSubject(id);
  const { integration, provider } = subject;
  const loaded = useForms(integration.provider, configurationOf);
  const schema = loaded.forms?.configuration;
  const fields = useMemo(() => (schema ? describeFields(schema, 'configuration') : []), [schema]);
  const { form, attach } = useFormHandle();
  const options = useLoadOptions(id);
  const lacking = useLacking(loaded.forms, integration);
  const configure = useConfigure(subject, fields, form);
  const refill = useCallback((handle: FormHandle | null) => {
    attach(handle);
    if (handle && configure.draft) handle.setValues(configure.draft);
  }, [attach, configure.draft]);
  const test = useVerification(id);
  const [dirty, setDirty] = useState(0);
  const [choices, setChoices] = useState<Choices>({});
  const formId = useId();
  const returnFocus = useRootFocus();
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
  if (!provider || !(loaded.forms || loaded.failed || loaded.slow)) return null;

  const { name } = provider;
  const date = integration.connectedAt && new Intl.DateTimeFormat(root.locale, { day: 'numeric', month: 'short' }).format(new Date(integration.connectedAt));
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
    <DialogFrame
      part="configure-dialog"
      title={messages.configureTitle({ provider: name })}
      description={<DialogDescription provider={provider} text={messages.configureSince({ account: integration.account?.label ?? integration.label, date })} />}
      provider={provider}
      onLeave={close}
      onReturnFocus={returnFocus}
      footer={<ConfigureFooter configure={configure} dirty={dirty} formId={formId} onClose={close} onSettle={settle} onDiscard={() => (dirty > 1 ? guard.leave(discard) : discard())} />}
    >
      {root.readOnly && <p {...part('notice')}>{messages.dialogReadOnly()}</p>}
      {!loaded.forms && <FormsPending {...loaded} />}
      <ConfigureNotes configure={configure} subject={subject} fields={fields} dirty={dirty > 0} left={left} onConnect={connect} />
      {conflict && <ConflictView conflict={conflict} choices={choices} onChoose={setChoices} />}
      {loaded.forms && (
        <div hidden={conflict !== null} data-form-area="">
          {schema ? (
            <FieldsForm
              id={formId} provider={provider} schema={schema} purpose="configuration" initial={initial} readOnly={saving || unknown || root.readOnly} handle={refill} onDirtyChange={setDirty}
              {...options} lacking={lacking}
              onSubmit={(values) => { if (!root.readOnly) void configure.save(values); }}
            />
          ) : <p>{messages.configureEmpty({ provider: name })}</p>}
          <ConnectionSection subject={subject} forms={loaded.forms} test={test} busy={saving} onReplace={connect} onTest={test.available ? runTest : undefined} onSend={loaded.forms.test && root.client.capabilities.has('sendTest') ? sendTest : undefined} />
        </div>
      )}
      {guard.question}
    </DialogFrame>
  );
}
