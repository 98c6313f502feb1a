/** The form of a SID by its first two letters: https://www.twilio.com/docs/glossary/what-is-a-sid */
export const sidForm = (prefix: string) => new RegExp(`^${prefix}[0-9a-fA-F]{32}$`);
