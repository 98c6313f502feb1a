/** English texts of the form; each may be replaced through the `messages` prop. */
export const formMessages = {
} satisfies Record<string, (args: never) => string>;

export type FormMessages = typeof formMessages;
