import { fork } from 'node:child_process';
import { once } from 'node:events';
import { sql } from 'kysely';
import { afterEach, describe, expect, inject, it, vi } from 'vitest';
import { isIntegrationsError } from '../../../src/core/errors.ts';
import { openPGlite } from '../../../src/server/pglite/index.ts';
import { openPostgres } from '../../../src/server/postgres/index.ts';
import { createStorage } from '../../../src/server/storage/create-storage.ts';
import type { IntegrationsDatabase } from '../../../src/server/storage/database.ts';
import { migrate } from '../../../src/server/storage/migrate.ts';
import { migrations } from '../../../src/server/storage/migrations.ts';
import { aStore, aVault, connected } from './a-store.ts';
import { aPostgresDatabase } from './database-fixtures.ts';

// A boot of PGlite takes 1 to 2 s on an idle machine, and many times that on a busy one.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const opened: IntegrationsDatabase[] = [];
const keep = (database: IntegrationsDatabase) => { opened.push(database); return database; };
const emptyPGlite = async () => keep(await openPGlite());
const emptyPostgres = async () => keep(openPostgres({ connectionString: await aPostgresDatabase(inject('postgresUrl')) }));
afterEach(async () => { for (const database of opened.splice(0)) await database.close(); });

const asAdmin = async (connectionString: string, statement: string) => {
  const admin = openPostgres({ connectionString });
  await sql.raw(statement).execute(admin.kysely);
  await admin.close();
};
const applied = async ({ kysely }: IntegrationsDatabase) => (await sql<{ name: string }>`select name from integration_migrations order by name`.execute(kysely)).rows.map(({ name }) => name);
const known = Object.keys(migrations);

describe.each([['PGlite', emptyPGlite], ['PostgreSQL', emptyPostgres]])('migrations on %s (SR-98)', (_, empty) => {
  it('are applied once by several starters, and again without effect', async () => {
    const database = await empty();
    await Promise.all([migrate(database), migrate(database), migrate(database)]);
    await migrate(database);
    expect(await applied(database)).toEqual(known);
  });

  it('refuse a newer schema in words, and change nothing', async () => {
    const database = await empty();
    await migrate(database, { ...migrations, '9999_later': { up: async (db) => { await sql`create table later (id integer)`.execute(db); } } });
    await expect(migrate(database)).rejects.toThrow(/newer version of integrations-settings \(it has 9999_later/);
    expect(await applied(database)).toEqual([...known, '9999_later']);
  });

  it('leave nothing behind when one fails, and carry on after the repair', async () => {
    const database = await empty();
    const broken = { up: async (db: IntegrationsDatabase['kysely']) => { await sql`create table half (id integer)`.execute(db); await sql`select 1/0`.execute(db); } };
    await expect(migrate(database, { ...migrations, '0009_broken': broken })).rejects.toThrow(/nothing was changed: division by zero/);
    const { rows } = await sql<{ half: string | null; all: string | null }>`select to_regclass('half')::text as half, to_regclass('integrations')::text as all`.execute(database.kysely);
    expect(rows).toEqual([{ half: null, all: null }]);
    await migrate(database);
    expect(await applied(database)).toEqual(known);
  });

  it('use the host’s table of stores, where a store that is not in it does not exist', async () => {
    const database = await empty();
    const store = aStore();
    await sql`create table stores (id uuid primary key, name text not null)`.execute(database.kysely);
    await sql`insert into stores values (${store}::uuid, 'A shop')`.execute(database.kysely);
    const storage = createStorage({ database, vault: aVault() });
    await storage.migrate();
    expect(await storage.store(store, (tx) => connected(tx))).toMatchObject({ status: 'connected' });
    await expect(storage.store(aStore(), (tx) => connected(tx))).rejects.toSatisfy((error) => isIntegrationsError(error, 'not_found'));
    expect((await sql`select id, name from stores`.execute(database.kysely)).rows).toEqual([{ id: store, name: 'A shop' }]);
    await sql`delete from stores`.execute(database.kysely);
    expect((await sql`select from integrations union all select from integration_data_keys`.execute(database.kysely)).rows).toEqual([]);
  });
});

describe('migrations on PGlite', () => {
  it('refuse a role that may log in or pass row-level security, saying what to run (SR-43)', async () => {
    const database = await emptyPGlite();
    await sql`create role integrations_settings_app nologin`.execute(database.kysely);
    for (const right of ['superuser', 'bypassrls', 'login']) {
      await sql`alter role integrations_settings_app ${sql.raw(right)}`.execute(database.kysely);
      await expect(migrate(database), right).rejects.toThrow(/nothing was changed: The role integrations_settings_app may.*nologin nosuperuser nobypassrls/);
      await sql`alter role integrations_settings_app nologin nosuperuser nobypassrls`.execute(database.kysely);
    }
    await migrate(database);
    expect(await applied(database)).toEqual(known);
  });
});

describe('a start on a database that came from elsewhere', () => {
  it('says what to run where the role is missing, as after restoring a dump into another cluster', async () => {
    const database = await emptyPGlite();
    const storage = createStorage({ database, vault: aVault() });
    await storage.migrate();
    await storage.checkKeys();
    await sql`drop owned by integrations_settings_app`.execute(database.kysely);
    await sql`drop role integrations_settings_app`.execute(database.kysely);
    await storage.migrate();
    await expect(storage.checkKeys()).rejects.toThrow(/cannot become the role integrations_settings_app.*create role.*restore it again/);
  });

  it('says so where the role was not granted', async () => {
    const connectionString = await aPostgresDatabase(inject('postgresUrl'));
    const admin = keep(openPostgres({ connectionString }));
    await migrate(admin);
    const login = `late_${crypto.randomUUID().replaceAll('-', '')}`;
    await sql`create role ${sql.id(login)} login`.execute(admin.kysely);
    const url = new URL(connectionString);
    url.username = login;
    const storage = createStorage({ database: keep(openPostgres({ connectionString: url.href })), vault: aVault() });
    await expect(storage.checkKeys()).rejects.toThrow(/cannot become the role integrations_settings_app.*grant/);
  });
});

describe('migrations on PostgreSQL', () => {
  it('are safe when four processes start at once on one empty database (SR-98)', async () => {
    const connectionString = await aPostgresDatabase(inject('postgresUrl'));
    const starters = Array.from({ length: 4 }, () => fork(new URL('./migrate-child.ts', import.meta.url), [connectionString], { execArgv: [] }));
    await Promise.all(starters.map((starter) => once(starter, 'message')));
    const answers = starters.map((starter) => once(starter, 'message'));
    for (const starter of starters) starter.send('go');
    expect(await Promise.all(answers)).toEqual(starters.map(() => [{ reason: null }, undefined]));
    expect(await applied(keep(openPostgres({ connectionString })))).toEqual(known);
  });

  it('are safe when several pools start on two databases of one cluster, which share the role', async () => {
    const addresses = [await aPostgresDatabase(inject('postgresUrl')), await aPostgresDatabase(inject('postgresUrl'))];
    const starters = addresses.flatMap((connectionString) => Array.from({ length: 4 }, () => keep(openPostgres({ connectionString }))));
    await Promise.all(starters.map((starter) => migrate(starter)));
    for (const starter of starters) expect(await applied(starter)).toEqual(known);
  });

  it('wait for another starter longer than a statement may take', async () => {
    const connectionString = await aPostgresDatabase(inject('postgresUrl'));
    await asAdmin(connectionString, `alter database ${new URL(connectionString).pathname.slice(1)} set statement_timeout = '300ms'`);
    const [slow, second] = [keep(openPostgres({ connectionString })), keep(openPostgres({ connectionString, statementTimeout: 100 }))];
    let arrived = () => {};
    const inside = new Promise<void>((resolve) => { arrived = resolve; });
    const slowly = { up: async (db: IntegrationsDatabase['kysely']) => { arrived(); await sql`select pg_sleep(1.5)`.execute(db); } };
    const first = migrate(slow, { ...migrations, '9999_slow': slowly });
    await inside;
    await migrate(second, { ...migrations, '9999_slow': slowly });
    await first;
    expect(await applied(slow)).toEqual([...known, '9999_slow']);
    const { rows } = await sql<{ statement_timeout: string }>`show statement_timeout`.execute(second.kysely);
    expect(rows[0]?.statement_timeout).toBe('100ms');
  });

  it('say which right is missing', async () => {
    const connectionString = await aPostgresDatabase(inject('postgresUrl'));
    const admin = keep(openPostgres({ connectionString }));
    const login = `reader_${crypto.randomUUID().replaceAll('-', '')}`;
    await sql`create role ${sql.id(login)} login`.execute(admin.kysely);
    const url = new URL(connectionString);
    url.username = login;
    await expect(migrate(keep(openPostgres({ connectionString: url.href })))).rejects.toThrow(/permission denied.*needs CREATE on the schema/);
  });
});
