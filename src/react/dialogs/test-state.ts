import type { Problem } from '../../core/errors.ts';
import type { Verification } from '../../core/integration.ts';

/** How the newest "Test connection" of a dialog stands. */
export interface TestState {
  running: boolean;
  verification: Verification | null;
  problem: Problem | null;
  /** Values that are not saved took part. */
  unsaved: boolean;
}
