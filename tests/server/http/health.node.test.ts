import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openPostgres } from '../../../src/server/postgres/index.ts';
import type { IntegrationsDatabase } from '../../../src/server/storage/database.ts';
import { openShop, type Shop } from '../shop.ts';
import { aProxy } from '../storage/a-proxy.ts';
import { aPostgresDatabase } from '../storage/database-fixtures.ts';

let proxy: Awaited<ReturnType<typeof aProxy>>;
let database: IntegrationsDatabase;
let shop: Shop;

beforeAll(async () => {
  proxy = await aProxy(await aPostgresDatabase(inject('postgresUrl')));
  database = openPostgres({ connectionString: proxy.url });
  shop = await openShop({ database });
});
afterAll(async () => {
  await shop.close();
  proxy.close();
});

const ask = async (query = '', from = shop) => {
  const answer = await from.server.fetch(new Request(`https://shop.example/api/integrations/health${query}`));
  return [answer.status, await answer.text()];
};
const ready = [200, '{"live":true,"ready":true}'];
const waiting = [503, '{"live":true,"ready":false}'];
const alive = [200, '{"live":true}'];

describe('health (SR-97, SR-54)', () => {
  it('is ready while the database answers, and asks nobody who is calling', async () => {
    shop.hook.answer = 'unauthenticated';
    shop.asked.length = 0;
    expect([await ask(), await ask('?probe=live'), await ask('?probe=everything')]).toEqual([ready, alive, ready]);
    expect(shop.asked).toEqual([]);
  });

  it('is alive but not ready, before the query is given up and without a word of the reason, while the database is gone or silent', async () => {
    for (const away of [proxy.freeze, proxy.refuse]) {
      away();
      const begun = performance.now();
      expect(await ask()).toEqual(waiting);
      // The query itself would be given up after six seconds.
      expect(performance.now() - begun).toBeLessThan(4000);
      expect(await ask('?probe=live')).toEqual(alive);
    }
    proxy.accept();
    proxy.thaw();
    await expect.poll(() => ask(), { timeout: 15_000 }).toEqual(ready);
  });

  it('is alive but not ready before the server starts and after it stops', async () => {
    const other = await openShop({ database });
    await other.server.stop();
    expect([await ask('', other), await ask('?probe=live', other)]).toEqual([waiting, alive]);
  });
});
