'use client';

import { setNonce } from 'get-nonce';
import { startTransition, useEffect, useInsertionEffect, useState, useSyncExternalStore } from 'react';
import { type OpenDialog, useRoot } from '../root/root-context.ts';
import { laterControls, laterMistakes } from '../form/later-controls.ts';
import { ConfigureDialog } from './configure-dialog.tsx';
import { ConnectDialog } from './connect-dialog.tsx';
import { DisconnectDialog } from './disconnect-dialog.tsx';
import { TestDialog } from './later-dialogs.ts';
import { laterOutcomes } from './later-outcomes.ts';
import { prepareForms } from './ready-forms.ts';
import { Rehearsal } from './rehearsal.tsx';

const kinds = { connect: ConnectDialog, configure: ConfigureDialog, disconnect: DisconnectDialog, test: TestDialog };

/** Shows a dialog to nobody, on the page of a client. */
const stages = new WeakMap<object, (dialog: OpenDialog) => void>();
const rehearsed = new Set<OpenDialog['kind']>();

/** The page's one dialog, whichever is open. Loaded on intent. */
export function Dialogs() {
  const { client, dialog: { subscribe, get }, nonce, openDialog } = useRoot();
  const open = useSyncExternalStore(subscribe, get, () => null);
  // Before the dialog's own effects, of which one puts a style into the page.
  useInsertionEffect(() => { if (nonce) setNonce(nonce); }, [nonce]);
  // What comes of it is fetched while the user reads and types; a failure shows itself, with a way to try again, where it is needed.
  useEffect(() => {
    if (open) for (const code of [laterOutcomes, laterControls, laterMistakes]) code.load().catch(() => undefined);
  }, [open]);
  // This tab may have been at a provider, and back: what became of it is shown (UX-53).
  useEffect(() => {
    client.comeBack().then((integration) => { if (integration) openDialog({ kind: 'connect', integration }); }, () => undefined);
  }, [client, openDialog]);
  const [rehearsal, rehearse] = useState<OpenDialog | null>(null);
  useEffect(() => {
    // A little at a time, and given up for anything more urgent.
    stages.set(client, (next) => startTransition(() => rehearse(next)));
  }, [client]);
  if (open && rehearsal) rehearse(null);
  const shown = open ?? rehearsal;
  if (!shown) return null;
  const Shown = kinds[shown.kind];
  const dialog = <Shown key={`${shown.kind} ${shown.integration}`} integration={shown.integration} />;
  return open ? dialog : <Rehearsal>{dialog}</Rehearsal>;
}

/** Fetches on the way to a button all that its provider's dialogs need. */
function prepare(page: Parameters<typeof prepareForms>[0], provider: string): void {
  const { client } = page;
  const { status } = client.getState().integrations[provider] ?? {};
  const kind = status && status !== 'disconnected' && status !== 'needs_reauth' ? 'configure' : 'connect';
  prepareForms(page, provider).then(() => {
    const rehearse = stages.get(client);
    if (!rehearse || rehearsed.has(kind)) return;
    rehearsed.add(kind);
    rehearse({ kind, integration: provider });
  }, () => undefined);
}

/** What a page fetches on intent: one object, so that a bundler fetches nothing else of this module's. */
export const dialogs = { Dialogs, prepare };
