'use client';

import { useCallback, useEffect, useMemo, useState } from 'react';
import { asStored, withDefaults } from '../../core/configuration.ts';
import { FieldsForm } from '../form/fields-form.tsx';
import type { FormHandle } from '../form/form-handle.ts';
import { Button } from '../parts/button.tsx';
import { dateTime } from '../parts/format-time.ts';
import { ConfigureFooter } from './configure-footer.tsx';
import { useFormMessages } from '../controls/use-form-messages.ts';
import { FormDialogFrame } from './form-dialog-frame.tsx';
import { offeredSignIn } from './offered-sign-in.ts';
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
  // What signing in adds, where something here lacks it.
  const adds = !root.readOnly && Boolean(integration.scopes?.missing.length) && offeredSignIn(root.client, integration, forms)?.adds;
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
    form.current?.focusFirst();
  };

  return (
    <FormDialogFrame
      dialog={dialog}
      part="configure-dialog"
      title={messages.configureTitle({ provider: name })}
      provider={provider}
      text={messages.configureSince({ account: integration.account?.label ?? integration.label, date: integration.connectedAt && dateTime(Date.parse(integration.connectedAt), root.locale, 'day') })}
      onLeave={close}
      footer={<ConfigureFooter configure={configure} dirty={dirty} formId={formId} onClose={close} onDiscard={() => (dirty > 1 ? guard.leave(discard) : discard())} />}
    >
      <ConfigureNotes configure={configure} subject={subject} fields={fields} dirty={dirty > 0} left={left} onConnect={connect} />
      {conflict && <ConflictView conflict={conflict} choices={configure.choices} onChoose={configure.choose} />}
      {forms && (
        <div hidden={conflict !== null} data-form-area="">
          {adds && <p><Button onClick={connect}>{adds}</Button></p>}
          {schema ? (
            <FieldsForm
              id={formId} provider={provider} schema={schema} purpose="configuration" initial={initial} readOnly={saving || unknown || root.readOnly} handle={refill} onDirtyChange={dialog.setDirty}
              {...options} lacking={lacking}
              onSubmit={(values) => { if (!root.readOnly) void configure.save(values); }}
            />
          ) : <p>{messages.configureEmpty({ provider: name })}</p>}
          <BelowForm configure={configure} fields={fields} form={form} lacking={lacking} subject={subject} forms={forms} test={test} dirty={dirty > 0} leave={guard.leave} saved={secretSaved} onReplace={connect} />
        </div>
      )}
      {guard.question}
    </FormDialogFrame>
  );
}
