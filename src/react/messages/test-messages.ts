type Provider = { provider: string };

/** English texts of the dialog that sends a test event; each may be replaced through the `messages` prop. */
export const testMessages = {
  sendTestTitle: ({ title, provider }: { title: string | undefined; provider: string }) => `${title ?? 'Send a test'} with ${provider}`,
  sendTestFor: ({ account }: { account: string | null }) => (account ? `With ${account}, and what is saved here.` : 'With what is saved here.'),
  sendTestNone: ({ provider }: Provider) => `${provider} takes no test here.`,
  sendTestNotConnected: ({ provider }: Provider) => `${provider} is not connected, so nothing can be sent. Connect it first.`,
  sendTestRunning: ({ provider }: Provider) => `Sending to ${provider}…`,
  sendTestSlow: ({ provider }: Provider) => `Still waiting for ${provider}. You may close this: the card goes on showing how it ends.`,
  sendTestAgain: () => 'Send another',
  sendTestLost: () => 'A test that went out already is not sent a second time: its receipt is fetched instead.',
  sendTestDone: () => 'Done',
  receiptSent: ({ time }: { time: string }) => `Sent at ${time}`,
  receiptUnproven: () => 'What this does not prove',
  receiptDetails: () => 'Show details',
  receiptRequest: () => 'Sent, without what is secret',
  receiptAnswer: ({ provider, status }: { provider: string; status: number }) => `Answer of ${provider}, status ${status}`,
  receiptNoAnswer: ({ provider }: Provider) => `${provider} did not answer.`,
} satisfies Record<string, (args: never) => string>;

export type TestMessages = typeof testMessages;
