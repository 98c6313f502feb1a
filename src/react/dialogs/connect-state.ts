import type { Problem } from '../../core/errors.ts';
import type { Integration, Values } from '../../core/integration.ts';

/** How an attempt to connect stands. */
export interface ConnectState {
  /** `checking`: finding out how an attempt without an answer ended. */
  phase: 'idle' | 'connecting' | 'checking' | 'connected';
  problem: Problem | null;
  /** The answer was lost, also that of an earlier dialog: check again, never send again. */
  unknown: boolean;
  /** What checking again found where it did not work: no trace of it, or that somebody else connected with other details. */
  found: 'nothing' | 'other' | null;
  connected: Integration | null;
}

/** How an attempt to connect stands, and what can be done about it. */
export interface Connect extends ConnectState {
  submit: (values: Values) => Promise<void>;
  checkAgain: () => Promise<void>;
  /** Stops waiting, then finds out how it ended. */
  cancel: () => void;
}
