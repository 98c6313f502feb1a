import type { StoreApi } from 'zustand/vanilla';
import { loadCardDetails, loadMoreList } from '../card/lazy-parts.ts';
import { createClock } from './clock.ts';
import { loadDialogs } from './dialogs-module.ts';
import { findFocusTarget } from './focus-target.ts';
import { providerOf } from './provider-of.ts';
import type { OpenDialog, RootContextValue, View } from './root-context.ts';

/** Which dialog is open, which was last, and what opened it. */
export interface DialogState {
  open: OpenDialog | null;
  last: OpenDialog | null;
  opener: HTMLElement | null;
}

type Given = Pick<RootContextValue, 'client' | 'locale' | 'messages' | 'classNames' | 'components' | 'controls' | 'categories' | 'readOnly' | 'headingLevel' | 'colorScheme' | 'container' | 'nonce' | 'now'>;

/** What the root itself holds. */
interface Held {
  dialogs: StoreApi<DialogState>;
  views: StoreApi<View>;
  element: () => HTMLElement | null;
  speak: (message: string, politeness: 'polite' | 'assertive') => void;
  restart: () => void;
  signIn: (() => void) | undefined;
}

/** Puts together what everything beneath a root shares. */
export function createRootValue(given: Given, { dialogs, views, element, speak, restart, signIn }: Held): RootContextValue {
  const { client } = given;
  const report = (type: 'dialog_opened' | 'dialog_closed', { kind, integration }: OpenDialog) =>
    client.emit({ type, dialog: kind, integration, provider: providerOf(client, integration)?.id ?? integration });
  const focusTarget = () => findFocusTarget(element(), dialogs.getState().last, dialogs.getState().opener);
  return {
    ...given, element, restart, focusTarget,
    clock: createClock(given.now),
    view: { get: views.getState, subscribe: views.subscribe, set: (change) => views.setState(change) },
    dialog: { get: () => dialogs.getState().open, subscribe: dialogs.subscribe },
    openDialog(open, opener = null) {
      dialogs.setState({ open, last: open, opener });
      report('dialog_opened', open);
    },
    closeDialog() {
      const { open } = dialogs.getState();
      if (!open) return;
      dialogs.setState({ open: null });
      report('dialog_closed', open);
      focusTarget()?.focus();
    },
    preload(provider) {
      // A failed load shows itself, with a way to try again, when a dialog is opened.
      for (const load of [loadDialogs, loadCardDetails, loadMoreList]) void load().catch(() => undefined);
      if (provider) void client.forms(provider).catch(() => undefined);
    },
    announce: (message, politeness = 'polite') => speak(message, politeness),
    onAuthRequired: signIn,
  };
}
