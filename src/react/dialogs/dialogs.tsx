'use client';

import { useSyncExternalStore } from 'react';
import { useRoot } from '../root/root-context.ts';
import { ConfigureDialog } from './configure-dialog.tsx';
import { ConnectDialog } from './connect-dialog.tsx';
import { DisconnectDialog } from './disconnect-dialog.tsx';

const kinds = { connect: ConnectDialog, configure: ConfigureDialog, disconnect: DisconnectDialog };

/** The page's one dialog, whichever is open. Loaded on intent. */
export function Dialogs() {
  const { dialog } = useRoot();
  const open = useSyncExternalStore(dialog.subscribe, dialog.get, () => null);
  if (!open) return null;
  const Open = kinds[open.kind];
  return <Open key={`${open.kind} ${open.integration}`} integration={open.integration} />;
}
