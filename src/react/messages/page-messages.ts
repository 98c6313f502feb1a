/** English texts of the page; each may be replaced through the `messages` prop. */
export const pageMessages = {
} satisfies Record<string, (args: never) => string>;

export type PageMessages = typeof pageMessages;
