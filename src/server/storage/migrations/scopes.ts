import { type Kysely, sql } from 'kysely';

/** What the credentials of an Integration allow: `{ granted, missing }`, or null where the provider does not tell. */
export async function scopes(database: Kysely<unknown>): Promise<void> {
  await sql`alter table integrations add column scopes jsonb`.execute(database);
}
