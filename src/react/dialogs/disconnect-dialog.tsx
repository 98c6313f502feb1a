'use client';

import { useRef } from 'react';
import type { Operation } from '../../client/state.ts';
import { Button } from '../parts/button.tsx';
import { Spinner } from '../parts/spinner.tsx';
import { usePart } from '../parts/use-part.ts';
import { useRoot } from '../root/root-context.ts';
import { DialogFrame } from './dialog-frame.tsx';
import type { ReadChoices } from './disconnect-choices.tsx';
import type { DisconnectState } from './disconnect-state.ts';
import { ImpactList } from './impact-list.tsx';
import { DisconnectChoices, DisconnectNotes, laterOutcomes } from './later-outcomes.ts';
import { useAlive } from './use-alive.ts';
import { useDialogMessages } from './use-dialog-messages.ts';
import { useForms } from './use-forms.ts';
import { useImpact } from './use-impact.ts';
import { usePatched } from './use-patched.ts';
import { useSubject } from './use-subject.ts';

const noSchema = () => undefined;
const noForm = { current: null };

/** Says what stops and what stays before anything is disconnected, and offers to pause instead. */
export function DisconnectDialog({ integration: id }: { integration: string }) {
  const root = useRoot();
  const { client } = root;
  const messages = useDialogMessages();
  const part = usePart();
  const subject = useSubject(id);
  const { integration, provider } = subject;
  const { forms } = useForms(integration.provider, noSchema);
  const impact = useImpact(id);
  const alive = useAlive();
  const flight = useRef(false);
  const choices = useRef<ReadChoices>(null);
  const [state, change] = usePatched((): DisconnectState => {
    const problem = isDoubted(subject.operation) ? subject.operation.problem : null;
    return { busy: null, problem, unknown: problem !== null, still: false };
  });
  if (!provider) return null;

  const { name } = provider;
  const { busy, problem, unknown } = state;

  async function run(kind: NonNullable<DisconnectState['busy']>) {
    if (flight.current) return;
    flight.current = true;
    change({ busy: kind, problem: null, still: false });
    try {
      await (await laterOutcomes.load()).disconnecting({ root, id, form: noForm, alive, provider: name, choices, change }, kind);
    } catch {
      // Every failure of it is told by it; that its code could not be fetched is said where its notes would stand.
    }
    flight.current = false;
    change({ busy: null });
  }

  const disconnect = () => void run('disconnect');
  const offered = root.readOnly ? undefined : forms?.disconnect.choices;
  const close = () => {
    if (problem && !unknown) client.dismiss(id);
    root.closeDialog();
  };
  const returnFocus = () => {
    if (root.dialog.get()) return;
    // The opener may still stand in the card, but what the user needs next is its way back in.
    const card = client.getState().integrations[id]?.status === 'disconnected' ? root.element()?.querySelector<HTMLElement>(`[data-integration="${CSS.escape(id)}"] [data-part="card-actions"] button`) : null;
    (card ?? root.focusTarget())?.focus();
  };
  const canPause = client.capabilities.has('update') && integration.enabled && !root.readOnly;

  return (
    <DialogFrame
      part="disconnect-dialog"
      alert
      title={messages.disconnectTitle({ provider: name })}
      onLeave={close}
      onReturnFocus={returnFocus}
      footer={
        <footer {...part('dialog-footer')}>
          {canPause && <Button kind="quiet" data-start="" aria-disabled={busy !== null} onClick={() => void run('pause')}>{busy === 'pause' ? <><Spinner /> {messages.pausing()}</> : messages.pauseInstead()}</Button>}
          <Button data-focus="" onClick={close}>{messages.dialogCancel()}</Button>
          {!root.readOnly && <Button kind="danger" aria-disabled={busy !== null} onClick={disconnect}>{busy === 'disconnect' ? <><Spinner /> {messages.disconnecting()}</> : messages.disconnectSubmit({ provider: name })}</Button>}
        </footer>
      }
    >
      <DisconnectNotes state={state} subject={subject} onCheck={() => void run('check')} onRetry={disconnect} />
      <ImpactList impact={impact} texts={forms?.disconnect} stored={integration.credentials} />
      {offered && <DisconnectChoices choices={offered} counted={impact.choices} provider={name} busy={busy !== null} read={choices} />}
    </DialogFrame>
  );
}

/** Did an earlier dialog leave a change whose outcome nobody has looked up since? */
function isDoubted(operation: Operation | undefined): operation is Operation {
  return operation?.phase === 'unknown' && !operation.found && (operation.verb === 'disconnect' || operation.verb === 'update');
}
