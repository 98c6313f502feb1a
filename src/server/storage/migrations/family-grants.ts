import { type Kysely, sql } from 'kysely';
import { appRole } from '../app-role.ts';

/**
 * Grants at other providers that end together with one, such as two services of Google: those of the same person, and those whose person cannot be
 * compared. Persons are compared by ids of one kind, which is what stands before the slash.
 */
export async function familyGrants(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

const name = 'integration_grants_of_family(text[], jsonb, text)';
const statements = [
  `create function integration_grants_of_family(of_providers text[], of_persons jsonb, of_app text) returns integer language sql stable security definer
  as $$ select count(*)::integer from integrations where provider = any(of_providers) and scheme = 'oauth2' and status in ('connected', 'unverified', 'error') and own_app is not distinct from of_app
    and (persons is null or of_persons is null or jsonb_exists_any(persons, array(select jsonb_array_elements_text(of_persons)))
      or not exists (select from jsonb_array_elements_text(persons) own join jsonb_array_elements_text(of_persons) other on split_part(own, '/', 1) = split_part(other, '/', 1)))
    and store_id <> nullif(current_setting('integrations.store', true), '')::uuid $$`,
  `do $$ begin execute format('alter function ${name} set search_path = %I, pg_temp', current_schema()); end $$`,
  `revoke all on function ${name} from public`,
  `grant execute on function ${name} to ${appRole}`,
];
