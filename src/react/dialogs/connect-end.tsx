'use client';

import type { ReactNode } from 'react';
import { Button } from '../parts/button.tsx';
import { Spinner } from '../parts/spinner.tsx';
import { usePart } from '../parts/use-part.ts';
import { useRoot } from '../root/root-context.ts';
import type { Connect } from './connect-state.ts';
import { useOutcomeMessages } from './use-outcome-messages.ts';

export interface ConnectEndProps {
  integration: string;
  connect: Connect;
  connected: boolean;
  /** There are settings to go on to. */
  hasSettings: boolean;
  /** The buttons of an attempt that did not connect, but for its last. */
  children: ReactNode;
}

/** What can be done once it is connected, or once nobody knows whether it is. */
export function ConnectEnd({ integration, connect, connected, hasSettings, children }: ConnectEndProps) {
  const root = useRoot();
  const messages = useOutcomeMessages();
  const part = usePart();
  const busy = connect.phase !== 'idle';
  return (
    <footer {...part('dialog-footer')}>
      {connected ? <Button onClick={root.closeDialog}>{messages.done()}</Button> : children}
      {connected
        ? hasSettings && <Button kind="primary" onClick={() => root.openDialog({ kind: 'configure', integration }, root.focusTarget())}>{messages.configure()}</Button>
        : <Button kind="primary" aria-disabled={busy} onClick={() => { if (!busy) void connect.checkAgain(); }}>{busy && <Spinner />} {messages.checkAgain()}</Button>}
    </footer>
  );
}
