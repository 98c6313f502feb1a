'use client';

import { useEffect, useId, useMemo, useState } from 'react';
import { withDefaults } from '../../core/configuration.ts';
import { describeFields } from '../../core/describe-fields.ts';
import { FieldsForm } from '../form/fields-form.tsx';
import { Button } from '../parts/button.tsx';
import { usePart } from '../parts/use-part.ts';
import { useRoot } from '../root/root-context.ts';
import { ConfigureFooter } from './configure-footer.tsx';
import type { Side } from './conflict-view.tsx';
import { ConnectionSection } from './connection-section.tsx';
import { DialogDescription } from './dialog-description.tsx';
import { DialogFrame } from './dialog-frame.tsx';
import { FormsPending } from './forms-pending.tsx';
import { useConfigure } from './use-configure.ts';
import { ConflictView, ProblemNotice } from './later-outcomes.ts';
import { useDialogMessages } from './use-dialog-messages.ts';
import { useFormHandle } from './use-form-handle.ts';
import { type AnyForms, useForms } from './use-forms.ts';
import { useLoadOptions } from './use-load-options.ts';
import { useRootFocus } from './use-root-focus.ts';
import { useSubject } from './use-subject.ts';
import { useUnsavedGuard } from './use-unsaved-guard.tsx';
import { useVerification } from './use-verification.ts';
import { withValueAt } from './with-value-at.ts';

const configurationOf = (forms: AnyForms) => forms.configuration;

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
  const configure = useConfigure(subject, fields, form);
  const test = useVerification(id);
  const [dirty, setDirty] = useState(0);
  const [choices, setChoices] = useState<Readonly<Record<string, Side>>>({});
  const formId = useId();
  const returnFocus = useRootFocus();
  const { saving, conflict, base, problem, unknown } = configure;
  const guard = useUnsavedGuard(dirty > 0 && !saving, () => form.current?.focusFirst());
  const [opened] = useState(integration);
  const initial = useMemo(() => withDefaults(fields, opened.configuration), [fields, opened]);

  // A change made elsewhere shows at once, but never in place of something being edited.
  const outdated = integration.revision !== base.revision && dirty === 0 && !saving && !conflict;
  useEffect(() => {
    if (outdated) configure.rebase(integration);
  });
  if (!provider || !(loaded.forms || loaded.failed || loaded.slow)) return null;

  const { name } = provider;
  const date = integration.connectedAt && new Intl.DateTimeFormat(root.locale, { day: 'numeric', month: 'short' }).format(new Date(integration.connectedAt));
  const close = () => guard.leave(() => {
    if (problem && !unknown) root.client.dismiss(id);
    root.closeDialog();
  });
  const connect = () => guard.leave(() => root.openDialog({ kind: 'connect', integration: id }, root.focusTarget()));
  const discard = () => {
    form.current?.reset(withDefaults(fields, base.configuration));
    form.current?.clearErrors();
    form.current?.focusFirst();
  };
  const settle = () => {
    if (!conflict) return;
    const values = conflict.conflicts.reduce((all, { path, mine, theirs }) => withValueAt(all, path, choices[path] === 'theirs' ? theirs : mine), conflict.values);
    setChoices({});
    void configure.settle(values);
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
      {problem && !saving && <ProblemNotice problem={problem} subject={subject} action={problem.code === 'not_connected' && <Button onClick={connect}>{messages.connectTitle({ provider: name })}</Button>} />}
      {configure.notDone && <p {...part('notice')}>{messages.notDoneYet()}</p>}
      {configure.merged.length > 0 && configure.savedAt && <p {...part('notice')}>{messages.mergedNote({ fields: new Intl.ListFormat(root.locale).format(configure.merged) })}</p>}
      {conflict && <ConflictView conflict={conflict} choices={choices} onChoose={setChoices} />}
      {loaded.forms && (
        <div hidden={conflict !== null} data-form-area="">
          {schema ? (
            <FieldsForm
              id={formId} provider={provider} schema={schema} purpose="configuration" initial={initial} readOnly={saving || root.readOnly} handle={attach} onDirtyChange={setDirty}
              {...options}
              onSubmit={(values) => { if (!root.readOnly) void (unknown ? configure.checkAgain() : configure.save(values)); }}
            />
          ) : <p>{messages.configureEmpty({ provider: name })}</p>}
          <ConnectionSection subject={subject} forms={loaded.forms} test={test} busy={saving} onReplace={connect} onTest={test.available ? runTest : undefined} />
        </div>
      )}
      {guard.question}
    </DialogFrame>
  );
}
