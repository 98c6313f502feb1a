import { type Kysely, sql } from 'kysely';
import { appRole } from '../app-role.ts';

/**
 * Chains the audit of each store and closes it against changes (SR-81), counts what each data key has sealed (SR-78), and lets the owner of
 * the tables wrap data keys anew (SR-77). Audit rows that are there already are chained in the order in which they were written.
 */
export async function auditChain(database: Kysely<unknown>): Promise<void> {
  for (const statement of [heads, columns, link, chainExisting, closed, auditStores, sealCount, rotation].flat()) await sql.raw(statement).execute(database);
}

/** What an audit row's hash covers besides the hash before it, as text with one reading only. `row` names the row in SQL. */
export function auditContent(row: string, seq = `${row}.seq`): string {
  return `jsonb_build_array(${seq}, ${row}.id, ${row}.store_id, ${row}.integration, ${row}.actor, ${row}.action, ${row}.outcome, ${row}.details, (extract(epoch from ${row}.at) * 1000000)::bigint)::text`;
}

const ownSearchPath = (name: string) => `do $$ begin execute format('alter function ${name}() set search_path = %I, pg_temp', current_schema()); end $$`;

// Locking the head puts the rows of a store in one order, whatever number their identity column drew.
const heads = [
  `create table integration_audit_heads (
  store_id uuid primary key,
  seq bigint not null,
  hash bytea not null
)`,
  `alter table integration_audit_heads enable row level security`,
  `alter table integration_audit_heads force row level security`,
  `create policy own_store on integration_audit_heads to ${appRole} using (store_id = nullif(current_setting('integrations.store', true), '')::uuid)`,
  `create policy owner on integration_audit_heads to current_user using (true) with check (true)`,
  `grant select on integration_audit_heads to ${appRole}`,
];

const columns = [`alter table integration_audit add column seq bigint, add column hash bytea`];

const link = [
  // One statement where the store has a history: each costs every write.
  `create function integration_audit_link() returns trigger language plpgsql security definer as $$
begin
  loop
    update integration_audit_heads head set seq = head.seq + 1, hash = sha256(head.hash || convert_to(${auditContent('new', 'head.seq + 1')}, 'UTF8'))
      where head.store_id = new.store_id returning head.seq, head.hash into new.seq, new.hash;
    exit when found;
    insert into integration_audit_heads (store_id, seq, hash) values (new.store_id, 0, '') on conflict do nothing;
  end loop;
  return new;
end $$`,
  ownSearchPath('integration_audit_link'),
  `revoke all on function integration_audit_link() from public`,
];

// The owner meets forced row-level security too, so it is lifted for the moment of this transaction.
const chainExisting = [
  `alter table integration_audit no force row level security`,
  `do $$
declare
  one integration_audit;
  head integration_audit_heads;
begin
  for one in select * from integration_audit order by store_id, id loop
    if one.store_id is distinct from head.store_id then
      head := row(one.store_id, 0, ''::bytea);
      insert into integration_audit_heads values (head.*);
    end if;
    one.seq := head.seq + 1;
    one.hash := sha256(head.hash || convert_to(${auditContent('one')}, 'UTF8'));
    head := row(one.store_id, one.seq, one.hash);
    update integration_audit set seq = one.seq, hash = one.hash where id = one.id;
    update integration_audit_heads set seq = one.seq, hash = one.hash where store_id = one.store_id;
  end loop;
end $$`,
  `alter table integration_audit force row level security`,
  `alter table integration_audit alter column seq set not null, alter column hash set not null`,
  // In the order of the chain, which is also the order in which history is read.
  `alter table integration_audit add constraint integration_audit_order unique (store_id, seq)`,
  `drop index integration_audit_latest`,
  `create trigger link before insert on integration_audit for each row execute function integration_audit_link()`,
];

// The app role lacks the rights anyway; this stops the owner and superusers from changing history by accident.
const closed = [
  `create function integration_audit_closed() returns trigger language plpgsql as $$
begin
  raise exception 'integration_audit is append-only: its rows cannot be changed or removed.' using errcode = '42501';
end $$`,
  `revoke all on function integration_audit_closed() from public`,
  `create trigger closed before update or delete or truncate on integration_audit for each statement execute function integration_audit_closed()`,
];

// Who verifies must know which stores have a history, even where a head was removed. For the owner only.
const auditStores = [
  `create function integration_audit_stores() returns setof uuid language sql stable security definer as 'select store_id from integration_audit_heads union select store_id from integration_audit'`,
  ownSearchPath('integration_audit_stores'),
  `revoke all on function integration_audit_stores() from public`,
  `create policy owner on integration_audit for select to current_user using (true)`,
];

const sealCount = [
  `alter table integration_data_keys add column seals bigint not null default 0`,
  `create function integration_count_seals() returns trigger language plpgsql security definer as $$
begin
  update integration_data_keys set seals = seals + (select count(*) from jsonb_object_keys(new.credentials -> 'fields')) where store_id = new.store_id;
  return new;
end $$`,
  ownSearchPath('integration_count_seals'),
  `revoke all on function integration_count_seals() from public`,
  `create trigger count_seals after update of credentials on integrations for each row when (new.credentials <> '{}' and new.credential_version <> old.credential_version) execute function integration_count_seals()`,
];

const rotation = [`create policy owner on integration_data_keys for update to current_user using (true) with check (true)`];
