// A whole server in a process of its own, which its parent may interrupt anywhere. Arguments: a PGlite directory or a postgres:// address; where a sandbox
// answers, if Klaviyo is to be signed in at; how many milliseconds the clock of its machine is off, if it is to have no other.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { builtinProviders } from '../../../src/providers/index.ts';
import { createSandbox } from '../../../src/sandbox/index.ts';
import { builtinConnectors } from '../../../src/server/connectors/index.ts';
import { toNodeListener } from '../../../src/server/node/index.ts';
import { openPGlite } from '../../../src/server/pglite/index.ts';
import { openPostgres } from '../../../src/server/postgres/index.ts';
import { createAesGcmVault } from '../../../src/server/vault/create-aes-gcm-vault.ts';
import { openShop } from '../shop.ts';
import { inspect } from './facts.ts';
import { createPoints, type Interruption } from './points.ts';

export type Order = { interrupt: Interruption | null } | { inspect: string } | { advance: number };

const [place = '', sandbox, off] = process.argv.slice(2);
if (off !== undefined) {
  const Right = Date;
  globalThis.Date = class extends Right {
    constructor(...given: [number]) { super(...(given.length > 0 ? given : [Right.now() + Number(off)] as [number])); }
    static override now() { return Right.now() + Number(off); }
  } as DateConstructor;
}
const onPostgres = place.startsWith('postgres:');
const admin = onPostgres ? new pg.Client({ connectionString: place, application_name: 'admin' }) : null;
await admin?.connect();
const ofServer = `from pg_stat_activity where application_name = 'integrations-settings' and datname = current_database()`;

// Of a process that was killed, a connection may still be carrying out what it was sent last. Two with clocks of their own run side by side.
if (admin && off === undefined) while ((await admin.query(`select 1 ${ofServer}`)).rowCount) await new Promise((resolve) => setTimeout(resolve, 5));

const points = createPoints(async () => {
  await admin?.query({ text: `select pg_terminate_backend(pid, 5000) ${ofServer}` });
});
const database = onPostgres ? openPostgres({ connectionString: place, maxConnections: 4 }) : await openPGlite({ dataDir: place });
let advanced = 0;
const signIns = (base: string) => {
  const { clientId = '', clientSecret = '' } = createSandbox().clients.find(({ provider }) => provider === 'klaviyo') ?? {};
  return {
    providers: builtinProviders, connectors: builtinConnectors, oauthClients: { klaviyo: { clientId, clientSecret } }, endpoints: { klaviyo: `${base}/klaviyo` }, allowLoopbackEgress: true,
    redirectUri: (provider: string) => `https://shop.example/oauth/callback/${provider}`, fetch: points.wrap(fetch),
  };
};
const { server } = await openShop({
  database,
  vault: points.wrapAll(createAesGcmVault({ keys: [{ id: 'test', key: 'q3Jf0yJmV8y0mS5Y2oXw1mJ0c5rT9kLhGfDsAqWeRtY=' }], current: 'test' })),
  authorize: points.wrap(async () => ({ actor: 'ana', session: 's1' })),
  fetch: points.wrap(async () => Response.json({ id: 'anna', name: 'anna', proven: true })),
  // Without a clock given, servers go by that of their machine, and by the database's where they share something.
  now: off === undefined ? () => new Date(Date.now() + advanced) : undefined,
  limits: { costlyPerMinute: 1_000_000 },
  ...(sandbox !== undefined && signIns(sandbox)),
});
const listener = createServer(toNodeListener({ fetch: points.wrap((request: Request) => server.fetch(request)) }));
listener.listen(0, '127.0.0.1', () => process.send?.({ port: (listener.address() as AddressInfo).port }));

process.on('message', (order: Order) => {
  if ('interrupt' in order) process.send?.({ passed: points.choose(order.interrupt) });
  else if ('advance' in order) {
    advanced = order.advance;
    process.send?.({ advanced });
  } else
    void inspect(database, order.inspect).then(
      (facts) => process.send?.({ facts }),
      (error: unknown) => process.send?.({ error: String(error) }),
    );
});
process.on('disconnect', () => process.exit(1));
