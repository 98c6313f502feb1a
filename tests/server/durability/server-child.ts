// A whole server in a process of its own, which its parent may interrupt anywhere. Arguments: a PGlite directory or a postgres:// address.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import pg from 'pg';
import { toNodeListener } from '../../../src/server/node/index.ts';
import { openPGlite } from '../../../src/server/pglite/index.ts';
import { openPostgres } from '../../../src/server/postgres/index.ts';
import { verifyAudit } from '../../../src/server/storage/verify-audit.ts';
import { createAesGcmVault } from '../../../src/server/vault/create-aes-gcm-vault.ts';
import { openShop } from '../shop.ts';
import { createPoints, type Interruption } from './points.ts';

export type Order = { interrupt: Interruption | null } | { inspect: string } | { advance: number };

/** What the database holds of one store, told without the server. */
export interface Facts {
  intact: boolean;
  rows: { status: string; revision: number; sealed: boolean; version: number; sealedVersion: number | null }[];
  dataKeys: number;
  /** Audit entries of connect, configure, update and disconnect. */
  writes: number;
  settled: number;
  unsettled: number;
}

const [place = ''] = process.argv.slice(2);
const onPostgres = place.startsWith('postgres:');
const admin = onPostgres ? new pg.Client({ connectionString: place, application_name: 'admin' }) : null;
await admin?.connect();
const ofServer = `from pg_stat_activity where application_name = 'integrations-settings' and datname = current_database()`;

// Of a process that was killed, a connection may still be carrying out what it was sent last.
if (admin) while ((await admin.query(`select 1 ${ofServer}`)).rowCount) await new Promise((resolve) => setTimeout(resolve, 5));

const points = createPoints(async () => {
  await admin?.query({ text: `select pg_terminate_backend(pid, 5000) ${ofServer}` });
});
const database = onPostgres ? openPostgres({ connectionString: place, maxConnections: 4 }) : await openPGlite({ dataDir: place });
let advanced = 0;
const { server } = await openShop({
  database,
  vault: points.wrapAll(createAesGcmVault({ keys: [{ id: 'test', key: 'q3Jf0yJmV8y0mS5Y2oXw1mJ0c5rT9kLhGfDsAqWeRtY=' }], current: 'test' })),
  authorize: points.wrap(async () => ({ actor: 'ana', session: 's1' })),
  fetch: points.wrap(async () => Response.json({ id: 'anna', name: 'anna', proven: true })),
  now: () => new Date(Date.now() + advanced),
  limits: { costlyPerMinute: 1_000_000 },
});
const listener = createServer(toNodeListener({ fetch: points.wrap((request: Request) => server.fetch(request)) }));
listener.listen(0, '127.0.0.1', () => process.send?.({ port: (listener.address() as AddressInfo).port }));

async function inspect(store: string): Promise<Facts> {
  const { rows } = await sql<Omit<Facts, 'intact'>>`select
    (select coalesce(json_agg(json_build_object('status', status, 'revision', revision, 'sealed', credentials <> '{}', 'version', credential_version, 'sealedVersion', credentials -> 'version')), '[]') from integrations where store_id = ${store}::uuid) as rows,
    (select count(*) from integration_data_keys where store_id = ${store}::uuid) as "dataKeys",
    (select count(*) from integration_audit where store_id = ${store}::uuid and action <> 'credentials.open') as writes,
    (select count(*) from integration_idempotency where store_id = ${store}::uuid and status is not null) as settled,
    (select count(*) from integration_idempotency where store_id = ${store}::uuid and status is null) as unsettled`.execute(database.kysely);
  if (!rows[0]) throw new Error('No facts.');
  return { intact: (await verifyAudit(database, { store })).intact, ...rows[0] };
}

process.on('message', (order: Order) => {
  if ('interrupt' in order) process.send?.({ passed: points.choose(order.interrupt) });
  else if ('advance' in order) {
    advanced = order.advance;
    process.send?.({ advanced });
  } else
    void inspect(order.inspect).then(
      (facts) => process.send?.({ facts }),
      (error: unknown) => process.send?.({ error: String(error) }),
    );
});
process.on('disconnect', () => process.exit(1));
