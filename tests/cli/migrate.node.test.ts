import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, inject, onTestFinished, test } from 'vitest';
import { openPGlite } from '../../src/server/pglite/index.ts';
import { openPostgres } from '../../src/server/postgres/index.ts';
import type { IntegrationsDatabase } from '../../src/server/storage/database.ts';
import { aPostgresDatabase } from '../server/storage/database-fixtures.ts';
import { runCli } from './run-cli.ts';

const tablesOf = async ({ kysely }: IntegrationsDatabase) =>
  (await sql<{ name: string }>`select table_name as name from information_schema.tables where table_schema = 'public'`.execute(kysely)).rows.map(({ name }) => name);

function aDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'integrations-cli-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

test('migrate sets up a PostgreSQL database, and again changes nothing', async () => {
  const url = await aPostgresDatabase(inject('postgresUrl'));
  expect(await runCli(['migrate', '--database-url', url])).toEqual({ code: 0, out: 'The database has the schema of this version.', err: '' });
  expect((await runCli(['migrate', '--database-url', url])).code).toBe(0);
  const database = openPostgres({ connectionString: url });
  onTestFinished(() => database.close());
  expect(await tablesOf(database)).toEqual(expect.arrayContaining(['integrations', 'integration_sync_logs']));
});

test('migrate sets up an embedded database, and leaves its directory free', async () => {
  const dataDir = join(aDirectory(), 'database');
  expect((await runCli(['migrate', '--data', dataDir])).code).toBe(0);
  const database = await openPGlite({ dataDir });
  onTestFinished(() => database.close());
  expect(await tablesOf(database)).toContain('integrations');
});

test('migrate wants exactly one database', async () => {
  for (const args of [[], ['--data', 'a', '--database-url', 'postgres://b'], ['--data', '']]) {
    const { code, err } = await runCli(['migrate', ...args]);
    expect(code).toBe(2);
    expect(err).toMatch(/--data[^]*Usage: integrations-settings migrate/);
  }
  expect((await runCli(['migrate', '--database-url', 'mysql://b'])).err).toMatch(/begins with postgres:/);
});

test('migrate says why it could not, and fails', async () => {
  const url = new URL(await aPostgresDatabase(inject('postgresUrl')));
  url.pathname = '/no_such_database';
  expect(await runCli(['migrate', '--database-url', url.href])).toMatchObject({ code: 1, err: expect.stringMatching(/no_such_database/) });
  const file = join(aDirectory(), 'file');
  writeFileSync(file, '');
  const blocked = await runCli(['migrate', '--data', join(file, 'database')]);
  expect(blocked.code).toBe(1);
  expect(blocked.err).not.toBe('');
});
