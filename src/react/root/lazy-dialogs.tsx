'use client';

import { useEffect } from 'react';
import { dialogs } from './dialogs-module.ts';
import { LateFailure } from './late-failure.tsx';
import { type OpenDialog, useRoot } from './root-context.ts';
import { useLate } from './use-late.ts';
import { useReadable } from './use-readable.ts';

const later = (run: () => void) => setTimeout(run, 1500) as unknown as number;

/** The one place where dialogs open. Their code loads when the browser is idle, or on the way to a button. */
export function Dialogs() {
  const { preload } = useRoot();
  useEffect(() => {
    const [wait, end] = 'requestIdleCallback' in globalThis ? [requestIdleCallback, cancelIdleCallback] : [later, clearTimeout];
    const idle = wait(() => preload());
    return () => end(idle);
  }, [preload]);
  return <LazyDialogs />;
}

/** Only the connect dialog, for a host that composes its own page. */
export const ConnectDialog = () => <LazyDialogs kind="connect" />;
/** Only the configure dialog, for a host that composes its own page. */
export const ConfigureDialog = () => <LazyDialogs kind="configure" />;
/** Only the disconnect dialog, for a host that composes its own page. */
export const DisconnectDialog = () => <LazyDialogs kind="disconnect" />;
/** Only the dialog of test events, for a host that composes its own page. */
export const TestDialog = () => <LazyDialogs kind="test" />;

function LazyDialogs({ kind }: { kind?: OpenDialog['kind'] }) {
  const { dialog, messages, closeDialog, part } = useRoot();
  const open = useReadable(dialog);
  const wanted = open !== null && (!kind || kind === open.kind);
  const { code, failed } = useLate(dialogs, wanted);

  // A single kind shares the page with its siblings, so it is there only while it is the one open.
  if (code) return wanted || !kind ? <code.Dialogs /> : null;
  if (!wanted) return null;
  return failed ? <LateFailure late={dialogs} onCancel={closeDialog} /> : <p {...part('notice', { floating: true, delayed: true })}>{messages.pageDialogLoading()}</p>;
}
