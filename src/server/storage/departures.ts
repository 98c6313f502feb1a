import { type Selectable, sql, type Transaction } from 'kysely';
import type { LogEntry } from '../options.ts';
import type { SealContext, Vault } from '../vault/vault.ts';
import { openAs, sealAs, unreadable } from './credential-access.ts';
import type { Clock } from './clock.ts';
import type { DepartingValues, Departure, DepartureStore } from './departure-row.ts';
import { writePending } from './end-of-transaction.ts';
import { addressOf, json } from './integration-rows.ts';
import type { DatabaseSchema, DeparturesTable } from './schema.ts';

interface Parts {
  transaction: Transaction<DatabaseSchema>;
  store: string;
  vault: Vault;
  now: () => Date;
  clock: Clock;
  log: (entry: LogEntry) => void;
}

export function createDepartureStore({ transaction, store, vault, now, clock, log }: Parts): DepartureStore {
  const context = (id: string, version: number): SealContext => ({ store, integration: `departure/${id}`, version });
  const seal = async (id: string, version: number, values: DepartingValues) => json(await sealAs(transaction, vault, { context: context(id, version), values: { ...values }, now: now(), log })) as never;
  const held = ({ id, lease }: Departure) => transaction.updateTable('integration_departures').where('store_id', '=', store).where('id', '=', id).where('lease', '=', lease);

  return {
    async add({ address, scheme, account, persons, ownApp, actor, revokes, cleaned }, values) {
      const id = crypto.randomUUID();
      await transaction.insertInto('integration_departures').values({
        id, store_id: store, provider: address.provider, account_key: address.accountKey, scheme, account_id: account, persons: persons && json(persons), own_app: ownApp, actor, revokes, cleaned, credentials: await seal(id, 1, values), next_at: clock.in(0) as never, created_at: now(),
      }).execute();
    },
    async take(id, milliseconds) {
      const taken = await transaction.updateTable('integration_departures').set(({ eb }) => ({ next_at: clock.in(milliseconds), lease: eb('lease', '+', 1) }))
        .where('store_id', '=', store).where('id', '=', id).where('next_at', '<=', clock.in(0)).returningAll().executeTakeFirst();
      return taken ? toDeparture(taken) : null;
    },
    async open({ id, address, actor }) {
      const { credentials: sealed } = await transaction.selectFrom('integration_departures').select('credentials').where('store_id', '=', store).where('id', '=', id).executeTakeFirstOrThrow();
      const values = await openAs(transaction, vault, { context: context(id, sealed.version), sealed }).catch((error: unknown) => { throw unreadable(error); });
      await writePending(transaction, { store, now: now(), clock, audits: [{ integration: addressOf(address), actor, action: 'credentials.open', outcome: 'allowed', details: { purpose: 'depart' } }], settle: null });
      return values as unknown as DepartingValues;
    },
    async keep(departure, { cleaned, values }) {
      const sealed = values && { credentials: await seal(departure.id, departure.lease + 1, values) };
      return (await held(departure).set({ ...(cleaned && { cleaned }), ...sealed }).returning('id').execute()).length > 0;
    },
    async postpone(departure, milliseconds, failed) {
      return (await held(departure).set({ next_at: clock.in(milliseconds) as never, attempts: departure.attempts + (failed ? 1 : 0) }).returning('id').execute()).length > 0;
    },
    async end(departure, how) {
      const { address: { provider, accountKey }, id, lease, revokes } = departure;
      const ended = await transaction.deleteFrom('integration_departures').where('store_id', '=', store).where('id', '=', id).where('lease', '=', lease).returning('id').execute();
      if (ended.length === 0) return false;
      // Once it is connected again, the card is about the new access. Of several revocations, one that failed is what is shown.
      if (revokes) await sql`update integrations set revocation = case when ${how} = 'failed' then 'failed'
          when exists (select from integration_departures where store_id = ${store}::uuid and provider = ${provider} and account_key = ${accountKey} and revokes) then revocation else 'none' end
        where store_id = ${store}::uuid and provider = ${provider} and account_key = ${accountKey} and status = 'disconnected' and revocation = 'pending'`.execute(transaction);
      return true;
    },
    async withdraw(providers, account, ownApp) {
      await transaction.deleteFrom('integration_departures').where('store_id', '=', store).where('provider', 'in', providers).where('account_id', '=', account).where(sql<boolean>`own_app is not distinct from ${ownApp}`).where('revokes', '=', true).execute();
    },
    async countShared({ provider, account, persons, ownApp, providers, except = null }) {
      const granters = persons && JSON.stringify(persons);
      const others = providers.filter((one) => one !== provider).join(',');
      const { rows } = await sql<{ n: number }>`select integration_grants_elsewhere(${provider}, ${account}, ${granters}::jsonb, ${ownApp}::text) + integration_grants_of_family(${sql.val(`{${others}}`)}::text[], ${granters}::jsonb, ${ownApp}::text) + (
        select count(*)::integer from integrations where store_id = ${store}::uuid and scheme = 'oauth2' and status in ('connected', 'unverified', 'error') and own_app is not distinct from ${ownApp}::text
          and (${except}::uuid is null or id <> ${except}::uuid) and (provider = any(${sql.val(`{${providers.join(',')}}`)}::text[]) or (provider = ${provider} and account_id = ${account}))) as n`.execute(transaction);
      return rows[0]?.n ?? 0;
    },
  };
}

function toDeparture(from: Selectable<DeparturesTable>): Departure {
  return {
    id: from.id, address: { provider: from.provider, accountKey: from.account_key }, scheme: from.scheme, account: from.account_id, persons: from.persons, ownApp: from.own_app, actor: from.actor, revokes: from.revokes, cleaned: from.cleaned,
    attempts: from.attempts, lease: from.lease, createdAt: from.created_at,
  };
}
