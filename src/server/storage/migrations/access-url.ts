import { type Kysely, sql } from 'kysely';

/** Where a person ends the last access by hand, kept with the disconnect: an Integration is shown without its connector. */
export async function accessUrl(database: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table integrations add column access_url text').execute(database);
}
