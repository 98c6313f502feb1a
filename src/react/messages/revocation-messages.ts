type Provider = { provider: string };

/** English texts of what became of access at the provider after a disconnect; each may be replaced through the `messages` prop. */
export const revocationMessages = {
  revocationPending: ({ provider }: Provider) => `Access is being revoked at ${provider}.`,
  revocationFailed: ({ provider }: Provider) => `We couldn't revoke access at ${provider}.`,
  revocationFailedMore: () => 'It is disconnected here, and nothing is sent any more. The permission stays until you remove it there.',
  revocationByHand: ({ provider }: Provider) => `Remove it at ${provider}`,
  revocationNoted: ({ provider }: Provider) => `The note about ${provider} is closed.`,
} satisfies Record<string, (args: never) => string>;

export type RevocationMessages = typeof revocationMessages;
