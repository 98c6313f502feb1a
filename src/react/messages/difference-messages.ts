type Count = { count: number };

/** English texts of what differs: what restoring defaults would change, and what two people changed; each may be replaced through the `messages` prop. */
export const differenceMessages = {
  restoreTitle: () => 'Restore defaults?',
  restoreText: ({ count }: Count) => `${count === 1 ? '1 setting changes' : `${count} settings change`}. Nothing is saved until you save. What has no default, such as a name or an account, stays as it is.`,
  restoreNow: () => 'Now',
  restoreThen: () => 'Then',
  restoreUnused: () => 'Not used any more',
  restored: () => 'Defaults are filled in. They are not saved yet.',
  restoreNoneTitle: () => 'Nothing to restore',
  restoreNoneText: () => 'Every setting that has a default is at it already.',

  conflictTitle: ({ name, when }: { name: string | null; when: string }) => `${name ?? 'Somebody'} changed this ${when}`,
  conflictMine: () => 'Yours',
  conflictTheirs: () => 'Theirs',
  keepAllMine: () => 'Keep all mine',
  takeAllTheirs: () => 'Take all theirs',
  valueOn: () => 'On',
  valueOff: () => 'Off',
  valueEmpty: () => 'Empty',
  valueChanged: () => 'Changed (not shown)',
} satisfies Record<string, (args: never) => string>;

export type DifferenceMessages = typeof differenceMessages;
