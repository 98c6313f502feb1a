import type { Problem } from '../../core/errors.ts';
import type { Integration, Values } from '../../core/integration.ts';
import type { Conflict } from './merge-configuration.ts';

/** Which value is kept where two people changed the same field. */
export type Side = 'mine' | 'theirs';

/** By dotted path; mine where nothing is said. */
export type Choices = Readonly<Record<string, Side>>;

/** How a save stands. */
export interface ConfigureState {
  saving: boolean;
  problem: Problem | null;
  /** The answer to a save was lost; also when it was an earlier dialog that sent it. */
  unknown: boolean;
  /** Checking again found that it is not saved. */
  notDone: boolean;
  /** Of the newest save, as the locale writes a time. */
  savedAt: string | null;
  /** Labels of fields that were taken from somebody else's save. */
  merged: readonly string[];
  conflict: Conflict | null;
  /** What is chosen in it so far. */
  choices: Choices;
  base: Integration;
  /** What an earlier dialog was left with, to be filled in again. */
  draft: Values | null;
}

/** What can be done to save. */
export interface ConfigureSteps {
  save: (values: Values) => Promise<void>;
  /** Saves what was chosen in the conflict. */
  settle: () => Promise<void>;
  checkAgain: () => Promise<void>;
  /** Saves what is saved once more, so that the provider is told again of what it refused. */
  retry: () => Promise<void>;
}

/** How a save stands, and what can be done about it. */
export interface Configure extends ConfigureState, ConfigureSteps {
  keepEditing: () => void;
  choose: (choices: Choices) => void;
  /** Starts over from an Integration read elsewhere. */
  rebase: (integration: Integration) => void;
  /** Nothing of the draft is wanted any more. */
  forget: () => void;
}
