import { inject } from 'vitest';
import { openPGlite } from '../../../src/server/pglite/index.ts';
import { openPostgres } from '../../../src/server/postgres/index.ts';
import type { IntegrationsDatabase } from '../../../src/server/storage/database.ts';
import { aPostgresDatabase, anOwnedDatabase } from '../storage/database-fixtures.ts';

/** Every kind of database sign-ins are kept in. */
export const backends: [string, () => Promise<IntegrationsDatabase>][] = [
  ['PGlite', () => openPGlite()],
  ['PostgreSQL', async () => openPostgres({ connectionString: await aPostgresDatabase(inject('postgresUrl')) })],
  ['PostgreSQL (ordinary owner)', async () => openPostgres({ connectionString: await anOwnedDatabase(inject('postgresUrl')) })],
];
