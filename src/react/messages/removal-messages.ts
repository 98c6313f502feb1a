type Provider = { provider: string };

/** English texts of what may be removed at a provider with a disconnect; each may be replaced through the `messages` prop. */
export const removalMessages = {
  removeTitle: () => 'This goes only if you tick it:',
  removeConfirm: ({ provider }: Provider) => `Type “${provider}” to confirm`,
  removeMismatch: ({ provider }: Provider) => `This is not “${provider}”. Type the name, or untick the box.`,
} satisfies Record<string, (args: never) => string>;

export type RemovalMessages = typeof removalMessages;
