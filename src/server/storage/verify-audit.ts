import { sql } from 'kysely';
import { inStore } from './app-role.ts';
import type { IntegrationsDatabase } from './database.ts';
import { isRightMissing } from './database-errors.ts';
import { auditContent } from './migrations/audit-chain.ts';
import { parseStoreId } from './store-id.ts';

/** Where a store's history stood at one time. Kept outside the database, it proves later that nothing before it was rewritten or cut off. */
export interface AuditAnchor {
  store: string;
  /** Entries in the history. */
  entries: number;
  /** Hash of the last one, in hexadecimal; empty where there is none. */
  head: string;
}

/**
 * What does not fit in a store's history. `changed`: the entry is not what was written there (edited, exchanged or slipped in). `missing`: entries before
 * this one are gone. `truncated`: the newest entries are gone. `unlinked`: entries stand after the recorded end. `rewritten`: the history is not the one an anchor was taken from.
 */
export interface AuditFault {
  store: string;
  /** Place in the history, from 1. */
  entry: number;
  fault: 'changed' | 'missing' | 'truncated' | 'unlinked' | 'rewritten';
}

export interface AuditReport {
  /** No faults. */
  intact: boolean;
  /** One for each store, as found: keep them for the next time. */
  anchors: readonly AuditAnchor[];
  faults: readonly AuditFault[];
}

const pageSize = 1_000;

/**
 * Checks the hash chain of every store's audit, or of one (SR-81); safe while the server runs. Finds rows that were changed, removed, reordered
 * or inserted behind the application's back. Somebody with the rights of the tables' owner can compute a whole new chain, or drop a store's history
 * with its recorded end: only `anchors` of an earlier report, kept elsewhere, give that away.
 * @throws Error when the connection's user may not list the stores: connect as the user that migrated, or name the store.
 */
export async function verifyAudit(database: IntegrationsDatabase, { store, anchors = [] }: { store?: string; anchors?: readonly AuditAnchor[] } = {}): Promise<AuditReport> {
  const stores = store === undefined ? new Set([...(await listStores(database)), ...anchors.map((anchor) => parseStoreId(anchor.store))]) : [parseStoreId(store)];
  const report = { anchors: [] as AuditAnchor[], faults: [] as AuditFault[] };
  for (const one of [...stores].sort()) {
    const { anchor, faults } = await verifyStore(
      database,
      one,
      anchors.filter((earlier) => parseStoreId(earlier.store) === one),
    );
    report.anchors.push(anchor);
    report.faults.push(...faults);
  }
  return { intact: report.faults.length === 0, ...report };
}

async function verifyStore(database: IntegrationsDatabase, store: string, earlier: readonly AuditAnchor[]): Promise<{ anchor: AuditAnchor; faults: AuditFault[] }> {
  const faults: AuditFault[] = [];
  const expected = new Map(earlier.map(({ entries, head }) => [entries, head]));
  let last = { seq: 0, hash: '' };
  const find = (entry: number, fault: AuditFault['fault']) => faults.push({ store, entry, fault });
  for (;;) {
    const { head, entries } = await readPage(database, store, last.seq);
    for (const { seq, hash, content } of entries) {
      if (seq !== last.seq + 1) find(last.seq + 1, 'missing');
      else if (hash !== (await hashOf(last.hash, content))) find(seq, 'changed');
      if (expected.has(seq) && expected.get(seq) !== hash) find(seq, 'rewritten');
      last = { seq, hash };
    }
    if (entries.length === pageSize) continue;
    // Read in one statement with the last page, so nothing came in between.
    if (head.seq > last.seq) find(last.seq + 1, 'truncated');
    else if (head.seq < last.seq) find(head.seq + 1, 'unlinked');
    else if (head.hash !== last.hash) find(last.seq, 'changed');
    for (const { entries: seen } of earlier) if (seen > Math.max(head.seq, last.seq)) find(last.seq + 1, 'truncated');
    return { anchor: { store, entries: last.seq, head: last.hash }, faults };
  }
}

interface Page {
  head: { seq: number; hash: string };
  entries: { seq: number; hash: string; content: string }[];
}

function readPage(database: IntegrationsDatabase, store: string, after: number): Promise<Page> {
  return inStore(database.kysely, store, async (transaction) => {
    const { rows } = await sql<{ page: Page }>`
      select json_build_object(
        'head', coalesce((select json_build_object('seq', seq, 'hash', encode(hash, 'hex')) from integration_audit_heads where store_id = ${store}::uuid), '{"seq": 0, "hash": ""}'),
        'entries', coalesce((select json_agg(json_build_object('seq', seq, 'hash', encode(hash, 'hex'), 'content', ${sql.raw(auditContent('entry'))}) order by seq) from (
          select * from integration_audit where store_id = ${store}::uuid and seq > ${after}::bigint order by seq limit ${pageSize}) entry), '[]')) as page`.execute(transaction);
    return rows[0]?.page ?? { head: { seq: 0, hash: '' }, entries: [] };
  });
}

async function listStores({ kysely }: IntegrationsDatabase): Promise<string[]> {
  try {
    return (await sql<{ id: string }>`select integration_audit_stores() as id`.execute(kysely)).rows.map(({ id }) => id);
  } catch (error) {
    if (!isRightMissing(error)) throw error;
    throw new Error(
      'The user of this connection may not list the stores, so their histories cannot all be verified. Connect as the user that ran the migrations, or name one store.',
      { cause: error },
    );
  }
}

async function hashOf(before: string, content: string): Promise<string> {
  const text = new TextEncoder().encode(content);
  const bytes = new Uint8Array(before.length / 2 + text.length);
  for (let at = 0; at < before.length; at += 2) bytes[at / 2] = Number.parseInt(before.slice(at, at + 2), 16);
  bytes.set(text, before.length / 2);
  return Array.from(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
