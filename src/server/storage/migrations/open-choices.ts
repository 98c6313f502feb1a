import { type Kysely, sql } from 'kysely';
import { appRole } from '../app-role.ts';

/** Choices that hold tokens until somebody makes them, by when they lapse: whoever ends the tokens at the provider then learns which store has one, and nothing else. */
export async function openChoices(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

const name = 'integration_choices_open(integer)';
const holding = "found is not null and credentials <> '{}'";
const statements = [
  `create index integration_authorizations_choices on integration_authorizations (expires_at) where ${holding}`,
  `create function integration_choices_open(most integer) returns table (store uuid, id text, at timestamptz) language sql stable security definer
  as $$ select store_id, id, expires_at from integration_authorizations where ${holding} order by expires_at limit most $$`,
  `do $$ begin execute format('alter function ${name} set search_path = %I, pg_temp', current_schema()); end $$`,
  `revoke all on function ${name} from public`,
  `grant execute on function ${name} to ${appRole}`,
];
