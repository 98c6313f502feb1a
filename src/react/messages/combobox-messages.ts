/** English texts of the search box and of chosen entries; each may be replaced through the `messages` prop. */
export const comboboxMessages = {
  choicesLoading: () => 'Loading choices…',
  choicesNoMatch: ({ query }: { query: string }) => `Nothing matches “${query}”.`,
  choicesMore: () => 'There are more. Type to narrow them down.',
  choicesOpen: ({ label }: { label: string }) => `Open choices for ${label}`,
  tagRemove: ({ tag }: { tag: string }) => `Remove ${tag}`,
} satisfies Record<string, (args: never) => string>;

export type ComboboxMessages = typeof comboboxMessages;
