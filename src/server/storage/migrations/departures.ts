import { type Kysely, sql } from 'kysely';
import { appRole } from '../app-role.ts';

/** What is left to do at providers after disconnects: one row for each, deleted once it is done or given up; and what an Integration shows of it. */
export async function departures(database: Kysely<unknown>): Promise<void> {
  for (const statement of [table, isolation, due, grants, sealCount, shown].flat()) await sql.raw(statement).execute(database);
}

const table = [
  `create table integration_departures (
  id uuid primary key,
  store_id uuid not null constraint integration_departures_store_fk references stores (id) on delete cascade,
  provider varchar(50) not null,
  account_key varchar(32) not null,
  scheme varchar(20) not null constraint integration_departures_scheme check (scheme in ('credentials', 'oauth2')),
  account_id text,
  actor text not null,
  revokes boolean not null,
  cleaned boolean not null default false,
  credentials jsonb not null constraint integration_departures_sealed check (credentials @> '{"v": 1}' and jsonb_typeof(credentials -> 'fields') = 'object' and (credentials - '{v,dataKey,version,fields}'::text[]) = '{}'),
  attempts integer not null default 0,
  lease integer not null default 0,
  next_at timestamptz not null,
  created_at timestamptz not null
)`,
  `create index integration_departures_next on integration_departures (next_at)`,
  `create index integration_departures_place on integration_departures (store_id, provider, account_key)`,
];

const isolation = [
  `alter table integration_departures enable row level security`,
  `alter table integration_departures force row level security`,
  `create policy own_store on integration_departures to ${appRole} using (store_id = nullif(current_setting('integrations.store', true), '')::uuid) with check (store_id = nullif(current_setting('integrations.store', true), '')::uuid)`,
  `grant select, insert, update, delete on integration_departures to ${appRole}`,
];

// Whoever carries them out must know which stores have some; it learns where and when, and nothing else.
const due = [
  `create function integration_departures_due(most integer) returns table (store uuid, id uuid, at timestamptz) language sql stable security definer
  as $$ select store_id, id, next_at from integration_departures order by next_at limit most $$`,
  `do $$ begin execute format('alter function integration_departures_due(integer) set search_path = %I, pg_temp', current_schema()); end $$`,
  `revoke all on function integration_departures_due(integer) from public`,
  `grant execute on function integration_departures_due(integer) to ${appRole}`,
  `create policy due on integration_departures for select to current_user using (true)`,
];

// Where ending one grant ends others of the same account, other stores count too: how many there are, and nothing of which.
const grants = [
  `create function integration_grants_elsewhere(of_provider text, of_account text) returns integer language sql stable security definer
  as $$ select count(*)::integer from integrations where provider = of_provider and account_id = of_account and scheme = 'oauth2' and status in ('connected', 'unverified', 'error')
    and store_id <> nullif(current_setting('integrations.store', true), '')::uuid $$`,
  `do $$ begin execute format('alter function integration_grants_elsewhere(text, text) set search_path = %I, pg_temp', current_schema()); end $$`,
  `revoke all on function integration_grants_elsewhere(text, text) from public`,
  `grant execute on function integration_grants_elsewhere(text, text) to ${appRole}`,
  `create policy grants on integrations for select to current_user using (scheme = 'oauth2')`,
  `create index integrations_grants on integrations (provider, account_id) where scheme = 'oauth2'`,
];

const sealCount = [
  `create trigger count_seals_first after insert on integration_departures for each row execute function integration_count_seals()`,
  `create trigger count_seals after update of credentials on integration_departures for each row when (new.credentials <> old.credentials) execute function integration_count_seals()`,
];

const shown = [`alter table integrations add column revocation varchar(10) not null default 'none' constraint integrations_revocation check (revocation in ('none', 'pending', 'failed'))`];
