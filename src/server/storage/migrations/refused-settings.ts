import { type Kysely, sql } from 'kysely';

/** Settings that are saved here and were refused by the provider, or not confirmed yet: dotted path → why. */
export async function refusedSettings(database: Kysely<unknown>): Promise<void> {
  await sql`alter table integrations add column refused jsonb not null default '{}'`.execute(database);
}
