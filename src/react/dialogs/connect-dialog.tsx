'use client';

import { useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { Integration } from '../../core/integration.ts';
import { FieldsForm } from '../form/fields-form.tsx';
import { Button } from '../parts/button.tsx';
import { Spinner } from '../parts/spinner.tsx';
import { usePart } from '../parts/use-part.ts';
import { FormDialogFrame } from './form-dialog-frame.tsx';
import { Guide } from './guide.tsx';
import { useConnect } from './use-connect.ts';
import { SignIn } from './later-sign-in.ts';
import { offeredSignIn } from './offered-sign-in.ts';
import { ConnectEnd, ConnectNotes, ConnectProgress, ConnectSuccess, TestResult } from './later-outcomes.ts';
import { useDialogMessages } from './use-dialog-messages.ts';
import { credentialsOf } from './ready-forms.ts';
import { useFormDialog } from './use-form-dialog.ts';
import { useLoadOptions } from './use-load-options.ts';
import { useUnsavedGuard } from './use-unsaved-guard.tsx';
import { useVerification } from './use-verification.ts';

const parts = { FieldsForm, Guide };
const none: Integration['credentials'] = {};

/** Explains where the keys are, asks for them, proves and saves them. Serves a reconnect as well. */
export function ConnectDialog({ integration: id }: { integration: string }) {
  const dialog = useFormDialog(id, credentialsOf, 'credentials');
  const { root, subject, forms, fields, form } = dialog;
  const { integration, provider } = subject;
  const messages = useDialogMessages();
  const part = usePart();
  const options = useLoadOptions(id);
  const connect = useConnect(subject, fields, form);
  const test = useVerification(id);
  const attempt = useSyncExternalStore(root.client.subscribe, () => root.client.getState().attempts?.[id], () => undefined);
  const [signedIn, setSignedIn] = useState(false);
  /** What is typed of an own app; null while none is asked for. */
  const [own, setOwn] = useState<number | null>(null);
  /** Where the focus goes, if not back. */
  const goal = useRef<(() => void) | null>(null);
  const busy = connect.phase === 'connecting' || connect.phase === 'checking';
  // While it runs nothing is lost by leaving: the card goes on showing it. Who signed in needs no keys.
  const guard = useUnsavedGuard(dialog.dirty + Number(own) > 0 && connect.phase === 'idle' && !signedIn);
  // As it was on opening: success must not turn the title into "Reconnect".
  const [reconnecting] = useState(integration.status !== 'disconnected' && !(attempt?.returned && attempt.phase === 'completed'));
  const signIn = offeredSignIn(root.client, integration, forms);
  // Of an own app, which may well have members of the same names, nothing belongs to the keys.
  const stored = integration.scheme === 'oauth2' && !forms?.auth.oauth2?.adds ? none : integration.credentials;
  const initial = useMemo(() => Object.fromEntries(Object.entries(stored).flatMap(([key, preview]) => (preview.secret ? [] : [[key, preview.value]]))), [stored]);
  if (!provider || !dialog.shown) return null;

  const { name } = provider;
  const title = reconnecting ? messages.reconnectTitle({ provider: name }) : messages.connectTitle({ provider: name });
  // What only adds to keys connects nothing.
  const oauth2 = reconnecting || !signIn?.adds ? signIn : undefined;
  const credentials = forms?.auth.credentials;
  // What is typed stays while a sign-in is under way.
  const aside = Boolean(oauth2 && (attempt || own !== null));
  const connected = connect.connected ?? (signedIn ? integration : null);
  const leave = (to: (() => void) | null) => guard.leave(() => {
    goal.current = to;
    if ((connect.problem && !connect.unknown) || connect.found) root.client.dismiss(id);
    root.closeDialog();
  });
  const close = () => leave(null);

  async function runTest() {
    if (test.running || busy) return;
    const values = form.current?.validate();
    if (!values) return;
    const found = await test.run({ credentials: values }, false);
    const refused = found?.stages.find((stage) => stage.problem?.fields)?.problem;
    if (refused?.fields) form.current?.showErrors(refused.fields, refused.detail);
  }

  const ways = (
    <>
      {credentials && !aside && test.available && !root.readOnly && <Button kind="quiet" data-start="" aria-disabled={test.running || busy} onClick={() => void runTest()}>{messages.dialogTest()}</Button>}
      <Button onClick={connect.phase === 'connecting' ? connect.cancel : close}>{aside ? messages.dialogClose() : messages.dialogCancel()}</Button>
    </>
  );
  const footer = connected || connect.unknown ? <ConnectEnd integration={id} connect={connect} connected={connected !== null} hasSettings={forms?.configuration !== undefined}>{ways}</ConnectEnd> : (
    <footer {...part('dialog-footer')}>
      {ways}
      {credentials && !aside && !root.readOnly && <Button kind={oauth2 && dialog.dirty === 0 ? 'plain' : 'primary'} type="submit" form={dialog.formId} aria-disabled={busy}>{busy ? <><Spinner /> {messages.checkingKey()}</> : title}</Button>}
    </footer>
  );

  return (
    <FormDialogFrame dialog={dialog} part="connect-dialog" title={title} provider={provider} text={provider.summary} onLeave={close} goal={goal} footer={footer}>
      {connected ? <ConnectSuccess integration={connected} provider={name} /> : (
        <>
          <ConnectNotes connect={connect} subject={subject} reconnecting={reconnecting} stuck={Boolean(forms && !credentials && !oauth2)} leave={leave} />
          {oauth2 && <SignIn subject={subject} oauth2={oauth2} form={form} fields={fields} hasKeys={credentials !== undefined} onDone={() => setSignedIn(true)} own={own} onOwn={setOwn} parts={parts} />}
          {credentials && (
            <div data-form-area="" data-beside={oauth2 && ''} hidden={aside}>
              <Guide steps={credentials.steps} />
              <FieldsForm
                id={dialog.formId} provider={provider} schema={credentials.fields} purpose="credentials" initial={initial} stored={stored} readOnly={busy || root.readOnly} handle={dialog.attach} onDirtyChange={dialog.setDirty}
                {...options}
                onSubmit={(values) => {
                  if (root.readOnly || busy) return;
                  test.stop();
                  void (connect.unknown ? connect.checkAgain() : connect.submit(values));
                }}
              />
            </div>
          )}
          {busy ? <ConnectProgress provider={name} slow={subject.operation?.phase === 'slow'} checking={connect.phase === 'checking'} /> : <TestResult test={test} subject={subject} />}
        </>
      )}
      {guard.question}
    </FormDialogFrame>
  );
}
