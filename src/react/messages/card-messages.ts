/** English texts of what a card shows after something was done with it; each may be replaced through the `messages` prop. */
export const cardMessages = {
  actionRename: () => 'Rename',
  cardRenameLabel: ({ provider }: { provider: string }) => `Name for ${provider}`,
  actionSave: () => 'Save',
  actionDocumentation: () => 'Documentation',
  pageOpensNewTab: () => 'opens in a new tab',
  cardRenamed: ({ name }: { name: string }) => `Renamed to ${name}`,
  cardTestStage: ({ stage }: { stage: string }) => (({ format: 'Format', reach: 'Reachable', 'sign-in': 'Sign-in', permission: 'Permission', resource: 'Account' }) as Record<string, string>)[stage] ?? stage,
  cardTestStageOutcome: ({ outcome }: { outcome: string }) => (({ passed: 'Passed', failed: 'Failed', skipped: 'Skipped', unprovable: 'Cannot be proven' }) as Record<string, string>)[outcome] ?? outcome,
  cardTestTime: ({ seconds }: { seconds: string }) => `${seconds} s`,
  cardTestDetails: () => 'Show details',
  cardSlow: () => 'This is taking longer than usual.',
  cardChecking: () => 'Checking how it stands…',
  cardTesting: () => 'Testing the connection…',
  operationFailed: ({ verb }: { verb: string }) => (({ connect: 'Not connected.', configure: 'Not saved.', disconnect: 'Still connected.', update: 'Not changed.', verify: 'Not tested.' }) as Record<string, string>)[verb] ?? 'This did not work.',
  operationUnknown: ({ verb }: { verb: string }) => `The answer was lost, so ${(({ connect: 'this may or may not be connected', configure: 'the settings may or may not be saved', disconnect: 'this may or may not be disconnected' }) as Record<string, string>)[verb] ?? 'the change may or may not have happened'}.`,
  actionCheckAgain: () => 'Check again',
  actionDismiss: () => 'Dismiss',
  actionPause: () => 'Pause',
  actionTest: () => 'Test connection',
} satisfies Record<string, (args: never) => string>;

export type CardMessages = typeof cardMessages;
