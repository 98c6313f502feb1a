import { type Kysely, sql } from 'kysely';
import { appRole } from '../app-role.ts';

/** When a sign-in nobody uses is renewed: whoever does that learns which Integration of which store it is, and nothing else. */
export async function renewals(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

const name = 'integration_renewals_due(integer)';
const statements = [
  'alter table integrations add column renew_at timestamptz',
  // Of what is signed in already, only the sealed tokens tell; a first look, spread over a day, finds out.
  `update integrations set renew_at = now() + random() * interval '1 day' where scheme = 'oauth2' and status <> 'needs_reauth'`,
  `create index integrations_renewals on integrations (renew_at) where scheme = 'oauth2' and renew_at is not null`,
  `create function ${name.replace('integer', 'most integer')} returns table (store uuid, id text, at timestamptz) language sql stable security definer
  as $$ select store_id, case account_key when '' then provider else provider || '~' || account_key end, renew_at from integrations where scheme = 'oauth2' and renew_at is not null order by renew_at limit most $$`,
  `do $$ begin execute format('alter function ${name} set search_path = %I, pg_temp', current_schema()); end $$`,
  `revoke all on function ${name} from public`,
  `grant execute on function ${name} to ${appRole}`,
];
