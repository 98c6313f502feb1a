import type { Problem } from '../../core/errors.ts';
import type { FieldOption } from '../../core/field.ts';
import type { Values } from '../../core/integration.ts';

/**
 * One sign-in at a provider as this page sees it; plain data without the state's secret.
 *
 * `beginning`: the window is open, its address is being asked for · `blocked`: the browser opened none, nothing was begun ·
 * `leaving`: this tab is about to go to the provider · `waiting`: the user is at the provider ·
 * `checking`: the window reads as closed, which a page that severs its opener (COOP) does as well · `closed`: it was most likely closed; a late result still counts ·
 * `left`: this tab went there and came back without an outcome; a late result still counts ·
 * `finishing`: the provider answered and the server exchanges the code · `completed` · `needs_choice`: see `choices` · `failed`: `problem` says why.
 */
export interface Attempt {
  phase: 'beginning' | 'blocked' | 'leaving' | 'waiting' | 'checking' | 'closed' | 'left' | 'finishing' | 'completed' | 'needs_choice' | 'failed';
  /** The authorization's id, once begun. */
  authorization?: string;
  /** Is there a window that can be brought back? */
  window?: boolean;
  choices?: readonly FieldOption[];
  problem?: Problem;
  /** May the same answer of the provider be handed in again? Then nothing has to be signed in anew. */
  retry?: boolean;
  /** Did this tab itself come back from the provider? Its end is then still to be told. */
  returned?: boolean;
  /** What was typed before this tab went to the provider, secrets left out. */
  draft?: Values;
}

/** What may be asked for when a sign-in begins. */
export interface AuthorizeOptions {
  /** Only what is missing; default: all of the definition. */
  scopes?: readonly string[];
  /** Values of the definition's `auth.oauth2.fields`. Passed through, never kept. */
  fields?: Readonly<Record<string, unknown>>;
}

/** The sign-ins of a client. What becomes of them is read from `state.attempts`. */
export interface AuthorizationVerbs {
  /** Opens the window, so it must be called in the click itself. Where one is open already it comes to the front. */
  begin(integration: string, options?: AuthorizeOptions): void;
  /** The whole tab goes to the provider and comes back to this path. For where no window opens. `draft`: what is typed meanwhile, without secrets; it is kept in the tab's `sessionStorage`. */
  continueHere(integration: string, options?: AuthorizeOptions, draft?: Values): void;
  /** See the client's. */
  comeBack(): Promise<string | null>;
  /** Brings the provider's window to the front. False where there is none any more. */
  bringBack(integration: string): boolean;
  /** Takes up what the record says, after a reload. */
  resume(integration: string, authorization: string): void;
  /** Hands the provider's answer in once more. */
  retry(integration: string): void;
  resolve(integration: string, choice: 'replace' | 'add' | { account: string }): void;
  /** Ends it here and at the server, closes the window, and leaves the Integration as it was. */
  cancel(integration: string): void;
  /** Forgets an attempt that is over. */
  dismiss(integration: string): void;
}
