import { sql } from 'kysely';
import { describe, expect, inject, it, vi } from 'vitest';
import { openPostgres } from '../../../src/server/postgres/index.ts';
import { migrate } from '../../../src/server/storage/migrate.ts';
import { migrations } from '../../../src/server/storage/migrations.ts';
import { figure } from '../../setup/figures.ts';
import { keyOf, openShop } from '../shop.ts';
import { aPostgresDatabase } from '../storage/database-fixtures.ts';
import { proof } from './random.ts';

vi.setConfig({ testTimeout: 300_000 });

describe('whole servers that start on PostgreSQL (SR-98)', () => {
  it('at once on an empty database all start and serve the same', async () => {
    const rounds = proof ? 25 : 2;
    for (let round = 0; round < rounds; round += 1) {
      const connectionString = await aPostgresDatabase(inject('postgresUrl'));
      const shops = await Promise.all(Array.from({ length: 4 }, () => openShop({ database: openPostgres({ connectionString, maxConnections: 2 }) })));
      const store = await shops[0]!.store();
      expect((await store.connect({ apiKey: keyOf.anna, region: 'eu' })).status).toBe(200);
      for (const { server } of shops) {
        const list = await server.fetch(new Request(`https://shop.example${store.base}`));
        expect(await list.json()).toMatchObject({ integrations: [{ id: 'mailer', status: 'connected' }, { id: 'pager' }] });
      }
      for (const shop of shops) await shop.close();
    }
    figure({ what: 'four servers that start at once on an empty PostgreSQL', count: `${rounds} rounds`, worst: '0 that did not start and serve the same' });
  });

  it('as an older build on a newer schema is refused in words, while the newer one goes on', async () => {
    const connectionString = await aPostgresDatabase(inject('postgresUrl'));
    const newer = await openShop({ database: openPostgres({ connectionString }) });
    await migrate(newer.database, {
      ...migrations,
      '9999_later': {
        up: async (database) => {
          await sql`create table later (id integer)`.execute(database);
        },
      },
    });
    const database = openPostgres({ connectionString });
    await expect(openShop({ database })).rejects.toThrow(/set up by a newer version of integrations-settings \(it has 9999_later.*Start the newer version again/);
    await database.close();
    expect((await (await newer.store()).connect({ apiKey: keyOf.anna, region: 'eu' })).status).toBe(200);
    await newer.close();
  });
});
