import type { Problem } from './errors.ts';
import type { FieldOption } from './field.ts';
import type { Integration, Values } from './integration.ts';

/** One OAuth attempt as its beginner sees it. `state` is `<id>.<128-bit secret>`; `expiresAt` is ISO 8601. */
export interface Authorization {
  id: string;
  url: string;
  state: string;
  expiresAt: string;
}

/** What a provider sends back to the redirect URI (RFC 6749 §4.1.2; `iss` from RFC 9207). */
export type AuthorizationResponse = { state: string; iss?: string } & ({ code: string } | { error: string; errorDescription?: string });

/** How an Authorization stands. */
export interface AuthorizationRecord {
  status: 'pending' | 'completed' | 'needs_choice' | 'failed' | 'cancelled' | 'expired';
  integration?: Integration;
  choices?: readonly FieldOption[];
  problem?: Problem;
}

/** The key in the `sessionStorage` of a tab that went to a provider itself, without a window; its value is a `Departure` as JSON. */
export const departureKey = 'integrations:departure';

/** What such a tab comes back to. Nothing in it is secret. */
export interface Departure {
  /** The authorization's id. */
  authorization: string;
  integration: string;
  /** Path, query and fragment of the page that was left, as they stood in its address. */
  path: string;
  /** When it is forgotten, in milliseconds since the epoch by the browser's clock. */
  until: number;
  /** What was typed beside it, secrets left out. */
  draft?: Values;
  /** Added by the callback page where the server took no answer: the code of its error. */
  code?: string;
}
