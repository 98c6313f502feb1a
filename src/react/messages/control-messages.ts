/** English texts of the controls that not every form has; each may be replaced through the `messages` prop. */
export const controlMessages = {
  fieldUnsupported: () => 'This setting cannot be changed here. It stays as it is.',
  fieldNothingStored: () => 'Nothing stored',
  secretReplace: () => 'Replace',
  secretReplaceLabel: ({ label }: { label: string }) => `Replace ${label}`,
  secretKeep: () => 'Cancel',
  secretKeepLabel: ({ label }: { label: string }) => `Cancel replacing ${label}`,
  secretMoved: () => 'You changed where this connects to. What is saved is not sent to a new place, so enter it again.',
  choicesFailed: ({ provider }: { provider: string }) => `The choices could not be loaded from ${provider}. What is saved stays as it is.`,
  choicesRetry: () => 'Try again',
  choicesRetryLabel: ({ label }: { label: string }) => `Try again to load choices for ${label}`,
  choicesNone: ({ provider, label }: { provider: string; label: string }) => `${provider} has nothing to choose for ${label} yet. Create it there, then load again.`,
  choicesCreate: ({ provider }: { provider: string }) => `Create one in ${provider} (opens in a new tab)`,
  choicesAwait: ({ label }: { label: string }) => `Fill in ${label} first: the choices depend on it.`,
  choicesReload: () => 'Load again',
  choicesReloadLabel: ({ label }: { label: string }) => `Load again for ${label}`,
  choiceDeleted: ({ provider, value }: { provider: string; value: string }) => `Deleted in ${provider} (${value})`,
  tagAdd: () => 'Add',
  tagAddLabel: ({ label }: { label: string }) => `Add to ${label}`,
} satisfies Record<string, (args: never) => string>;

export type ControlMessages = typeof controlMessages;
