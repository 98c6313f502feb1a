import type { $ZodObject, $ZodType, output } from 'zod/v4/core';
import type { Capability } from './capabilities.ts';
import type { PasteHints } from './paste-hints.ts';

/** One step of the guide that stands before the first field. `url` is https. */
export interface GuideStep {
  title: string;
  body: string;
  url?: string;
}

export interface OAuthScope {
  id: string;
  /** Why it is needed, in the user's words. */
  reason: string;
  capability?: string;
  optional?: boolean;
}

/** The one test event or message a provider takes on request. Its connector sends it (`sendTest`). */
export interface ProviderTest {
  /** The action in words, such as "Send a test event" or "Send a test message". */
  title: string;
  /** What is sent, and where it shows up. */
  what: string;
  /** What it costs or causes; absent where it counts nowhere. */
  warning?: string;
  /** What the user enters for it. Nothing in it is secret, and none of it is stored. */
  fields?: $ZodObject;
}

/** How an app is asked for that a merchant registered at the provider, to sign in with: in the members `clientId` and `clientSecret`, whatever their labels call them. `steps`: where it is made. */
export interface OwnAppForm<O extends $ZodType = $ZodObject> {
  fields: O;
  steps?: readonly GuideStep[];
}

/** The part of a definition that is loaded when a dialog is about to open. */
export interface ProviderForms<C extends $ZodType = never, O extends $ZodType = never, Cfg extends $ZodType = never> {
  auth: {
    /** `paste`: what helps to sort out pasted text into the fields; loaded when something is pasted. */
    credentials?: { fields: C; steps: readonly GuideStep[]; paste?: PasteHints | (() => Promise<PasteHints>) };
    /**
     * An app of the merchant's own is taken where it is asked for: here, or by `app`, which is loaded when it is wanted. `adds`: the sign-in is no
     * connection by itself, but gives one made with keys more access; what it does, in words, such as “Allow access to your property”.
     */
    oauth2?: { scopes: readonly OAuthScope[]; adds?: string; app?: () => Promise<OwnAppForm<O>> } & Partial<OwnAppForm<O>>;
  };
  configuration?: Cfg;
  /** What fields may require, in words. A field whose requirement is known to be missing is shown greyed, with the name and the way to get it. */
  capabilities?: readonly Capability[];
  syncs?: readonly { id: string; name: string }[];
  test?: ProviderTest;
  disconnect: {
    /** What stops. */
    impact: readonly string[];
    /** What stays as it is, or goes on without the store. */
    keeps: readonly string[];
    /** What becomes of secrets that were entered, by the key of each; said only of a connection that holds it. */
    credentials?: Readonly<Record<string, string>>;
    /** What can be removed at the provider as well; nothing of it unless the user chooses it. */
    choices?: readonly { id: string; label: string }[];
  };
}

/** Path data of a 24×24 icon, drawn in `currentColor`; without one the card shows a monogram. */
export interface ProviderIcon {
  path: string;
}

/** Data describing a Provider. The members of the card are eager; `forms` may be a loader, so that schemas load on intent. */
export interface ProviderDefinition<C extends $ZodType = $ZodObject, O extends $ZodType = $ZodObject, Cfg extends $ZodType = $ZodObject> {
  /** `^[a-z0-9]+(-[a-z0-9]+)*$` */
  id: string;
  name: string;
  category: string;
  /** One line: what it brings. */
  summary: string;
  /** Other words people search for; those of the name and the category are found anyway. */
  aliases?: readonly string[];
  docsUrl?: string;
  icon?: ProviderIcon;
  accounts?: 'one' | 'many';
  forms: ProviderForms<C, O, Cfg> | (() => Promise<ProviderForms<C, O, Cfg>>);
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- stands for every definition; narrower bounds would refuse optional parts
type AnyProvider = ProviderDefinition<any, any, any>;

/** The credential values a definition asks for. */
export type CredentialsOf<P extends AnyProvider> = P extends ProviderDefinition<infer C, infer _O, infer _G> ? ([C] extends [never] ? never : output<C>) : never;
/** The configuration a definition describes. */
export type ConfigurationOf<P extends AnyProvider> = P extends ProviderDefinition<infer _C, infer _O, infer G> ? ([G] extends [never] ? never : output<G>) : never;

/**
 * Declares a Provider; every type is inferred from the schemas.
 * @throws TypeError on an id that is not `^[a-z0-9]+(-[a-z0-9]+)*$` or a missing name.
 */
export function defineProvider<C extends $ZodObject = never, O extends $ZodObject = never, Cfg extends $ZodObject = never>(
  definition: ProviderDefinition<C, O, Cfg>,
): ProviderDefinition<C, O, Cfg> {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(definition.id)) {
    throw new TypeError(`defineProvider(): "${definition.id}" is not a provider id. Use lower-case words joined by single hyphens, such as "my-provider".`);
  }
  if (!definition.name) throw new TypeError(`defineProvider(): provider "${definition.id}" has no name.`);
  return Object.freeze({ ...definition });
}

/** Declares a provider of this package. What `defineProvider` checks when it runs, the catalogue's tests check of these. */
export function builtinProvider<C extends $ZodObject = never, O extends $ZodObject = never, Cfg extends $ZodObject = never>(
  definition: ProviderDefinition<C, O, Cfg>,
): ProviderDefinition<C, O, Cfg> {
  return Object.freeze(definition);
}
