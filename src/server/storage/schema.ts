/** Tables as Kysely sees them. */
// biome-ignore lint/suspicious/noEmptyInterface: filled with the tables.
export interface DatabaseSchema {}
