import { type Kysely, sql } from 'kysely';
import { appRole } from '../app-role.ts';

/** Sign-ins at providers: one row for each attempt, found by the hash of its state; and what an Integration shows of them. */
export async function authorizations(database: Kysely<unknown>): Promise<void> {
  for (const statement of [table, isolation, lookup, sealCount, shown].flat()) await sql.raw(statement).execute(database);
}

const table = [
  `create table integration_authorizations (
  id varchar(100) primary key,
  store_id uuid not null constraint integration_authorizations_store_fk references stores (id) on delete cascade,
  provider varchar(50) not null,
  account_key varchar(32) not null,
  state_hash text not null constraint integration_authorizations_state unique,
  actor text not null,
  session_hash text not null,
  redirect_uri text not null,
  scopes jsonb not null,
  status varchar(20) not null default 'pending' constraint integration_authorizations_status check (status in ('pending', 'completed', 'needs_choice', 'failed', 'cancelled')),
  credentials jsonb not null default '{}' constraint integration_authorizations_sealed check (credentials = '{}' or (credentials @> '{"v": 1}' and jsonb_typeof(credentials -> 'fields') = 'object' and (credentials - '{v,dataKey,version,fields}'::text[]) = '{}')),
  found jsonb,
  problem jsonb,
  consumed_at timestamptz,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  constraint integration_authorizations_wiped check (credentials = '{}' or status in ('pending', 'needs_choice'))
)`,
  `create index integration_authorizations_expiry on integration_authorizations (store_id, expires_at)`,
];

const isolation = [
  `alter table integration_authorizations enable row level security`,
  `alter table integration_authorizations force row level security`,
  `create policy own_store on integration_authorizations to ${appRole} using (store_id = nullif(current_setting('integrations.store', true), '')::uuid) with check (store_id = nullif(current_setting('integrations.store', true), '')::uuid)`,
  `grant select, insert, update, delete on integration_authorizations to ${appRole}`,
];

// A provider's answer names no store. Who knows the secret of a state learns which store to ask the host about, and nothing else.
const lookup = [
  `create function integration_authorization_place(hash text, out store uuid, out integration text) language sql stable security definer
  as $$ select store_id, case account_key when '' then provider else provider || '~' || account_key end from integration_authorizations where state_hash = hash $$`,
  `do $$ begin execute format('alter function integration_authorization_place(text) set search_path = %I, pg_temp', current_schema()); end $$`,
  `revoke all on function integration_authorization_place(text) from public`,
  `grant execute on function integration_authorization_place(text) to ${appRole}`,
  `create policy place on integration_authorizations for select to current_user using (true)`,
];

const sealCount = [
  `create trigger count_seals_first after insert on integration_authorizations for each row when (new.credentials <> '{}') execute function integration_count_seals()`,
  `create trigger count_seals after update of credentials on integration_authorizations for each row when (new.credentials <> '{}' and new.credentials <> old.credentials) execute function integration_count_seals()`,
];

// The lease excludes a second refresh on every kind of database (advisory locks do not on PGlite); its number tells a holder that was overtaken.
const shown = [`alter table integrations add column sign_in jsonb, add column access_ends_at timestamptz, add column refresh_until timestamptz, add column refresh_number integer not null default 0`];
