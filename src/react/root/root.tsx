'use client';

import { type ComponentType, type ReactNode, useEffect, useMemo, useState } from 'react';
import type { Problem } from '../../core/errors.ts';
import type { MessageOverrides } from '../messages/messages.ts';
import type { ClassNames } from '../parts/part-names.ts';
import { createHeld, createRootValue, type Shared } from './create-root-value.ts';
import { type Components, type ControlProps, RootContext } from './root-context.ts';
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
  /** The store's time zone by its IANA name, such as `Europe/Berlin`, in which schedules run. Default: the browser's. */
  timeZone?: string;
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
  /** How many days before the access to a provider ends its card warns. Default 7. */
  accessWarningDays?: number;
  /** Level of the page's heading. Default 2. */
  headingLevel?: 2 | 3 | 4;
  /** `auto` follows the system, `inherit` (default) the `color-scheme` of the page around. */
  colorScheme?: 'light' | 'dark' | 'auto' | 'inherit';
  /** Called each time the first list fails. */
  onLoadError?: (problem: Problem) => void;
  /** Makes "Sign in again" appear when the session has ended. */
  onAuthRequired?: () => void;
};

const tickEvery = 30_000;
const nothing = {};
/** What everything beneath a root is given, with what stands in for what is left out. */
const standIns: Shared = {
  locale: 'en', timeZone: undefined, messages: nothing, classNames: nothing, components: nothing, controls: nothing, categories: nothing,
  readOnly: false, headingLevel: 2, colorScheme: 'inherit', container: undefined, nonce: undefined, accessWarningDays: 7, now: Date.now,
};
const names = Object.keys(standIns) as (keyof Shared)[];

/** Everything else stands beneath this: it holds the client, the texts, the live regions and which dialog is open. */
export function Root(props: RootProps) {
  const client = useRootClient(props);
  const signIn = useLatest(props.onAuthRequired);
  const [held] = useState(createHeld);
  const { region, polite, assertive } = held;
  const shared = Object.fromEntries(names.map((name) => [name, props[name] ?? standIns[name]])) as unknown as Shared;
  const given = useStable({ ...shared, client, canSignIn: Boolean(props.onAuthRequired) });
  useLoadError(client, props.onLoadError);
  const root = useMemo(() => createRootValue(given, held, signIn), [given, held, signIn]);
  useEffect(() => {
    const timer = setInterval(root.clock.tick, tickEvery);
    return () => clearInterval(timer);
  }, [root]);

  return (
    <RootContext.Provider value={root}>
      <section ref={region} className={`integrations ${given.classNames.root ?? ''}`.trim()} data-part="root" data-theme={given.colorScheme} dir={props.dir} lang={props.locale} aria-label={root.messages.pageTitle()} tabIndex={-1}>
        {props.children}
        <div ref={polite} data-part="live" role="status" aria-live="polite" />
        <div ref={assertive} data-part="live" role="alert" aria-live="assertive" />
      </section>
    </RootContext.Provider>
  );
}
