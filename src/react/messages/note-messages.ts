type Provider = { provider: string };

/** English texts of what a card adds to its state, and of its new name; each may be replaced through the `messages` prop. */
export const noteMessages = {
  cardRefused: ({ provider }: Provider) => `Saved here, but ${provider} does not have all settings. Open “Configure” to see which.`,
  actionResumeSignIn: () => 'Resume',
  signInEnded: ({ provider }: Provider) => `The sign-in at ${provider} was cancelled`,
  accessMissing: ({ provider, reasons }: Provider & { reasons: readonly string[] }) => `${provider} gave less access than is needed. What is missing: ${reasons.join(' ')}`,
  actionAddPermission: () => 'Add permission',
  accessEnds: ({ provider }: Provider) => `The access to ${provider} ends `,
  accessEnded: ({ provider }: Provider) => `The access to ${provider} ended `,
  accessEndsMore: () => 'Reconnect to go on; your settings stay.',

  cardRenameLabel: ({ provider }: Provider) => `Name for ${provider}`,
  actionSave: () => 'Save',
  cardRenamed: ({ name }: { name: string }) => `Renamed to ${name}`,
} satisfies Record<string, (args: never) => string>;

export type NoteMessages = typeof noteMessages;
