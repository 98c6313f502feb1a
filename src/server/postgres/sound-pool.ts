import type { PostgresPool, PostgresPoolClient } from 'kysely';
import pg from 'pg';

// PostgreSQL, appendix A: connection lost, idle in transaction for too long, backend ended. After any other error a session goes on.
const ended = /^(?:08|25P0[34]|57P0)/;

/**
 * The same pool, which hands no connection out again after an answer that ends it or after none. The pool itself learns of an end only when
 * the socket closes, which may be some requests later.
 */
export function soundPool(pool: pg.Pool): PostgresPool {
  return {
    options: pool.options,
    async connect() {
      const client = await pool.connect();
      let sound = true;
      const query = async (text: string, values: unknown[]) => {
        try {
          return await client.query(text, values);
        } catch (error) {
          sound &&= error instanceof pg.DatabaseError && !ended.test(error.code ?? '');
          throw error;
        }
      };
      return { query: query as unknown as PostgresPoolClient['query'], release: () => client.release(!sound) };
    },
    end: () => pool.end(),
  };
}
