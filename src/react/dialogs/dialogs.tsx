'use client';

import { setNonce } from 'get-nonce';
import { useEffect, useInsertionEffect, useSyncExternalStore } from 'react';
import { useRoot } from '../root/root-context.ts';
import { laterControls } from '../form/later-controls.ts';
import { ConfigureDialog } from './configure-dialog.tsx';
import { ConnectDialog } from './connect-dialog.tsx';
import { DisconnectDialog, laterDisconnect, TestDialog } from './later-dialogs.ts';
import { laterOutcomes } from './later-outcomes.ts';
import { prepareForms } from './ready-forms.ts';

const kinds = { connect: ConnectDialog, configure: ConfigureDialog, disconnect: DisconnectDialog, test: TestDialog };

/** The page's one dialog, whichever is open. Loaded on intent. */
export function Dialogs() {
  const { dialog, nonce } = useRoot();
  const open = useSyncExternalStore(dialog.subscribe, dialog.get, () => null);
  // Before the dialog's own effects, of which one puts a style into the page.
  useInsertionEffect(() => { if (nonce) setNonce(nonce); }, [nonce]);
  // What comes of it is fetched while the user reads and types; a failure shows itself, with a way to try again, where it is needed.
  useEffect(() => {
    if (open) for (const code of [laterOutcomes, laterControls]) code.load().catch(() => undefined);
  }, [open]);
  if (!open) return null;
  const Open = kinds[open.kind];
  return <Open key={`${open.kind} ${open.integration}`} integration={open.integration} />;
}

/** Fetches what a press may open: on the way to a button all that its provider's dialogs need; while idle, without a provider, the small dialog that comes by itself. */
function prepare(page: Parameters<typeof prepareForms>[0], provider: string | undefined): void {
  laterDisconnect.load().catch(() => undefined);
  if (provider) prepareForms(page, provider);
}

/** What a page fetches on intent: one object, so that a bundler fetches nothing else of this module's. */
export const dialogs = { Dialogs, prepare };
