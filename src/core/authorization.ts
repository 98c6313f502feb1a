import type { Problem } from './errors.ts';
import type { FieldOption } from './field.ts';
import type { Integration } from './integration.ts';

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
