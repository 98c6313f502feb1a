type Count = { count: number };

/** English texts of restoring defaults; each may be replaced through the `messages` prop. */
export const restoreMessages = {
  restoreTitle: () => 'Restore defaults?',
  restoreText: ({ count }: Count) => `${count === 1 ? '1 setting changes' : `${count} settings change`}. Nothing is saved until you save. What has no default, such as a name or an account, stays as it is.`,
  restoreNow: () => 'Now',
  restoreThen: () => 'Then',
  restoreUnused: () => 'Not used any more',
  restored: () => 'Defaults are filled in. They are not saved yet.',
  restoreNoneTitle: () => 'Nothing to restore',
  restoreNoneText: () => 'Every setting that has a default is at it already.',
} satisfies Record<string, (args: never) => string>;

export type RestoreMessages = typeof restoreMessages;
