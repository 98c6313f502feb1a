/** Where a verb writes, and what it reads besides its arguments. */
export interface Io {
  /** One line to standard output. */
  out(line: string): void;
  /** One line to standard error. */
  err(line: string): void;
  env: Readonly<Record<string, string | undefined>>;
}

/** One verb of the command line. */
export interface Verb {
  /** What follows `integrations-settings`: words, options and what they mean, as plain text. */
  usage: string;
  /**
   * Does the work and answers the exit code: 0 done, 1 done and found wanting, or failed.
   * @throws UsageError for arguments that make no sense (exit code 2). @throws Error with a sentence for people (exit code 1).
   */
  run(args: readonly string[], io: Io): Promise<0 | 1>;
}

/** The arguments make no sense; its message says which and what to write instead. */
export class UsageError extends Error {}
