import type { ErrorCode } from './errors.ts';
import type { IntegrationStatus } from './integration.ts';

/** What a person can set in motion for one Integration. */
export type Verb = 'connect' | 'configure' | 'disconnect' | 'verify' | 'status' | 'update' | 'add' | 'test' | 'authorize';

/**
 * What happened, told to `onEvent`. `version` rises when a member changes meaning; new types may appear, so ignore unknown ones.
 * No member can hold a credential. Durations are milliseconds.
 */
export type IntegrationsEvent = { version: 1; at: string } & (
  | { type: 'loaded'; integrations: number }
  | { type: 'load_failed'; code: ErrorCode; requestId?: string }
  | { type: 'dialog_opened' | 'dialog_closed'; dialog: 'connect' | 'configure' | 'disconnect' | 'test'; integration: string; provider: string }
  | { type: 'started'; verb: Verb; integration: string; provider: string }
  | { type: 'succeeded'; verb: Verb; integration: string; provider: string; status: IntegrationStatus; durationMs: number }
  | { type: 'failed'; verb: Verb; integration: string; provider: string; code: ErrorCode; requestId?: string; durationMs: number }
);
