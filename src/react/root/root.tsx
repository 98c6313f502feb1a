'use client';

import { setNonce } from 'get-nonce';
import { type ComponentType, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { createStore } from 'zustand/vanilla';
import type { Problem } from '../../core/errors.ts';
import type { MessageOverrides } from '../messages/messages.ts';
import { pageMessages } from '../messages/page-messages.ts';
import type { ClassNames } from '../parts/part-names.ts';
import { createRootValue, type DialogState } from './create-root-value.ts';
import { say } from './live-regions.ts';
import { type Components, type ControlProps, RootContext, type RootContextValue, type View } from './root-context.ts';
import { useLatest } from './use-latest.ts';
import { useLoadError } from './use-load-error.ts';
import { type RootClientOptions, useRootClient } from './use-root-client.ts';
import { useStable } from './use-stable.ts';

export type RootProps = RootClientOptions & {
  children?: ReactNode;
  /** Category id → heading, in the order to show them. A category without one is headed by its id. */
  categories?: Readonly<Record<string, string>>;
  /** Texts to replace, one by one. */
  messages?: MessageOverrides;
  /** BCP 47, for dates and numbers. Default `en`. */
  locale?: string;
  /** Writing direction. Default: inherited from the page. */
  dir?: 'ltr' | 'rtl';
  /** Building blocks to replace by the host's own. */
  components?: Components;
  /** Further controls by name, for fields whose `control` names them. */
  controls?: Readonly<Record<string, ComponentType<ControlProps>>>;
  /** Class names by part. */
  classNames?: ClassNames;
  /** Where dialogs are put. Default `document.body`. */
  container?: HTMLElement;
  /** Of the page's Content-Security-Policy; lets dialogs lock scrolling under `style-src 'nonce-…'`. */
  nonce?: string;
  /** Shows everything and offers no change. Display only: the backend must refuse on its own. */
  readOnly?: boolean;
  /** Level of the page's heading. Default 2. */
  headingLevel?: 2 | 3 | 4;
  /** `auto` follows the system, `inherit` (default) the `color-scheme` of the page around. */
  colorScheme?: 'light' | 'dark' | 'auto' | 'inherit';
  /** Called each time the first list fails. */
  onLoadError?: (problem: Problem) => void;
  /** Makes "Sign in again" appear when the session has ended. */
  onAuthRequired?: () => void;
};

const nothing = {};

/** Everything else stands beneath this: it holds the client, the texts, the live regions and which dialog is open. */
export function Root(props: RootProps) {
  const { children, locale = 'en', dir, readOnly = false, headingLevel = 2, colorScheme = 'inherit', container, nonce, onLoadError, onAuthRequired, now = Date.now } = props;
  const { client, restart } = useRootClient(props);
  const startOver = useLatest(restart);
  const overrides = useStable<MessageOverrides>(props.messages ?? nothing);
  const messages = useMemo(() => ({ ...pageMessages, ...overrides }), [overrides]);
  const classNames = useStable<ClassNames>(props.classNames ?? nothing);
  const components = useStable<Components>(props.components ?? nothing);
  const controls = useStable<RootContextValue['controls']>(props.controls ?? nothing);
  const categories = useStable<RootContextValue['categories']>(props.categories ?? nothing);
  const region = useRef<HTMLElement>(null);
  const polite = useRef<HTMLDivElement>(null);
  const assertive = useRef<HTMLDivElement>(null);
  const [dialogs] = useState(() => createStore<DialogState>(() => ({ open: null, last: null, opener: null })));
  const [views] = useState(() => createStore<View>(() => ({ query: '', filter: 'all' })));
  const signIn = useLatest(onAuthRequired);
  const canSignIn = Boolean(onAuthRequired);
  useLoadError(client, onLoadError);
  useEffect(() => { if (nonce) setNonce(nonce); }, [nonce]);

  const given = useMemo(() => ({ client, locale, messages, classNames, components, controls, categories, readOnly, headingLevel, colorScheme, container, nonce, now }), [client, locale, messages, classNames, components, controls, categories, readOnly, headingLevel, colorScheme, container, nonce, now]);
  // eslint-disable-next-line react-hooks/refs -- read when called, never while rendering.
  const root = useMemo(() => createRootValue(given, {
    dialogs, views, element: () => region.current,
    speak: (message, politeness) => say(politeness === 'polite' ? polite.current : assertive.current, message),
    restart: () => startOver.current(),
    signIn: canSignIn ? () => signIn.current?.() : undefined,
  }), [given, dialogs, views, startOver, signIn, canSignIn]);

  return (
    <RootContext.Provider value={root}>
      <section ref={region} className={['integrations', classNames.root].filter(Boolean).join(' ')} data-part="root" data-theme={colorScheme} dir={dir} lang={props.locale} aria-label={messages.pageTitle()} tabIndex={-1}>
        {children}
        <div ref={polite} data-part="live" role="status" aria-live="polite" />
        <div ref={assertive} data-part="live" role="alert" aria-live="assertive" />
      </section>
    </RootContext.Provider>
  );
}
