import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { AuditAnchor, AuditFault } from '../server/storage/verify-audit.ts';
import { databaseOptions, databaseUsage, openDatabase } from './open-database.ts';
import { UsageError, type Verb } from './verb.ts';

/** Checks the hash chain of the stores' histories. */
export const auditVerify: Verb = {
  usage: `audit verify ${databaseUsage} [--store ID] [--anchors FILE] [--json]

Checks that no entry of any store's history (or of one store's) was changed, removed, moved or inserted, and that none is missing at the end. Fails if so.
--json prints the whole report. Kept outside the database and given back later as --anchors, it also shows a history that somebody with
the rights of the tables' owner wrote anew or dropped as a whole, which nothing inside the database can.
Without --store the user of the connection must own the tables. A database in --data belongs to one process: stop its server first.`,
  async run(args, { out, err }) {
    const { values } = parseArgs({ args: [...args], options: { ...databaseOptions, store: { type: 'string' }, anchors: { type: 'string' }, json: { type: 'boolean' } } });
    if (values.store !== undefined && !/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(values.store)) throw new UsageError('--store takes the UUID of a store.');
    const anchors = values.anchors === undefined ? [] : readAnchors(values.anchors);
    const database = await openDatabase(values);
    try {
      const { verifyAudit } = await import('../server/storage/verify-audit.ts');
      const report = await verifyAudit(database, { anchors, ...(values.store === undefined ? {} : { store: values.store }) });
      if (values.json) out(JSON.stringify(report));
      else if (report.intact) out(`intact: ${report.anchors.reduce((sum, { entries }) => sum + entries, 0)} entries of ${report.anchors.length} stores`);
      if (!values.json) for (const fault of report.faults) err(`store ${fault.store}, entry ${fault.entry}: ${sentences[fault.fault]}`);
      return report.intact ? 0 : 1;
    } finally {
      await database.close();
    }
  },
};

const sentences: Readonly<Record<AuditFault['fault'], string>> = {
  changed: 'is not what was written there',
  missing: 'is missing, perhaps with others after it',
  truncated: 'is missing, and so is all that came after it',
  unlinked: 'stands after the recorded end',
  rewritten: 'is another one than when the anchor was taken',
};

function readAnchors(file: string): readonly AuditAnchor[] {
  const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const anchors = typeof value === 'object' && value !== null && 'anchors' in value ? value.anchors : undefined;
  if (!Array.isArray(anchors) || !anchors.every(isAnchor)) throw new UsageError('--anchors takes a file with what --json printed.');
  return anchors;
}

function isAnchor(value: unknown): value is AuditAnchor {
  return (
    typeof value === 'object' &&
    value !== null &&
    'store' in value &&
    typeof value.store === 'string' &&
    'entries' in value &&
    typeof value.entries === 'number' &&
    'head' in value &&
    typeof value.head === 'string'
  );
}
