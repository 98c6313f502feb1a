/** English texts of the dialog; each may be replaced through the `messages` prop. */
export const dialogMessages = {
} satisfies Record<string, (args: never) => string>;

export type DialogMessages = typeof dialogMessages;
