import type { Problem } from '../../core/errors.ts';

/** How an attempt to disconnect or to pause stands. */
export interface DisconnectState {
  busy: 'disconnect' | 'pause' | 'check' | null;
  problem: Problem | null;
  /** It is not known whether it happened. */
  unknown: boolean;
  /** Checking again found that nothing has happened. */
  still: boolean;
}
