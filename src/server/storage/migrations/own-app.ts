import { type Kysely, sql } from 'kysely';
import { appRole } from '../app-role.ts';

/** Which app a sign-in was made with: ending one grant ends others of the same app alone. Null: the host's. */
export async function ownApp(database: Kysely<unknown>): Promise<void> {
  for (const statement of [...columns, ...grants]) await sql.raw(statement).execute(database);
}

const columns = ['alter table integrations add column own_app text', 'alter table integration_departures add column own_app text'];

const name = 'integration_grants_elsewhere(text, text, jsonb, text)';
const grants = [
  'drop function integration_grants_elsewhere(text, text, jsonb)',
  `create function integration_grants_elsewhere(of_provider text, of_account text, of_persons jsonb, of_app text) returns integer language sql stable security definer
  as $$ select count(*)::integer from integrations where provider = of_provider and scheme = 'oauth2' and status in ('connected', 'unverified', 'error') and own_app is not distinct from of_app
    and (case when persons is null or of_persons is null then account_id = of_account else jsonb_exists_any(persons, array(select jsonb_array_elements_text(of_persons))) end)
    and store_id <> nullif(current_setting('integrations.store', true), '')::uuid $$`,
  `do $$ begin execute format('alter function ${name} set search_path = %I, pg_temp', current_schema()); end $$`,
  `revoke all on function ${name} from public`,
  `grant execute on function ${name} to ${appRole}`,
];
