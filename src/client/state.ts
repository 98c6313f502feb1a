import type { Problem } from '../core/errors.ts';
import type { Verb } from '../core/events.ts';
import type { CredentialPreview, Integration, Values, Verification } from '../core/integration.ts';
import type { TestReceipt } from '../core/test-event.ts';
import type { Attempt } from './authorization/attempt.ts';

/** What is kept of a change that went out, to tell later whether it arrived. Of credentials only what may be shown of them. */
export interface Sent {
  /** What it was made from. */
  before: Integration;
  configuration?: Values;
  previews?: Readonly<Record<string, CredentialPreview>>;
  enabled?: boolean;
  label?: string;
}

/**
 * One Adapter call in flight for one Integration, or how the last one ended when that still matters.
 * `slow`: still running after 10 s. `failed`: nothing happened, `problem` says why.
 * `unknown`: the answer was lost, so it may or may not have happened; offer to check again, never to repeat.
 */
export interface Operation {
  verb: Verb;
  phase: 'running' | 'slow' | 'failed' | 'unknown';
  /** Milliseconds since the epoch. */
  startedAt: number;
  problem: Problem | null;
  /** Only of an unknown outcome. */
  sent?: Sent;
  /** Only of an unknown outcome: what a later read showed. `nothing`: no trace so far; `other`: something else was stored meanwhile. */
  found?: 'nothing' | 'other';
}

/** Everything the page draws from. Plain data; no credential is ever in it. */
export interface ClientState {
  /** Of the first list: `failed` until one has succeeded. */
  phase: 'idle' | 'loading' | 'ready' | 'failed';
  /** Why the newest list failed, if it did. */
  problem: Problem | null;
  /** Addresses in the order the adapter gave them, offered but omitted providers at their place. */
  order: readonly string[];
  integrations: Readonly<Record<string, Integration>>;
  /** Address → why its status is not known now. What was known last stays in `integrations`. */
  unknown: Readonly<Record<string, Problem>>;
  operations: Readonly<Record<string, Operation>>;
  /** The newest result of "Test connection", by address. */
  verifications: Readonly<Record<string, Verification>>;
  /** The newest receipt of a test event, by address; absent before the first. */
  receipts?: Readonly<Record<string, TestReceipt>>;
  /** Sign-ins of this page that run or whose end still matters, by address; absent before the first. */
  attempts?: Readonly<Record<string, Attempt>>;
}

export const initialState: ClientState = {
  phase: 'idle', problem: null, order: [], integrations: {}, unknown: {}, operations: {}, verifications: {},
};
