/** English texts of the form; each may be replaced through the `messages` prop. */
export const formMessages = {
  fieldOptional: () => '(optional)',
  fieldDocs: ({ label }: { label: string }) => `About ${label}`,
  fieldLacks: ({ name, how }: { name: string; how: string }) => `Needs ${name}. ${how}`,
  fieldNewTab: () => '(opens in a new tab)',
  secretShow: () => 'Show',
  secretShowLabel: ({ label }: { label: string }) => `Show ${label}`,
  secretHide: () => 'Hide',
  secretHideLabel: ({ label }: { label: string }) => `Hide ${label}`,
  secretSaved: ({ hint, date }: { hint: string | null; date: string | null }) => ['Saved', hint && `ends in ${hint}`, date].filter(Boolean).join(' · '),
  choose: () => 'Choose…',
  chooseNone: () => 'None',
} satisfies Record<string, (args: never) => string>;

export type FormMessages = typeof formMessages;
