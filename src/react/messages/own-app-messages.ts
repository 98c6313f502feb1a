type Provider = { provider: string };

/** English texts of signing in with an app of the merchant's own; each may be replaced through the `messages` prop. */
export const ownAppMessages = {
  ownAppTitle: ({ provider }: Provider) => `Your own app at ${provider}`,
  ownAppMore: ({ provider }: Provider) => `You then sign in at ${provider} with an app that you registered there. Its secret is stored encrypted and never shown again.`,
  ownAppRedirect: () => 'Redirect URI',
  ownAppRedirectMore: ({ provider }: Provider) => `Register exactly this address with your app. Without it ${provider} shows an error instead of the sign-in.`,
  ownAppCopy: () => 'Copy',
  ownAppCopied: () => 'Copied',
  ownAppBack: () => 'Back',
} satisfies Record<string, (args: never) => string>;

export type OwnAppMessages = typeof ownAppMessages;
