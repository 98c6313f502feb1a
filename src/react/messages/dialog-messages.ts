type Provider = { provider: string };

/** English texts of the dialogs; each may be replaced through the `messages` prop. */
export const dialogMessages = {
  dialogClose: () => 'Close',
  dialogCancel: () => 'Cancel',
  dialogTest: () => 'Test connection',
  dialogLoading: () => 'Loading the form…',
  dialogLoadFailed: () => 'The form could not be loaded. Check your network; nothing you saved is lost.',
  dialogReadOnly: () => 'You can look at this, but not change it. Ask an admin of this store.',
  helpLink: ({ provider }: Provider) => `${provider} help`,
  opensInNewTab: () => '(opens in a new tab)',

  connectTitle: ({ provider }: Provider) => `Connect ${provider}`,
  reconnectTitle: ({ provider }: Provider) => `Reconnect ${provider}`,
  guideTitle: () => 'Where to find your keys',
  guideLink: ({ site }: { site: string }) => `Open ${site}`,
  checkingKey: () => 'Checking your key…',
  done: () => 'Done',
  checkAgain: () => 'Check again',

  configureTitle: ({ provider }: Provider) => `Configure ${provider}`,
  configureSince: ({ account, date }: { account: string | null; date: string | null }) => [account, date && `connected ${date}`].filter(Boolean).join(' · '),
  configureEmpty: ({ provider }: Provider) => `${provider} has nothing to configure.`,
  savedAt: ({ time }: { time: string }) => `Saved at ${time}`,

  disconnectTitle: ({ provider }: Provider) => `Disconnect ${provider}?`,
  disconnectSubmit: ({ provider }: Provider) => `Disconnect ${provider}`,
  disconnecting: () => 'Disconnecting…',
  impactTitle: () => 'This stops now:',
  keepsTitle: () => 'This stays as it is:',
  pauseInstead: () => 'Pause instead',
  pausing: () => 'Pausing…',
} satisfies Record<string, (args: never) => string>;

export type DialogMessages = typeof dialogMessages;
