import type { RefObject } from 'react';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { MessageOverrides } from '../messages/messages.ts';
import { pageMessages } from '../messages/page-messages.ts';
import { withOverrides } from '../messages/with-overrides.ts';
import { attributesOf } from '../parts/attributes-of.ts';
import { details } from './details.ts';
import { dialogs } from './dialogs-module.ts';
import { findFocusTarget } from './focus-target.ts';
import { say } from './live-regions.ts';
import type { OpenDialog, Readable, RootContextValue, View } from './root-context.ts';

const readable = <T>({ getState, subscribe }: StoreApi<T>): Readable<T> => ({ get: getState, subscribe });
const atOnce = (action: () => void) => action();
const ref = <T>(): RefObject<T | null> => ({ current: null });

/** What a root keeps for its whole life. */
export const createHeld = () => ({
  region: ref<HTMLElement>(),
  polite: ref<HTMLDivElement>(),
  assertive: ref<HTMLDivElement>(),
  open: createStore<OpenDialog | null>(() => null),
  /** The dialog that was opened last, and by what. */
  last: { dialog: null as OpenDialog | null, opener: null as HTMLElement | null },
  view: createStore<View>(() => ({ query: '', filter: 'all' })),
});

/** The props of a root that reach everything beneath it. */
export type Shared = Pick<RootContextValue, 'locale' | 'timeZone' | 'classNames' | 'components' | 'controls' | 'categories' | 'readOnly' | 'headingLevel' | 'colorScheme' | 'container' | 'nonce' | 'accessWarningDays' | 'now'> & { messages: MessageOverrides };

type Given = Shared & Pick<RootContextValue, 'client'> & { canSignIn: boolean };

/** Puts together what everything beneath a root shares. */
export function createRootValue(given: Given, held: ReturnType<typeof createHeld>, signIn: RefObject<(() => void) | undefined>): RootContextValue {
  const { client } = given;
  const report = (type: 'dialog_opened' | 'dialog_closed', { kind, integration }: OpenDialog) =>
    client.emit({ type, dialog: kind, integration, provider: integration.replace(/~.*/, '') });
  const element = () => held.region.current;
  const time = createStore(() => given.now());
  let leave = atOnce;
  const focusTarget = () => findFocusTarget(element(), held.last.dialog, held.last.opener);
  return {
    ...given, element, focusTarget,
    messages: withOverrides(pageMessages, given.messages),
    part: attributesOf.bind(null, given.classNames),
    clock: { ...readable(time), tick: () => time.setState(given.now(), true) },
    view: { ...readable(held.view), set: held.view.setState },
    dialog: readable(held.open),
    openDialog(open, opener = null) {
      leave(() => {
        held.last = { dialog: open, opener };
        held.open.setState(open, true);
        report('dialog_opened', open);
      });
    },
    closeDialog() {
      const open = held.open.getState();
      if (!open) return;
      leave(() => {
        held.open.setState(null, true);
        report('dialog_closed', open);
        focusTarget()?.focus();
      });
    },
    beforeLeave(through) {
      leave = through ?? atOnce;
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
