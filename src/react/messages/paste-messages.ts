type Label = { label: string };
type Labels = { labels: string };

/** English texts of what is said about pasted text; each may be replaced through the `messages` prop. */
export const pasteMessages = {
  pasteFoundOne: ({ label }: Label) => `We found the value for ${label} in what you pasted.`,
  pasteFound: ({ count }: { count: number }) => `We found ${count} values in what you pasted.`,
  pasteLooksLike: ({ label }: Label) => `This looks like the value for ${label}.`,
  pasteExchanged: ({ label }: Label) => `This looks like the value for ${label}, and the other way round.`,
  pasteSeveral: ({ labels }: Labels) => `There are several values for ${labels}, so none was chosen. Copy only the one you want.`,
  pasteSecret: ({ hint }: { hint: string | null }) => (hint === null ? 'Secret, not shown' : `Secret, ends in ${hint}`),
  pasteReplaces: () => 'Replaces what is there',
  pasteFill: () => 'Fill in',
  pasteFillLabel: ({ label }: Label) => `Fill in ${label}`,
  pasteFillAll: () => 'Fill in all',
  pasteMove: ({ label }: Label) => `Move it to ${label}`,
  pasteExchange: ({ label }: Label) => `Exchange it with ${label}`,
  pasteKeep: () => 'Keep as pasted',
  pasteClose: () => 'Close',
  pasteFilled: () => 'Filled in',
  pasteDone: ({ labels }: Labels) => `Filled in: ${labels}.`,
  pasteUndo: () => 'Undo',
  pasteUndone: () => 'Everything is as you pasted it.',
  pasteSaid: ({ text }: { text: string }) => `${text} What you can do stands below the field.`,
} satisfies Record<string, (args: never) => string>;

export type PasteMessages = typeof pasteMessages;
