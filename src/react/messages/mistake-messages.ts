/** English texts of what is said of a form submitted with mistakes; each may be replaced through the `messages` prop. */
export const mistakeMessages = {
  problemInRow: ({ row, message }: { row: number; message: string }) => `Row ${row}: ${message}`,
  problemTitle: () => 'There is a problem',
} satisfies Record<string, (args: never) => string>;

export type MistakeMessages = typeof mistakeMessages;
