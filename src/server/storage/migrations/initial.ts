import { type Kysely, sql } from 'kysely';
import { appRole } from '../app-role.ts';

/** The first tables: integrations, sync logs, data keys, audit, idempotency. */
export async function initial(database: Kysely<unknown>): Promise<void> {
  for (const statement of [role, stores, integrations, syncLogs, dataKeys, keyIds, audit, idempotency, ownStores, tenantTables.map(isolate), rights].flat(2)) {
    await sql.raw(statement).execute(database);
  }
}

const tenantTables = ['integrations', 'integration_sync_logs', 'integration_data_keys', 'integration_audit', 'integration_idempotency'];

// Roles belong to the cluster: another database's migration may create this one at the same moment.
const role = `
do $$
begin
  if not exists (select from pg_roles where rolname = '${appRole}') then
    begin
      create role ${appRole} nologin nosuperuser nobypassrls nocreatedb nocreaterole;
    exception when duplicate_object or unique_violation then null;
    end;
  end if;
  if exists (select from pg_roles where rolname = '${appRole}' and (rolsuper or rolbypassrls or rolcanlogin)) then
    raise exception 'The role ${appRole} may log in or pass row-level security, so stores would not be kept apart. Run: alter role ${appRole} nologin nosuperuser nobypassrls';
  end if;
  if not exists (select from pg_roles where rolname = current_user and rolsuper)
     and not pg_has_role(current_user, '${appRole}', case when current_setting('server_version_num')::int >= 160000 then 'SET' else 'MEMBER' end) then
    begin
      execute format('grant ${appRole} to %I', current_user);
    exception when unique_violation then null;
    end;
  end if;
end $$`;

// Marked as made here, for the trigger below and for people who look.
const stores = `
do $$
begin
  if to_regclass('stores') is null then
    create table stores (id uuid primary key);
    comment on table stores is 'Made by integrations-settings, because the database had no table of stores.';
  end if;
end $$`;

const integrations = [
  `create table integrations (
  id uuid primary key default gen_random_uuid(),
  store_id uuid not null constraint integrations_store_fk references stores (id) on delete cascade,
  integration_type varchar(50) not null,
  provider varchar(50) not null,
  account_key varchar(32) not null default '',
  label text,
  status varchar(20) not null default 'disconnected' constraint integrations_status check (status in ('disconnected', 'connected', 'unverified', 'needs_reauth', 'error')),
  credentials jsonb not null default '{}',
  credential_version integer not null default 0,
  previews jsonb not null default '{}',
  configuration jsonb not null default '{}',
  is_enabled boolean not null default true,
  scheme varchar(20) constraint integrations_scheme check (scheme in ('credentials', 'oauth2')),
  account_id text,
  account_label text,
  problem jsonb,
  retry_at timestamptz,
  checked_at timestamptz,
  since timestamptz not null default now(),
  connected_at timestamptz,
  connected_by text,
  updated_by text,
  last_synced timestamptz,
  revision integer not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint integrations_address unique (store_id, provider, account_key),
  constraint integrations_own_store unique (store_id, id),
  constraint integrations_sealed check (credentials = '{}' or (credentials @> '{"v": 1}' and jsonb_typeof(credentials -> 'fields') = 'object' and (credentials - '{v,dataKey,version,fields}'::text[]) = '{}')),
  constraint integrations_truth check (case when status = 'disconnected' then credentials = '{}' when status in ('connected', 'unverified') then credentials <> '{}' else true end)
)`,
  `create unique index integrations_account on integrations (store_id, provider, account_id) where account_id is not null and status <> 'disconnected'`,
];

const syncLogs = [
  `create table integration_sync_logs (
  id uuid primary key default gen_random_uuid(),
  store_id uuid not null,
  integration_id uuid not null,
  sync_type varchar(50) not null,
  status varchar(20) not null,
  records_processed integer,
  error_message text,
  started_at timestamptz not null,
  completed_at timestamptz,
  created_at timestamptz not null default now(),
  constraint integration_sync_logs_integration foreign key (store_id, integration_id) references integrations (store_id, id) on delete cascade
)`,
  `create index integration_sync_logs_latest on integration_sync_logs (integration_id, started_at desc)`,
];

const dataKeys = `
create table integration_data_keys (
  id uuid primary key,
  store_id uuid not null constraint integration_data_keys_one unique constraint integration_data_keys_store_fk references stores (id) on delete cascade,
  kek varchar(64) not null,
  wrapped text not null,
  created_at timestamptz not null
)`;

// Startup must know which key-encryption keys are in use over all stores; this tells their ids and nothing else.
// Both definer functions state their search path with pg_temp last, so that a temporary table cannot stand in for the real one.
const keyIds = [
  `create function integration_key_ids() returns setof text language sql stable security definer as 'select distinct kek::text from integration_data_keys'`,
  `do $$ begin execute format('alter function integration_key_ids() set search_path = %I, pg_temp', current_schema()); end $$`,
  `revoke all on function integration_key_ids() from public`,
  `create policy key_ids on integration_data_keys for select to current_user using (true)`,
];

const audit = [
  `create table integration_audit (
  id bigint generated always as identity primary key,
  store_id uuid not null,
  integration varchar(100),
  actor text not null,
  action varchar(50) not null,
  outcome varchar(10) not null constraint integration_audit_outcome check (outcome in ('allowed', 'denied', 'failed')),
  details jsonb not null default '{}',
  at timestamptz not null
)`,
  `create index integration_audit_latest on integration_audit (store_id, id desc)`,
];

const idempotency = [
  `create table integration_idempotency (
  store_id uuid not null,
  key text not null,
  fingerprint text not null,
  status integer,
  body text,
  etag text,
  expires_at timestamptz not null,
  primary key (store_id, key)
)`,
  `create index integration_idempotency_expiry on integration_idempotency (store_id, expires_at)`,
];

// Where the stores are ours, a store exists from its first write on. Where they are the host's, the foreign key decides.
const ownStores = `
do $$
begin
  if obj_description('stores'::regclass, 'pg_class') like 'Made by integrations-settings%' then
    create function integration_add_store() returns trigger language plpgsql security definer
      as 'begin insert into stores (id) values (new.store_id) on conflict do nothing; return new; end';
    execute format('alter function integration_add_store() set search_path = %I, pg_temp', current_schema());
    revoke all on function integration_add_store() from public;
    create trigger add_store before insert on integrations for each row execute function integration_add_store();
    create trigger add_store before insert on integration_data_keys for each row execute function integration_add_store();
  end if;
end $$`;

// After a transaction the setting reads '' rather than null, hence nullif. No subselect around it: the expression is stable, hence an index condition, and every statement would plan the subselect.
function isolate(table: string): string[] {
  const own = `store_id = nullif(current_setting('integrations.store', true), '')::uuid`;
  return [
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    `create policy own_store on ${table} to ${appRole} using (${own}) with check (${own})`,
  ];
}

const rights = [
  `do $$ begin execute format('grant usage on schema %I to ${appRole}', current_schema()); end $$`,
  `grant select, insert, update, delete on integrations, integration_sync_logs, integration_idempotency to ${appRole}`,
  `grant select, insert on integration_data_keys, integration_audit to ${appRole}`,
  `grant execute on function integration_key_ids() to ${appRole}`,
];
