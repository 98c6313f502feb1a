import type { Problem } from '../../core/errors.ts';
import type { Values, Verification } from '../../core/integration.ts';

/** How the newest "Test connection" of a dialog stands. */
export interface TestState {
  running: boolean;
  verification: Verification | null;
  problem: Problem | null;
  /** Values that are not saved took part. */
  unsaved: boolean;
}

/** A dialog's "Test connection": how it stands, and what can be done with it. */
export interface Test extends TestState {
  available: boolean;
  /** One at a time: does nothing, and answers null, while one runs. */
  run: (given: { credentials?: Values; configuration?: Values }, unsaved: boolean) => Promise<Verification | null>;
  /** Ends a run and forgets its result, which another attempt outdates. */
  stop: () => void;
}
