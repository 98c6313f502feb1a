type Provider = { provider: string };

/** English texts of disconnecting, as long as nothing has come of it; each may be replaced through the `messages` prop. */
export const disconnectMessages = {
  disconnectTitle: ({ provider }: Provider) => `Disconnect ${provider}?`,
  disconnectSubmit: ({ provider }: Provider) => `Disconnect ${provider}`,
  disconnecting: () => 'Disconnecting…',
  impactTitle: () => 'This stops now:',
  keepsTitle: () => 'This stays:',
  impactLoading: () => 'Counting what else would stop…',
  impactSlow: () => 'Counting what else would stop takes longer than usual. You can disconnect without waiting.',
  impactFailed: () => 'We could not count what else would stop, so this list may be incomplete. You can still disconnect.',
  pauseInstead: () => 'Pause instead',
  pausing: () => 'Pausing…',
} satisfies Record<string, (args: never) => string>;

export type DisconnectMessages = typeof disconnectMessages;
