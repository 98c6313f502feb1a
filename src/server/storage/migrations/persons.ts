import { type Kysely, sql } from 'kysely';
import { appRole } from '../app-role.ts';

/** Who granted access, as far as the provider tells: where ending one grant ends all of the same person, other accounts of theirs count as well. */
export async function persons(database: Kysely<unknown>): Promise<void> {
  for (const statement of [...columns, ...grants]) await sql.raw(statement).execute(database);
}

const columns = ['alter table integrations add column persons jsonb', 'alter table integration_departures add column persons jsonb'];

const name = 'integration_grants_elsewhere(text, text, jsonb)';
const grants = [
  'drop function integration_grants_elsewhere(text, text)',
  `create function integration_grants_elsewhere(of_provider text, of_account text, of_persons jsonb) returns integer language sql stable security definer
  as $$ select count(*)::integer from integrations where provider = of_provider and scheme = 'oauth2' and status in ('connected', 'unverified', 'error')
    and (case when persons is null or of_persons is null then account_id = of_account else jsonb_exists_any(persons, array(select jsonb_array_elements_text(of_persons))) end)
    and store_id <> nullif(current_setting('integrations.store', true), '')::uuid $$`,
  `do $$ begin execute format('alter function ${name} set search_path = %I, pg_temp', current_schema()); end $$`,
  `revoke all on function ${name} from public`,
  `grant execute on function ${name} to ${appRole}`,
];
