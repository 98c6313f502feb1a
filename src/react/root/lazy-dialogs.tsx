'use client';

import { type ComponentType, useEffect, useState } from 'react';
import { Button } from '../parts/button.tsx';
import { usePart } from '../parts/use-part.ts';
import { loadDialogs } from './dialogs-module.ts';
import { type OpenDialog, useRoot } from './root-context.ts';
import { useReadable } from './use-readable.ts';

/** The one place where dialogs open. Their code loads when the browser is idle, or on the way to a button. */
export function Dialogs() {
  const { preload } = useRoot();
  useEffect(() => {
    if (typeof requestIdleCallback === 'function') {
      const idle = requestIdleCallback(() => preload());
      return () => cancelIdleCallback(idle);
    }
    const soon = setTimeout(preload, 1500);
    return () => clearTimeout(soon);
  }, [preload]);
  return <LazyDialogs />;
}

/** Only the connect dialog, for a host that composes its own page. */
export const ConnectDialog = () => <LazyDialogs kind="connect" />;
/** Only the configure dialog, for a host that composes its own page. */
export const ConfigureDialog = () => <LazyDialogs kind="configure" />;
/** Only the disconnect dialog, for a host that composes its own page. */
export const DisconnectDialog = () => <LazyDialogs kind="disconnect" />;

function LazyDialogs({ kind }: { kind?: OpenDialog['kind'] }) {
  const { dialog, messages, closeDialog } = useRoot();
  const part = usePart();
  const open = useReadable(dialog);
  const wanted = open !== null && (kind === undefined || kind === open.kind);
  const [loaded, setLoaded] = useState<ComponentType | null>(null);
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    if (!wanted || loaded || failed) return;
    let left = false;
    loadDialogs().then((module) => { if (!left) setLoaded(() => module.Dialogs); }, () => { if (!left) setFailed(true); });
    return () => { left = true; };
  }, [wanted, loaded, failed]);

  if (loaded) {
    const Loaded = loaded;
    // A single kind shares the page with its siblings, so it is there only while it is the one open.
    return kind === undefined || wanted ? <Loaded /> : null;
  }
  if (!wanted) return null;
  if (!failed) return <p {...part('notice', { floating: true, delayed: true })}>{messages.pageDialogLoading()}</p>;
  return (
    <div {...part('notice', { floating: true, tone: 'bad' })} role="group" aria-label={messages.pageDialogFailed()}>
      <p>{messages.pageDialogFailed()}</p>
      <Button ref={focus} onClick={() => setFailed(false)}>{messages.actionRetry()}</Button>
      <Button kind="quiet" onClick={() => { setFailed(false); closeDialog(); }}>{messages.actionCancel()}</Button>
    </div>
  );
}

const focus = (button: HTMLButtonElement | null) => button?.focus();
