'use client';

import { useRef, useState } from 'react';
import type { Operation } from '../../client/state.ts';
import type { Problem } from '../../core/errors.ts';
import type { Integration } from '../../core/integration.ts';
import { Button } from '../parts/button.tsx';
import { Spinner } from '../parts/spinner.tsx';
import { usePart } from '../parts/use-part.ts';
import { useRoot } from '../root/root-context.ts';
import { DialogFrame } from './dialog-frame.tsx';
import { ImpactList } from './impact-list.tsx';
import { problemOf } from './problem-of.ts';
import { useAlive } from './use-alive.ts';
import { ProblemNotice } from './later-outcomes.ts';
import { useDialogMessages } from './use-dialog-messages.ts';
import { useForms } from './use-forms.ts';
import { useImpact } from './use-impact.ts';
import { useSubject } from './use-subject.ts';

const noSchema = () => undefined;

/** Says what stops and what stays before anything is disconnected, and offers to pause instead. */
export function DisconnectDialog({ integration: id }: { integration: string }) {
  const root = useRoot();
  const { client, announce } = root;
  const messages = useDialogMessages();
  const part = usePart();
  const subject = useSubject(id);
  const { integration, provider } = subject;
  const { forms } = useForms(integration.provider, noSchema);
  const impact = useImpact(id);
  const alive = useAlive();
  const flight = useRef(false);
  const [busy, setBusy] = useState<'disconnect' | 'pause' | 'check' | null>(null);
  const [problem, setProblem] = useState<Problem | null>(isDoubted(subject.operation) ? subject.operation.problem : null);
  const [unknown, setUnknown] = useState(problem !== null);
  /** Checking again found that nothing has happened. */
  const [still, setStill] = useState(false);
  if (!provider) return null;

  const { name } = provider;
  const ended = (now: Integration) => {
    announce(now.status === 'disconnected' ? messages.disconnected({ provider: name }) : messages.paused({ provider: name }));
    if (alive.current) root.closeDialog();
  };

  async function run(kind: 'disconnect' | 'pause' | 'check', work: () => Promise<Integration>) {
    if (flight.current) return;
    flight.current = true;
    setBusy(kind);
    setProblem(null);
    setStill(false);
    try {
      const now = await work();
      setUnknown(false);
      if (client.getState().operations[id]?.phase !== 'unknown') return ended(now);
      client.dismiss(id);
      setStill(true);
      announce(messages.stillConnected({ provider: name }));
    } catch (error) {
      const found = problemOf(error);
      setUnknown(client.getState().operations[id]?.phase === 'unknown');
      if (alive.current) setProblem(found);
      else announce(found.detail, 'assertive');
    } finally {
      flight.current = false;
      setBusy(null);
    }
  }

  const disconnect = () => void run('disconnect', () => client.disconnect(id));
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
          {canPause && <Button kind="quiet" data-start="" aria-disabled={busy !== null} onClick={() => void run('pause', () => client.update(id, { enabled: false }))}>{busy === 'pause' ? <><Spinner /> {messages.pausing()}</> : messages.pauseInstead()}</Button>}
          <Button data-focus="" onClick={close}>{messages.dialogCancel()}</Button>
          {!root.readOnly && <Button kind="danger" aria-disabled={busy !== null} onClick={disconnect}>{busy === 'disconnect' ? <><Spinner /> {messages.disconnecting()}</> : messages.disconnectSubmit({ provider: name })}</Button>}
        </footer>
      }
    >
      {root.readOnly && <p {...part('notice')}>{messages.dialogReadOnly()}</p>}
      {still && <p {...part('notice')}>{messages.stillConnected({ provider: name })}</p>}
      {problem && (
        <ProblemNotice
          problem={problem}
          unknown={unknown}
          subject={subject}
          {...(!unknown && { note: messages.stillConnected({ provider: name }) })}
          action={unknown ? <Button onClick={() => void run('check', () => client.refresh(id))}>{messages.checkAgain()}</Button> : <Button onClick={disconnect}>{messages.dialogRetry()}</Button>}
        />
      )}
      <ImpactList impact={impact} texts={forms?.disconnect} />
    </DialogFrame>
  );
}

/** Did an earlier dialog leave a change whose outcome nobody has looked up since? */
function isDoubted(operation: Operation | undefined): operation is Operation {
  return operation?.phase === 'unknown' && !operation.found && (operation.verb === 'disconnect' || operation.verb === 'update');
}
