import { createRef, type RefObject } from 'react';
import { createStore } from 'zustand/vanilla';
import { createClock } from './clock.ts';
import { details } from './details.ts';
import { dialogs } from './dialogs-module.ts';
import { findFocusTarget } from './focus-target.ts';
import { say } from './live-regions.ts';
import { providerOf } from './provider-of.ts';
import type { OpenDialog, RootContextValue, View } from './root-context.ts';

/** Which dialog is open, which was last, and what opened it. */
interface DialogState {
  open: OpenDialog | null;
  last: OpenDialog | null;
  opener: HTMLElement | null;
}

/** What a root keeps for its whole life. */
export const createHeld = () => ({
  region: createRef<HTMLElement>(),
  polite: createRef<HTMLDivElement>(),
  assertive: createRef<HTMLDivElement>(),
  dialogs: createStore<DialogState>(() => ({ open: null, last: null, opener: null })),
  views: createStore<View>(() => ({ query: '', filter: 'all' })),
});

type Given = Pick<RootContextValue, 'client' | 'locale' | 'timeZone' | 'messages' | 'classNames' | 'components' | 'controls' | 'categories' | 'readOnly' | 'headingLevel' | 'colorScheme' | 'container' | 'nonce' | 'now'> & { canSignIn: boolean };

/** Puts together what everything beneath a root shares. */
export function createRootValue(given: Given, held: ReturnType<typeof createHeld>, signIn: RefObject<(() => void) | undefined>): RootContextValue {
  const { client } = given;
  const report = (type: 'dialog_opened' | 'dialog_closed', { kind, integration }: OpenDialog) =>
    client.emit({ type, dialog: kind, integration, provider: providerOf(client, integration)?.id ?? integration });
  const element = () => held.region.current;
  let leave = (action: () => void) => action();
  const focusTarget = () => findFocusTarget(element(), held.dialogs.getState().last, held.dialogs.getState().opener);
  return {
    ...given, element, focusTarget,
    clock: createClock(given.now),
    view: { get: held.views.getState, subscribe: held.views.subscribe, set: held.views.setState },
    dialog: { get: () => held.dialogs.getState().open, subscribe: held.dialogs.subscribe },
    openDialog(open, opener = null) {
      leave(() => {
        held.dialogs.setState({ open, last: open, opener });
        report('dialog_opened', open);
      });
    },
    closeDialog() {
      const { open } = held.dialogs.getState();
      if (!open) return;
      leave(() => {
        held.dialogs.setState({ open: null });
        report('dialog_closed', open);
        focusTarget()?.focus();
      });
    },
    beforeLeave(through) {
      leave = through ?? ((action) => action());
    },
    preload(provider) {
      // What failed is tried again where it is wanted and says so there: a retry from here would take that back, move the focus, and so come here again.
      for (const code of [dialogs, details]) if (!code.get().failed) code.load().catch(() => undefined);
      void client.preload();
      if (!provider) return;
      client.forms(provider).catch(() => undefined);
      if (!dialogs.get().failed) dialogs.load().then(({ prepare }) => prepare(given, provider), () => undefined);
    },
    announce: (message, politeness = 'polite') => say(held[politeness].current, message),
    restart: () => void client.load({ fresh: true }),
    onAuthRequired: given.canSignIn ? () => signIn.current?.() : undefined,
  };
}
