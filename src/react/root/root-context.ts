'use client';

import { type ComponentPropsWithRef, type ComponentType, createContext, useContext } from 'react';
import type { IntegrationsClient } from '../../client/client.ts';
import type { FieldDescriptor } from '../../core/describe-fields.ts';
import type { Integration } from '../../core/integration.ts';
import type { ProviderDefinition } from '../../core/provider.ts';
import type { MessageOverrides } from '../messages/messages.ts';
import type { PageMessages } from '../messages/page-messages.ts';
import type { ClassNames, PartName } from '../parts/part-names.ts';

/** Which dialog is open, for which Integration. One dialog root serves the page. */
export interface OpenDialog {
  kind: 'connect' | 'configure' | 'disconnect' | 'test';
  integration: string;
}

/** What a control receives: the field, its value, and the DOM wiring to put on the focusable element. */
export interface ControlProps {
  field: FieldDescriptor;
  /** Dotted path with row indices. */
  name: string;
  id: string;
  value: unknown;
  onChange: (value: unknown) => void;
  onBlur: () => void;
  readOnly: boolean;
  required: boolean;
  invalid: boolean;
  describedBy: string | undefined;
}

/** How much a button stands out. `icon`: square, named by `aria-label`. */
export type ButtonKind = 'primary' | 'plain' | 'quiet' | 'danger' | 'icon';

/** Building blocks a host may replace by its own. */
export interface Components {
  Button?: ComponentType<ComponentPropsWithRef<'button'> & { kind?: ButtonKind }>;
  Link?: ComponentType<ComponentPropsWithRef<'a'>>;
  Icon?: ComponentType<{ provider: string; name: string }>;
}

/** What the page narrows the cards to. */
export interface View {
  query: string;
  filter: 'all' | 'connected' | 'available';
  /** What the two leave over; undefined: everything. */
  keeps?: Keeps | undefined;
}

/** Is this card shown? */
export type Keeps = (provider: ProviderDefinition, integration: Integration | undefined, connected: boolean) => boolean;

/** A value outside React state, so that a change re-renders only who reads it. */
export interface Readable<T> {
  get(): T;
  subscribe(listener: () => void): () => void;
}

/** Makes the attributes of one part; see `attributesOf`. */
export type Part = (part: PartName, state?: Readonly<Record<string, string | boolean | undefined>>) => Record<string, string>;

/** Shared by everything beneath one root. The object itself never changes between renders of a root with equal props. */
export interface RootContextValue {
  client: IntegrationsClient;
  /** BCP 47; for dates, numbers and plurals. */
  locale: string;
  /** IANA name of the store's time zone, for schedules; undefined: the browser's. */
  timeZone?: string | undefined;
  /** The page's texts complete, the other groups as far as the host replaced them. */
  messages: PageMessages & MessageOverrides;
  classNames: ClassNames;
  part: Part;
  components: Components;
  controls: Readonly<Record<string, ComponentType<ControlProps>>>;
  categories: Readonly<Record<string, string>>;
  readOnly: boolean;
  headingLevel: 2 | 3 | 4;
  colorScheme: 'light' | 'dark' | 'auto' | 'inherit';
  container: HTMLElement | undefined;
  nonce: string | undefined;
  accessWarningDays: number;
  now: () => number;
  /** The time as of the last tick; one timer for the whole root. */
  clock: Readable<number> & { tick(): void };
  /** Search text and filter of the page. */
  view: Readable<View> & { set(change: Partial<View>): void };
  /** The root's element; null before mount. */
  element(): HTMLElement | null;
  /** Gives up a first list that takes too long and asks for it anew. */
  restart(): void;
  /** The open dialog, outside React state so that opening one re-renders no card. */
  dialog: Readable<OpenDialog | null>;
  /** Opens a dialog; `opener` gets focus back on close (else the card's heading). */
  openDialog(dialog: OpenDialog, opener?: HTMLElement | null): void;
  /** Closes it and returns focus; an open dialog with unsaved changes asks first. */
  closeDialog(): void;
  /** An open dialog puts this between a wish to leave it, from wherever, and leaving: it does the action at once, later or never. Null takes it away. */
  beforeLeave?(through: ((action: () => void) => void) | null): void;
  /** Where focus goes on close: the opener while it is in the document, else the card's primary action or heading. */
  focusTarget(): HTMLElement | null;
  /** Starts loading the dialogs (on hover, focus or idle), and the forms of the provider if one is named. */
  preload(provider?: string): void;
  /** Says something once through the root's live regions. */
  announce(message: string, politeness?: 'polite' | 'assertive'): void;
  onAuthRequired: (() => void) | undefined;
}

export const RootContext = createContext<RootContextValue | null>(null);

/** The root's context. @throws Error outside `Integrations.Root`. */
export function useRoot(): RootContextValue {
  const root = useContext(RootContext);
  if (!root) throw new Error('Put every part of Integrations inside <Integrations.Root>.');
  return root;
}
