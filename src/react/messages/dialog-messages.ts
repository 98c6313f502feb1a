type Provider = { provider: string };
type Count = { count: number };

/** English texts of the dialogs; each may be replaced through the `messages` prop. */
export const dialogMessages = {
  dialogClose: () => 'Close',
  dialogCancel: () => 'Cancel',
  dialogRetry: () => 'Retry',
  dialogTest: () => 'Test connection',
  dialogLoading: () => 'Loading the form…',
  dialogLoadFailed: () => 'The form could not be loaded. Check your network; nothing you saved is lost.',
  dialogReadOnly: () => 'You can look at this, but not change it. Ask an admin of this store.',
  helpLink: ({ provider }: Provider) => `${provider} help`,
  opensInNewTab: () => '(opens in a new tab)',

  guardTitle: () => 'Discard changes?',
  guardText: () => 'What you entered here has not been saved.',
  guardKeep: () => 'Keep editing',
  guardDiscard: () => 'Discard changes',

  connectTitle: ({ provider }: Provider) => `Connect ${provider}`,
  reconnectTitle: ({ provider }: Provider) => `Reconnect ${provider}`,
  reconnectNote: () => 'Your settings stay exactly as they are.',
  guideTitle: () => 'Where to find your keys',
  guideLink: ({ provider }: Provider) => `Open ${provider}`,
  connectOAuthOnly: ({ provider }: Provider) => `${provider} cannot be connected with keys here.`,
  checkingKey: () => 'Checking your key…',
  saving: () => 'Saving…',
  connectedTitle: ({ provider }: Provider) => `${provider} is connected`,
  configure: () => 'Configure',
  done: () => 'Done',
  notDoneYet: () => 'It did not go through, and nothing was saved. Everything you typed is still here.',
  checkAgain: () => 'Check again',
  checkingAgain: ({ provider }: Provider) => `Looking at how ${provider} stands now…`,

  testVerified: ({ account }: { account: string | null }) => (account ? `The connection works: ${account}` : 'The connection works'),
  testUnverified: () => 'Nothing failed, but not everything can be proven',
  testRejected: () => 'The test failed',

  configureTitle: ({ provider }: Provider) => `Configure ${provider}`,
  configureSince: ({ account, date }: { account: string | null; date: string | null }) => [account, date && `connected ${date}`].filter(Boolean).join(' · '),
  configureEmpty: ({ provider }: Provider) => `${provider} has nothing to configure.`,
  connectionSection: () => 'Connection',
  secretMissing: () => 'Not saved',
  replace: () => 'Replace',
  replaceNamed: ({ label }: { label: string }) => `Replace ${label}`,
  unsavedCount: ({ count }: Count) => (count === 1 ? '1 unsaved change' : `${count} unsaved changes`),
  discard: () => 'Discard',
  saveChanges: () => 'Save changes',
  savedAt: ({ time }: { time: string }) => `Saved at ${time}`,
  mergedNote: ({ fields }: { fields: string }) => `Meanwhile these were changed elsewhere: ${fields}. Both their changes and yours are saved.`,
  conflictText: ({ count }: Count) => (count === 1 ? 'Nothing was overwritten. Choose which value to keep.' : 'Nothing was overwritten. Choose which values to keep.'),

  disconnectTitle: ({ provider }: Provider) => `Disconnect ${provider}?`,
  disconnectSubmit: ({ provider }: Provider) => `Disconnect ${provider}`,
  disconnecting: () => 'Disconnecting…',
  disconnected: ({ provider }: Provider) => `${provider} is disconnected. Your settings are kept for when you reconnect.`,
  impactTitle: () => 'This stops now:',
  keepsTitle: () => 'This stays:',
  impactLoading: () => 'Counting what else would stop…',
  impactSlow: () => 'Counting what else would stop takes longer than usual. You can disconnect without waiting.',
  impactFailed: () => 'We could not count what else would stop, so this list may be incomplete. You can still disconnect.',
  stillConnected: ({ provider }: Provider) => `${provider} is still connected.`,
  pauseInstead: () => 'Pause instead',
  pausing: () => 'Pausing…',
  paused: ({ provider }: Provider) => `${provider} is paused.`,
} satisfies Record<string, (args: never) => string>;

export type DialogMessages = typeof dialogMessages;
