import type { PGlite } from '@electric-sql/pglite';
import { type DatabaseConnection, type Dialect, type Driver, PGliteDialect } from 'kysely';
import { createSession } from './session.ts';

/** The dialect of Kysely for PGlite with a driver of our own, which holds PGlite's lock and begins a transaction together with its first statement. */
export function pgliteDialect(pglite: PGlite): Dialect {
  const common = new PGliteDialect({ pglite });
  return {
    createAdapter: () => common.createAdapter(),
    createIntrospector: (kysely) => common.createIntrospector(kysely),
    createQueryCompiler: () => common.createQueryCompiler(),
    createDriver: () => createDriver(pglite),
  };
}

function createDriver(pglite: PGlite): Driver {
  const session = createSession(pglite);
  let transaction: 'none' | 'due' | 'begun' = 'none';
  let free = () => {};

  const connection: DatabaseConnection = {
    async executeQuery<R>({ sql, parameters }: { sql: string; parameters: readonly unknown[] }) {
      // It would run by itself and as the owner of everything.
      if (transaction === 'begun' && !session.open()) throw new Error('The transaction is over.');
      const first = transaction === 'due' ? 'begin' : undefined;
      if (first) transaction = 'begun';
      const { rows, tag } = await session.query(sql, parameters, first);
      const affected = / (\d+)$/.exec(tag)?.[1];
      return { rows: rows as R[], ...(affected !== undefined && { numAffectedRows: BigInt(affected) }) };
    },
    streamQuery() {
      throw new Error('PGlite gives all rows at once.');
    },
  };

  return {
    init: () => pglite.waitReady,
    acquireConnection: () => new Promise((resolve, reject) => {
      const held = async () => {
        // One that is being closed would run what it is sent without end.
        if (!pglite.ready) throw new Error('PGlite is closed');
        await new Promise<void>((release) => {
          free = release;
          resolve(connection);
        });
      };
      pglite.runExclusive(held).catch(reject);
    }),
    async releaseConnection() {
      free();
    },
    async beginTransaction() {
      transaction = 'due';
    },
    async commitTransaction() {
      const begun = transaction === 'begun';
      transaction = 'none';
      if (!begun) return;
      const { tag } = await session.query('commit', []);
      // What is committed after a statement has failed is rolled back instead.
      if (tag === 'ROLLBACK') throw Object.assign(new Error('A statement of the transaction has failed, so that it was rolled back.'), { code: '25P02' });
    },
    async rollbackTransaction() {
      transaction = 'none';
      if (session.open()) await session.query('rollback', []);
    },
    async destroy() {
      if (!pglite.closed) await pglite.close();
    },
  };
}
