import { sql, type Transaction } from 'kysely';
import { IntegrationsError } from '../../core/errors.ts';
import type { Clock } from './clock.ts';
import { settledFor } from './idempotency.ts';
import type { DatabaseSchema } from './schema.ts';

export interface PendingAudit {
  integration: string | null;
  actor: string;
  action: string;
  outcome: 'allowed' | 'denied' | 'failed';
  details: Readonly<Record<string, string | number | boolean | null>>;
}

export interface PendingSettle {
  key: string;
  status: number;
  body: string;
  etag: string | null;
}

/** Writes what a transaction gathered for its history and its idempotency key, in one statement: on PGlite every statement holds everyone up. */
export async function writePending(transaction: Transaction<DatabaseSchema>, { store, now, clock, audits, settle }: { store: string; now: Date; clock: Clock; audits: readonly PendingAudit[]; settle: PendingSettle | null }): Promise<void> {
  if (!settle) {
    if (audits.length > 0) await insertAudits(store, now, audits).execute(transaction);
    return;
  }
  const history = audits.length > 0 ? sql`with history as (${insertAudits(store, now, audits)})` : sql``;
  const { rows } = await sql`${history}
    update integration_idempotency set status = ${settle.status}::integer, body = ${settle.body}, etag = ${settle.etag}, expires_at = ${clock.in(settledFor)}
    where store_id = ${store}::uuid and key = ${settle.key} and status is null returning 1`.execute(transaction);
  if (rows.length === 0) throw new IntegrationsError('request_in_progress', { detail: 'This request took so long that its key was given to another attempt. Nothing was changed by this one; check what is there before repeating it.' });
}

function insertAudits(store: string, now: Date, audits: readonly PendingAudit[]) {
  const values = audits.map(({ integration, actor, action, outcome, details }) => sql`(${store}::uuid, ${integration}, ${actor}, ${action}, ${outcome}, ${JSON.stringify(details)}::jsonb, ${now}::timestamptz)`);
  return sql`insert into integration_audit (store_id, integration, actor, action, outcome, details, at) values ${sql.join(values)}`;
}
