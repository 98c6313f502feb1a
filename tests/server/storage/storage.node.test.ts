import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, inject } from 'vitest';
import { openPGlite } from '../../../src/server/pglite/index.ts';
import { openPostgres } from '../../../src/server/postgres/index.ts';
import { aPostgresDatabase } from './database-fixtures.ts';
import { describeStorage } from './storage-contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'storage-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describeStorage('PGlite in memory', () => openPGlite());
describeStorage('PGlite on disk', () => openPGlite({ dataDir: join(folder, 'data') }));
describeStorage('PostgreSQL', async () => openPostgres({ connectionString: await aPostgresDatabase(inject('postgresUrl')) }));
