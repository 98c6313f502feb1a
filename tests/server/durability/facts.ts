import { sql } from 'kysely';
import type { IntegrationsDatabase } from '../../../src/server/storage/database.ts';
import { verifyAudit } from '../../../src/server/storage/verify-audit.ts';

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

export async function inspect(database: IntegrationsDatabase, store: string): Promise<Facts> {
  const { rows } = await sql<Omit<Facts, 'intact'>>`select
    (select coalesce(json_agg(json_build_object('status', status, 'revision', revision, 'sealed', credentials <> '{}', 'version', credential_version, 'sealedVersion', credentials -> 'version')), '[]') from integrations where store_id = ${store}::uuid) as rows,
    (select count(*) from integration_data_keys where store_id = ${store}::uuid) as "dataKeys",
    (select count(*) from integration_audit where store_id = ${store}::uuid and action <> 'credentials.open') as writes,
    (select count(*) from integration_idempotency where store_id = ${store}::uuid and status is not null) as settled,
    (select count(*) from integration_idempotency where store_id = ${store}::uuid and status is null) as unsettled`.execute(database.kysely);
  if (!rows[0]) throw new Error('No facts.');
  return { intact: (await verifyAudit(database, { store })).intact, ...rows[0] };
}
